// Logs in to an application by its session, calls its API with and without DPoP beside that session, logs out, and reports
// what the browser got. Judges nothing: the tests do.
import { open, page, run } from "./browser.mjs";

const { API, ISSUER, USERNAME, PASSWORD } = process.env;
/** Open to sessions and to all tokens. */
const ORDERS = "/web/orders";
/** Demands DPoP. */
const GUARDED = "/web/orders/own";
const BYE = "/web/bye";

await run("login", async () => {
  await open({ api: API, issuer: ISSUER });
  await page.goto(API + BYE);
  const stranger = await callWithoutToken();
  const login = await logIn();
  const session = await callWithoutToken();
  const { library, token } = await callWithLibrary();
  const bearer = { guarded: await callAsBearer(GUARDED, token), open: await callAsBearer(ORDERS, token) };
  return { stranger, login, session, library, bearer, logout: await logOut() };
});

/** By a script of a page, and as a page of its own. */
async function callWithoutToken() {
  const fetched = await page.evaluate(async (path) => {
    const response = await fetch(path, { redirect: "manual" });
    return { status: response.status, challenges: [response.headers.get("WWW-Authenticate")] };
  }, GUARDED);
  const tab = await page.context().newPage();
  const response = tab.waitForResponse(API + GUARDED);
  await tab.goto(API + GUARDED).catch(() => "the response has no body, and the browser a page of its own for that");
  const visited = await facts(await response);
  await tab.close();
  return { fetched, visited, cookies: await sessionCookies() };
}

async function logIn() {
  const response = page.waitForResponse(API + ORDERS);
  await page.goto(API + ORDERS);
  const asked = await response;
  await page.fill("input[name=username]", USERNAME);
  await page.fill("input[name=password]", PASSWORD);
  const shown = page.waitForResponse((response) => response.url() === API + ORDERS);
  await page.click("[type=submit]");
  const status = (await shown).status();
  await page.waitForURL(API + ORDERS);
  return {
    asked: { status: asked.status(), location: await asked.headerValue("Location") },
    page: { status, text: await page.textContent("body") },
  };
}

async function callWithLibrary() {
  await page.goto(`${API}/oidc-spa/`);
  await page.waitForFunction(() => window.app);
  // Keycloak knows the user, and asks nothing.
  const tokens = page.waitForResponse(`${ISSUER}/protocol/openid-connect/token`);
  await page.evaluate(() => void app.login());
  await tokens;
  await page.waitForFunction(() => window.app);
  const guarded = await call(GUARDED);
  const { authorization, dpop } = guarded.sent;
  const library = { guarded: guarded.report, open: (await call(ORDERS)).report, jkt: await thumbprint(dpop) };
  return { library, token: authorization.replace(/^DPoP /, "") };
}

async function call(path) {
  const requests = [];
  const note = (request) => request.url() === API + path && requests.push(request);
  page.on("request", note);
  const got = await page.evaluate(async (path) => {
    const response = await app.fetch(path);
    return { status: response.status, body: await response.text() };
  }, path);
  page.off("request", note);
  const sent = await requests[0].allHeaders();
  const [scheme] = sent.authorization.split(" ");
  return { sent, report: { ...got, scheme, cookies: sessionCookiesIn(sent.cookie) } };
}

async function thumbprint(proof) {
  const { jwk } = JSON.parse(Buffer.from(proof.split(".")[0], "base64url"));
  const members = JSON.stringify(Object.fromEntries(["crv", "kty", "x", "y"].map((name) => [name, jwk[name]])));
  return Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(members))).toString("base64url");
}

/** Not by a page, where the library would make DPoP of it, but with the browser's cookies. */
async function callAsBearer(path, token) {
  const response = await page.context().request.get(API + path, {
    headers: { Authorization: `Bearer ${token}` },
    maxRedirects: 0,
  });
  return facts(response);
}

async function logOut() {
  const response = await page.goto(`${API}/web/logout`);
  const hops = [];
  for (let request = response.request(); request; request = request.redirectedFrom()) {
    hops.unshift(request.url());
  }
  const text = await page.textContent("body");
  const cookies = await sessionCookies();
  await page.goto(API + ORDERS);
  return { hops, text, cookies, isAskedToLogInAgain: await page.isVisible("input[name=password]") };
}

async function facts(response) {
  const headers = await response.headersArray();
  const challenges = headers.filter(({ name }) => name.toLowerCase() === "www-authenticate");
  return { status: response.status(), challenges: challenges.map(({ value }) => value) };
}

async function sessionCookies() {
  return (await page.context().cookies(API)).map(({ name }) => name).filter(isOfSession);
}

function sessionCookiesIn(field = "") {
  return field.split("; ").map((cookie) => cookie.split("=")[0]).filter(isOfSession);
}

function isOfSession(name) {
  return name.startsWith("q_session");
}
