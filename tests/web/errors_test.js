// What the widget shows while it waits, when there is nothing, and when something is wrong.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {answerOf, browse, open, openScripted, pageOf, scripted, site} from "./support.js";

let browser;
before(async () => { browser = await browse(); });

const inWidget = (page, part) => page.locator(`kontor-partners ${part}`);
const problem = (status, code, headers = {}) => ({status, headers, body: {status, code, detail: `because of ${code}`}});

// Waits for a status that matches, and returns it.
async function statusOf(page, pattern) {
  await page.waitForFunction((source) => new RegExp(source).test(
    document.querySelector("kontor-partners").shadowRoot.querySelector("[role=status]").textContent), pattern.source);
  return inWidget(page, "[role=status]").textContent();
}

test("while it waits it says so, also to screen readers", async () => {
  const {page} = await openScripted(browser, () => null, `for="us"`);
  assert.equal(await statusOf(page, /./), "Looking for partners …");
  assert.equal(await inWidget(page, "section").getAttribute("aria-busy"), "true");
  assert.equal(await inWidget(page, ".wait").first().isVisible(), true);
  assert.equal(await inWidget(page, "ol").isVisible(), false);
});

test("an empty answer is said in words", async () => {
  const {page} = await openScripted(browser, () => ({body: answerOf(0)}), `for="us" lang="es"`);
  assert.equal(await statusOf(page, /socio\./), "No se ha encontrado ningún socio.");
  assert.equal(await inWidget(page, "section").getAttribute("aria-busy"), "false");
  assert.equal(await inWidget(page, ".again").isVisible(), false);
});

for (const [status, code, text] of [[400, "invalid_argument", "This widget is not set up completely."],
  [401, "unauthorised", "The key of this widget is missing or not valid."],
  [403, "forbidden", "The key of this widget is not valid for this page."],
  [404, "not_found", "This organisation is not known."],
  [500, "internal", "The partner suggestions could not be loaded."]]) {
  test(`status ${status} is told to the reader, its cause to the page`, async () => {
    const {page, complaints} = await openScripted(browser, () => problem(status, code), `for="us" hidden`);
    await page.evaluate(() => {
      const widget = document.querySelector("kontor-partners");
      widget.hidden = false;
      widget.addEventListener("kontor-error", (event) => { window.trouble = event.detail; });
      return widget.reload();
    });
    assert.equal(await statusOf(page, /\.$/), text);
    assert.deepEqual(await page.evaluate(() => window.trouble), {status, code, message: `because of ${code}`, retryAfter: null});
    assert.ok(complaints.some((line) => line.includes(`kontor-partners: because of ${code} (${status})`)));
    assert.equal(await inWidget(page, ".partner").count(), 0);
    assert.equal(await inWidget(page, ".again").isVisible(), status === 500);
  });
}

test("a server that is busy is asked again when it said so", async () => {
  const {page, asked} = await openScripted(browser,
    (_, count) => (count === 1 ? problem(429, "limit", {"Retry-After": "45"}) : {body: answerOf(1)}), `for="us" lang="de"`);
  assert.equal(await statusOf(page, /Nächster/), "Zurzeit gibt es zu viele Anfragen. Nächster Versuch in 45 Sekunden.");
  await page.clock.fastForward("00:46");
  await inWidget(page, ".partner").waitFor();
  assert.equal(asked.length, 2);
});

test("a server that stays busy is left alone after some tries", async () => {
  const {page, asked} = await openScripted(browser, () => problem(503, "unavailable", {"Retry-After": "1"}), `for="us"`);
  await statusOf(page, /moment\.$/);
  assert.equal(asked.length, 4);
  const later = await openScripted(browser, () => problem(429, "limit", {"Retry-After": "3600"}), `for="us"`);
  assert.equal(await statusOf(later.page, /moment/), "Too many requests at the moment.");
});

test("a reader may try again, and is taken to the heading", async () => {
  const {page} = await openScripted(browser, (_, count) => (count === 1 ? problem(500, "internal") : {body: answerOf(1)}), `for="us"`);
  await inWidget(page, ".again").focus();
  await page.keyboard.press("Enter");
  await inWidget(page, ".partner").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("kontor-partners").shadowRoot.activeElement.id), "heading");
});

test("a server that cannot be reached is said to be so", async () => {
  const {page} = await openScripted(browser, () => null, `for="us" server="http://127.0.0.1:9"`);
  assert.equal(await statusOf(page, /reached/), "The partner suggestions cannot be reached at the moment.");
});

test("what is not an answer of Kontor is refused", async () => {
  for (const body of ["<html>", "{}", "null", "[1]", `{"partners": 3}`]) {
    const {page} = await openScripted(browser, () => ({body}), `for="us"`);
    assert.equal(await statusOf(page, /loaded/), "The partner suggestions could not be loaded.");
  }
  const odd = {...answerOf(0), partners: [null, 3, {}, {name: {}, kind: "constructor", country: "x", reasons: 7, score: "y"}]};
  const {page} = await openScripted(browser, () => ({body: odd}), `for="us"`);
  await statusOf(page, /./);
  await inWidget(page, ".partner, .again:visible").first().waitFor();
});

test("an organisation that is not named is asked of nobody", async () => {
  const {page, asked, complaints} = await openScripted(browser, () => ({body: answerOf(1)}), `lang="fr"`);
  assert.equal(await statusOf(page, /widget/), "Ce widget n’est pas entièrement configuré.");
  assert.equal(asked.length, 0);
  assert.ok(complaints.some((line) => line.includes("the attribute 'for' is missing")));
});

test("a portal that does not let the widget's server through sees why in the console", async () => {
  const {address} = await scripted(() => ({body: answerOf(1)}));
  const portal = await site({"/": {body: pageOf(address, `for="us"`), policy: `default-src 'none'; script-src ${address}`}});
  const {page, complaints} = await open(browser, portal);
  assert.equal(await statusOf(page, /reached/), "The partner suggestions cannot be reached at the moment.");
  assert.ok(complaints.some((line) => line.includes("connect-src")));
});
