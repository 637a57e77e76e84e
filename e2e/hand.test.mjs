// What the page does when a hand touches it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ONETEXT, open, start } from "./browser.mjs";

let browser;
before(async () => (browser = await start()));
after(() => browser.close());

/** What the section says of each party: its name, its range, and what is in its way. */
async function told(page) {
  const gauges = await page.locator("#try .gauge").all();
  return Promise.all(gauges.map(async (it) => ({
    name: await it.getAttribute("data-name"),
    range: (await it.locator(".number").innerText()).trim(),
    way: (await it.locator(".way").count()) ? (await it.locator(".way").innerText()).trim() : "",
  })));
}

/** What the command that stands under the chips says of each party. */
async function asked(page, name) {
  const command = (await page.locator("#try .try-command code").innerText()).split(" ");
  const folder = fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
  assert.deepEqual(command.slice(0, 3), ["onetext", "whatif", "."]);
  return execFileSync(ONETEXT, ["whatif", folder, ...command.slice(3)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** The chips that are not taken and can be. */
const free = (page) => page.locator("#try .chip:not([hidden]) input:not(:checked):not([disabled])");

for (const name of ["river", "ukraine-2025"]) {
  test(`${name}: a chip moves the ranges to those of the command line, at once`, async (t) => {
    const { page, close } = await open(browser, name);
    const drafted = await told(page);
    const took = [];
    for (const at of [0, 3, 7]) {
      await free(page).nth(at).evaluate((it) => it.click());
      const now = await told(page);
      const answer = await asked(page, name);
      for (const { name, range } of now) {
        const row = answer.split("\n").find((it) => it.trim().startsWith(name));
        const figure = range.startsWith("no number") ? "no number" : range.split("%")[0].trim();
        assert(row?.includes(figure), `${name}: ${range}\n${answer}`);
      }
      took.push(Number(await page.locator("#try").getAttribute("data-took")));
    }
    t.diagnostic(`three switches took ${took.join(", ")} ms`);
    assert.notDeepEqual(await told(page), drafted);

    const address = await page.evaluate(() => location.hash);
    assert.match(address, /^#try=/);
    const chosen = await told(page);
    const again = await open(browser, name, { hash: address });
    assert.deepEqual(await told(again.page), chosen, "the address brings the choice back");
    await again.close();

    for (let step = 0; step < 3; step++) await page.locator("#try [data-do=undo]").click();
    assert.deepEqual(await told(page), drafted, "undone");
    await page.locator("#try [data-do=redo]").click();
    await page.locator("#try [data-do=draft]").click();
    assert.deepEqual(await told(page), drafted, "back to the draft");
    await close();
  });

  test(`${name}: chips answer to the keyboard`, async () => {
    const { page, close } = await open(browser, name);
    const taken = page.locator("#try .chip:not([hidden]) input:checked").first();
    await taken.focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#try .try-point.is-changed").count(), 1);
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator("#try .try-point.is-changed").count(), 0);
    await close();
  });

  test(`${name}: the evidence drawer opens by mouse and keyboard, and gives the focus back`, async () => {
    const { page, close } = await open(browser, name);
    const drawer = page.locator("dialog.drawer");
    const reference = page.locator("#acceptability a.ref").first();
    const statement = (await reference.getAttribute("href")).slice(1);
    await reference.click();
    assert(await drawer.isVisible());
    const gist = await page.locator(`[id="${statement}"] .gist`).innerText();
    assert((await drawer.innerText()).includes(gist), "the statement is in it");
    await page.keyboard.press("Escape");
    assert(!(await drawer.isVisible()));

    const cell = page.locator("#positions td.cell .all").first();
    await cell.focus();
    await page.keyboard.press("Enter");
    assert(await drawer.isVisible());
    assert(0 < (await drawer.locator(".entry").count()));
    await page.keyboard.press("Tab");
    assert(await drawer.evaluate((it) => it.contains(document.activeElement)), "the focus stays in it");
    await page.keyboard.press("Escape");
    assert(await cell.evaluate((it) => it === document.activeElement), "the focus is back");
    await close();
  });

  test(`${name}: any two drafts stand side by side`, async () => {
    const { page, close } = await open(browser, name);
    const several = 1 < (await page.locator("#changes > details, #changes .pair").count());
    if (several) assert.equal(await page.locator("#changes select").count(), 2);
    assert(await page.locator("#changes ins, #changes del").first().isVisible());
    await close();
  });
}

test("the page can be used within a second", async (t) => {
  for (const name of ["ukraine-2025", "river", "panama-1977"]) {
    const { page, close } = await open(browser, name);
    const ready = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domInteractive);
    const loaded = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
    assert(await page.evaluate(() => document.documentElement.classList.contains("live")));
    t.diagnostic(`${name}: can be used after ${Math.round(ready)} ms, loaded after ${Math.round(loaded)} ms`);
    await close();
  }
});
