// The browser of a visit. What goes wrong in it leaves its traces in a directory of evidence.
import { mkdir, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const { CHROMIUM, EVIDENCE } = process.env;
/** Milliseconds: early enough to look at the page before whoever has started this loses patience. */
const LATEST = 100_000;
/** Milliseconds for one step; the machine may be busy with other things. */
const PATIENCE = 60_000;

const seenByConsole = [];
let browser;
/** The page that was opened last. */
export let page;

/** Prints, as JSON, what a visit reports. */
export async function run(name, visit) {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    ],
  });
  const tooLate = new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), LATEST).unref());
  try {
    console.log(JSON.stringify(await Promise.race([visit(), tooLate]), null, 2));
  } catch (e) {
    await mkdir(EVIDENCE, { recursive: true });
    await page?.screenshot({ path: `${EVIDENCE}/${name}.png` });
    await writeFile(`${EVIDENCE}/${name}-console.txt`, seenByConsole.join("\n"));
    throw e;
  } finally {
    await browser.close();
  }
}

/** An empty page in a profile of its own, whose scripts find the settings in their window. */
export async function open(settings) {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript((settings) => {
    window.settings = settings;
  }, settings);
  page = await context.newPage();
  page.on("console", (message) => seenByConsole.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seenByConsole.push(String(error)));
  page.on("requestfailed", (request) => seenByConsole.push(`${request.method()} ${request.url()} failed`));
}
