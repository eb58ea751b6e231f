// Logs in with one of the libraries, calls the API, then does what others could do with what has been seen, and reports
// what the pages got. Judges nothing: the tests do.
import { open, page, run } from "./browser.mjs";

const { LIBRARY, PAGES, FOREIGN, API, ISSUER, USERNAME, PASSWORD } = process.env;
/** Minutes. A nonce lives for five. */
const NONCES_ARE_OLD = 3;
const NONCES_ARE_STALE = 6;
const SETTINGS = { api: API, issuer: ISSUER };
let sentToApi;

await run(LIBRARY, visit);

async function visit() {
  const login = await logIn();
  const library = await callWithLibrary();
  const loot = await takeCredentials();
  return { login, library, thief: await callAsThief(loot), foreign: await callFromForeignOrigin(loot) };
}

/** A page in a profile of its own. */
async function openPage(url) {
  console.error(url);
  await open(SETTINGS);
  sentToApi = [];
  page.on("request", (request) => {
    if (request.url().startsWith(API)) {
      sentToApi.push(request);
    }
  });
  await page.goto(url);
  await appIsReady();
}

async function appIsReady() {
  await page.waitForFunction(() => window.app);
}

/** The name of the user, before and after. */
async function logIn() {
  await openPage(`${PAGES}/${LIBRARY}/`);
  const before = await page.evaluate(() => app.user());
  await page.evaluate(() => void app.login());
  await page.fill("input[name=username]", USERNAME);
  await page.fill("input[name=password]", PASSWORD);
  await page.click("[type=submit]");
  await appIsReady();
  return { before, after: await page.evaluate(() => app.user()) };
}

async function callWithLibrary() {
  return {
    first: await call("first"),
    second: await call("second"),
    post: await call("post", order()),
    parallel: await callInParallel("parallel"),
    // In the second half of its life a nonce is good, but a newer one is due.
    renewal: await later(NONCES_ARE_OLD, () => call("renewal")),
    renewed: await call("renewed"),
    stale: await later(NONCES_ARE_STALE, () => call("stale")),
    fresh: await call("fresh", order()),
    parallelStale: await later(NONCES_ARE_STALE, () => callInParallel("parallelStale")),
  };
}

function order() {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"item":"tea"}' };
}

async function callInParallel(step) {
  return Promise.all([0, 1, 2, 3, 4].map((n) => call(`${step}${n}`)));
}

async function later(minutes, action) {
  const response = await fetch(`${API}/nonces?minutes=${minutes}`, { method: "POST" });
  if (!response.ok) {
    throw new Error(`the clock stands still: ${response.status}`);
  }
  return action();
}

/** What the page's script gets to see. The step is in the query, so that the API can tell the calls apart. */
async function call(step, init) {
  console.error(step);
  return page.evaluate(
    async ([path, init]) => {
      try {
        const response = await app.fetch(path, init);
        return {
          status: response.status,
          body: await response.text(),
          challenge: response.headers.get("WWW-Authenticate"),
          nonce: response.headers.get("DPoP-Nonce"),
        };
      } catch (e) {
        return { error: `${e.name}: ${e.message}` };
      }
    },
    [`/orders?step=${step}`, init],
  );
}

/** What somebody gets hold of who has seen the requests of the user. */
async function takeCredentials() {
  const sent = [];
  for (const request of sentToApi) {
    const { authorization, dpop } = await request.allHeaders();
    sent.push({ step: new URL(request.url()).searchParams.get("step"), authorization, dpop });
  }
  const [withoutNonce] = sent.filter(({ step }) => step === "first");
  const [withStaleNonce] = sent.filter(({ step }) => step === "second");
  const latest = sent.at(-1);
  return {
    token: latest.authorization.replace(/^DPoP /, ""),
    proofWithoutNonce: withoutNonce.dpop,
    proofWithStaleNonce: withStaleNonce.dpop,
    usedProof: latest.dpop,
    nonce: JSON.parse(Buffer.from(latest.dpop.split(".")[1], "base64url")).nonce,
  };
}

async function callAsThief(loot) {
  await openPage(`${PAGES}/thief/`);
  const { token, nonce } = loot;
  const ownProof = await page.evaluate(
    ([nonce, token]) => app.proofWithOwnKey("/orders", nonce, token),
    [nonce, token],
  );
  const withProof = (dpop) => ({ headers: { Authorization: `DPoP ${token}`, DPoP: dpop } });
  return {
    nobody: await call("nobody"),
    bearer: await call("bearer", { headers: { Authorization: `Bearer ${token}` } }),
    withoutProof: await call("withoutProof", { headers: { Authorization: `DPoP ${token}` } }),
    usedProof: await call("usedProof", withProof(loot.usedProof)),
    proofWithoutNonce: await call("proofWithoutNonce", withProof(loot.proofWithoutNonce)),
    proofWithStaleNonce: await call("proofWithStaleNonce", withProof(loot.proofWithStaleNonce)),
    ownProof: await call("ownProof", withProof(ownProof)),
  };
}

async function callFromForeignOrigin(loot) {
  await openPage(`${FOREIGN}/thief/`);
  return {
    foreignProof: await call("foreignProof", {
      headers: { Authorization: `DPoP ${loot.token}`, DPoP: loot.proofWithoutNonce },
    }),
    foreignNobody: await call("foreignNobody"),
  };
}
