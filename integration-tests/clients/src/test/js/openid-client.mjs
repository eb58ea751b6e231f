import * as client from 'openid-client'
import { report } from './calls.mjs'

await report(async (issuer, algorithm) => {
  const config = await client.discovery(new URL(issuer), 'orders-client', 'orders-secret', undefined, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests],
  })
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair(algorithm))
  const { access_token } = await client.clientCredentialsGrant(config, {}, { DPoP })

  return (url, method, body, headers) =>
    client.fetchProtectedResource(config, access_token, new URL(url), method, body, headers, { DPoP })
})
