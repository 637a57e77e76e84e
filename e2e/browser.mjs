// Opens pages of the brief in the Chromium that is at hand, and holds against each that it reaches
// for nothing and that nothing in it fails.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Where the pages are that `e2e/run` makes. */
export const PAGES = resolve(process.env.ONETEXT_PAGES ?? "pages");
/** The program whose answers the page has to give too. */
export const ONETEXT = process.env.ONETEXT ?? "onetext";
/** The bundled cases, by the names of their folders. */
export const CASES = ["ukraine-2025", "river", "panama-1977"];

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium without a window, which talks to nobody. */
export function start() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((it) => existsSync(it));
  assert(executablePath, "no Chromium: name one in CHROMIUM");
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
  const alone = ["--disable-background-networking", "--disable-component-update"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet, ...alone] });
}

/**
 * A page, opened. `close` ends it and fails if it asked for anything but itself, or if a script or
 * the policy of the page complained.
 */
export async function open(browser, name, { width = 1400, height = 900, hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const [asked, failed] = [[], []];
  page.on("request", (it) => asked.push(it.url()));
  page.on("pageerror", (it) => failed.push(String(it)));
  page.on("console", (it) => it.type() === "error" && failed.push(it.text()));
  const address = pathToFileURL(`${PAGES}/${name}.html`).href;
  await page.goto(address + hash);
  const close = async () => {
    await context.close();
    const elsewhere = asked.filter((it) => it.split("#")[0] !== address);
    assert.deepEqual({ elsewhere, failed }, { elsewhere: [], failed: [] });
  };
  return { page, close };
}

/** How many pixels of the page lie beyond the right edge of the window, and what reaches there. */
export function overflow(page) {
  return page.evaluate(() => {
    const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (beyond <= 0) return "";
    const right = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("main *")].filter((it) => it.getBoundingClientRect().right > right + 1);
    return `${beyond} px: ${wide.slice(0, 3).map((it) => it.outerHTML.slice(0, 120)).join("\n")}`;
  });
}
