// The widget by keyboard, to screen readers, and in light and dark.
import assert from "node:assert/strict";
import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {before, test} from "node:test";
import {answerOf, browse, openScripted} from "./support.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
before(async () => { browser = await browse(); });

const loaded = (page) => page.locator("kontor-partners .partner").first().waitFor();
const answer = () => ({body: answerOf(3, {known_partner: true, invented: true, url: "https://example.org/"})});

async function violations(page) {
  await page.evaluate(AXE);
  const {violations: found} = await page.evaluate((values) => window.axe.run(document, {runOnly: {type: "tag", values}}), RULES);
  return found.map(({id, nodes}) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`);
}

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing to blame in ${scheme}, with all reasons open`, async () => {
    const {page} = await openScripted(browser, answer, `for="us"`, {colorScheme: scheme});
    await loaded(page);
    for (const summary of await page.locator("kontor-partners summary").all()) await summary.click();
    assert.deepEqual(await violations(page), []);
  });
}

test("axe finds nothing to blame while it waits, when nothing was found, and after a failure", async () => {
  for (const told of [null, {body: answerOf(0)}, {status: 500, body: {}}]) {
    const {page} = await openScripted(browser, () => told, `for="us"`);
    await page.waitForFunction((busy) => document.querySelector("kontor-partners").shadowRoot
      .querySelector(`[aria-busy=${busy}]`), String(told === null));
    assert.deepEqual(await violations(page), []);
  }
});

test("light and dark follow the reader, and the page where it chooses", async () => {
  const ground = (page) => page.locator("kontor-partners .box").evaluate((box) => getComputedStyle(box).backgroundColor);
  const set = (page, theme) => page.evaluate((value) => document.querySelector("kontor-partners").setAttribute("theme", value), theme);
  const [light, dark] = ["rgb(255, 255, 255)", "rgb(27, 35, 39)"];
  const {page: bright} = await openScripted(browser, answer, `for="us"`, {colorScheme: "light"});
  assert.equal(await ground(bright), light);
  await set(bright, "dark");
  assert.equal(await ground(bright), dark);
  const {page: dim} = await openScripted(browser, answer, `for="us"`, {colorScheme: "dark"});
  assert.equal(await ground(dim), dark);
  await set(dim, "light");
  assert.equal(await ground(dim), light);
});

test("the keyboard reaches names and reasons in order, and each shows where it is", async () => {
  const {page} = await openScripted(browser, answer, `for="us" limit="2"`);
  await loaded(page);
  const stops = [];
  for (let stop = 0; stop < 4; ++stop) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => {
      const {activeElement} = document.querySelector("kontor-partners").shadowRoot;
      return [activeElement.localName, getComputedStyle(activeElement).outlineStyle];
    }));
  }
  assert.deepEqual(stops, [["a", "solid"], ["summary", "solid"], ["a", "solid"], ["summary", "solid"]]);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("kontor-partners details").nth(1).getAttribute("open"), "");
});

test("a screen reader finds a named list under headings of the page's level", async () => {
  const {page} = await openScripted(browser, answer, `for="us" lang="en" heading-level="3"`);
  await loaded(page);
  const widget = page.locator("kontor-partners");
  await widget.getByRole("heading", {level: 3, name: "Partners for Alpha"}).waitFor();
  assert.equal(await widget.getByRole("heading", {level: 4}).count(), 3);
  assert.equal(await widget.getByRole("list", {name: "Partners for Alpha"}).count(), 1);
  assert.equal(await widget.getByRole("list", {name: "Why they fit you"}).count(), 3);
  assert.equal(await widget.getByRole("region", {name: "Partners for Alpha"}).count(), 1);
  assert.equal(await widget.getByRole("status").textContent(), "Partner suggestions: 3");
});

test("a narrow column and large letters cut nothing off", async () => {
  const long = "Landesarbeitsgemeinschaft-Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  const {page} = await openScripted(browser, () => ({body: answerOf(2, {name: long, reasons: [long]})}), `for="us"`,
    {viewport: {width: 320, height: 800}});
  await loaded(page);
  await page.evaluate(() => document.querySelector("kontor-partners").style.setProperty("--kontor-font-size", "32px"));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= 320), true);
});
