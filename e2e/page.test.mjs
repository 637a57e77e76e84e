// What must hold of every page, whatever it shows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { CASES, open, overflow, start } from "./browser.mjs";

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

/** What axe finds, each with the first place. */
async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((it) => `${it.id}, ${it.nodes.length} times: ${it.help}: ${it.nodes[0].html}: ${it.nodes[0].failureSummary}`);
}

for (const name of CASES) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [400, 1400]) {
      test(`${name}, ${colorScheme}, ${width} pixels: axe finds nothing`, async () => {
        const { page, close } = await open(browser, name, { width, colorScheme });
        assert.deepEqual(await violations(page), []);
        await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
        assert.deepEqual(await violations(page), [], "with everything unfolded");
        await close();
      });
    }
  }

  test(`${name}: nothing reaches over the edge from 360 to 2,560 pixels`, async () => {
    const { page, close } = await open(browser, name);
    await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
    for (const width of [360, 400, 700, 1000, 1400, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await overflow(page), "", `${width} pixels`);
    }
    await close();
  });

  test(`${name}: each section of the contents is reached by keyboard and stands in view`, async () => {
    const { page, close } = await open(browser, name);
    const links = page.locator("nav.contents a");
    assert(0 < (await links.count()));
    for (const link of await links.all()) {
      await link.focus();
      await page.keyboard.press("Enter");
      const section = page.locator((await link.getAttribute("href")).replace("#", "section#"));
      assert(await section.locator("h2").first().isVisible());
      await assert.doesNotReject(page.waitForFunction((id) => {
        const { top, bottom } = document.getElementById(id).getBoundingClientRect();
        return top < innerHeight && 0 < bottom;
      }, await section.getAttribute("id")));
    }
    await close();
  });

  test(`${name}: without scripts everything stands and nothing waits for one`, async () => {
    const { page, close } = await open(browser, name, { javaScriptEnabled: false });
    for (const section of await page.locator("main > section").all()) {
      const text = await section.innerText();
      assert(80 < text.length, `${await section.getAttribute("id")} says little: ${text}`);
    }
    for (const kind of ["button", "select", "input"]) {
      for (const it of await page.locator(kind).all()) {
        assert(!(await it.isVisible()), `a ${kind} that does nothing: ${await it.evaluate((it) => it.outerHTML)}`);
      }
    }
    await close();
  });

  test(`${name}: on paper it is whole`, async () => {
    const { page, close } = await open(browser, name, { javaScriptEnabled: false });
    const paper = await page.pdf({ preferCSSPageSize: true });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    await page.emulateMedia({ media: "print" });
    // What needs a hand is left out on paper.
    for (const it of await page.locator("main > section:not(#try) > h2").all()) assert(await it.isVisible());
    // The summary has the first page, and who stands where the second: A4 within its margins.
    const [width, height] = [180, 262].map((it) => Math.floor((it / 25.4) * 96));
    await page.setViewportSize({ width, height });
    const end = (of) => page.evaluate((it) => document.querySelector(it)?.getBoundingClientRect().bottom ?? 0, of);
    assert((await end("#brief")) <= height, "the summary fits its page");
    const start = await page.evaluate(() => document.querySelector("#positions")?.getBoundingClientRect().top ?? 0);
    assert((await end("#positions .glance")) - start <= height, "who stands where fits its page");
    await close();
  });
}
