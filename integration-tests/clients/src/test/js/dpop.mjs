import * as DPoP from 'dpop'
import { report } from './calls.mjs'

// This package makes proofs and nothing else; nonces and requests are the application's business.
await report(async (issuer, algorithm) => {
  const keyPair = await DPoP.generateKeyPair(algorithm)
  const tokenEndpoint = `${issuer}/token`
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { DPoP: await DPoP.generateProof(keyPair, tokenEndpoint, 'POST') },
  })
  const { access_token } = await response.json()

  let nonce
  const request = async (url, method, body, headers) => {
    const proof = await DPoP.generateProof(keyPair, url, method, nonce, access_token)
    const response = await fetch(url, {
      method,
      body,
      headers: { ...Object.fromEntries(headers), Authorization: `DPoP ${access_token}`, DPoP: proof },
    })
    nonce = response.headers.get('DPoP-Nonce') ?? nonce
    return response
  }
  return async (...call) => {
    const response = await request(...call)
    const challenge = response.headers.get('WWW-Authenticate')
    return challenge?.startsWith('DPoP error="use_dpop_nonce"') ? request(...call) : response
  }
})
