/**
 * Does the calls that the test wants, by whatever client, and prints how each of them ended.
 *
 * @param connect gets the issuer and the algorithm of the key, answers a function (url, method, body, headers: Headers)
 *   that answers a Response or throws an error with a response
 */
export async function report(connect) {
  const { ISSUER, API, ALGORITHM = 'ES256', CALLS } = process.env
  const send = await connect(ISSUER, ALGORITHM)
  const ends = []
  for (const { base = API, path, method, body, headers = {}, times = 1, untilRenewed = 0 } of JSON.parse(CALLS)) {
    const call = () => send(base + path, method, body, new Headers(headers)).catch(refusal).then(end)
    let renewals = 0
    do {
      const round = await Promise.all(Array.from({ length: times }, call))
      renewals += round.filter(({ status, renewed }) => status === 200 && renewed).length
      ends.push(...round)
    } while (renewals < untilRenewed)
  }
  console.log(JSON.stringify(ends))
}

/** The libraries throw challenges. */
function refusal(error) {
  if (error.response === undefined) {
    throw error
  }
  return error.response
}

async function end(response) {
  return {
    status: response.status,
    body: response.ok ? await response.text() : null,
    error: response.headers.get('WWW-Authenticate')?.match(/^DPoP error="(\w+)"/)?.[1],
    renewed: response.headers.has('DPoP-Nonce'),
  }
}
