import * as oauth from 'oauth4webapi'
import { report } from './calls.mjs'

await report(async (issuer, algorithm) => {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const as = await oauth
    .discoveryRequest(new URL(issuer), { algorithm: 'oauth2', ...insecure })
    .then((response) => oauth.processDiscoveryResponse(new URL(issuer), response))
  const client = { client_id: 'orders-client' }
  const clientAuth = oauth.ClientSecretPost('orders-secret')
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair(algorithm))
  const { access_token } = await oauth
    .clientCredentialsGrantRequest(as, client, clientAuth, {}, { DPoP, ...insecure })
    .then((response) => oauth.processClientCredentialsResponse(as, client, response))

  return (url, method, body, headers) => {
    const request = () =>
      oauth.protectedResourceRequest(access_token, method, new URL(url), headers, body, {
        DPoP,
        ...insecure,
      })
    return request().catch((error) => {
      if (oauth.isDPoPNonceError(error)) {
        return request()
      }
      throw error
    })
  }
})
