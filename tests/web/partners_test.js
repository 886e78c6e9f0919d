// The widget on a page of another site.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {answerOf, browse, open, openScripted, pageOf, serve, site, store, strictPolicy, VILLAGE} from "./support.js";

let browser;
let server;
before(async () => {
  browser = await browse();
  server = await serve(await store(VILLAGE));
});

// On a page that allows nothing inline; the questions go by way of the portal.
async function portal(attributes, rest = "") {
  const policy = strictPolicy(server);
  const address = await site({
    "/": {body: pageOf(server, `server="/" ${attributes}`, rest), policy},
    "/loud.css": {body: "* { color: red !important; font-size: 40px; display: block } ol, ul { list-style: square }", type: "text/css"},
    "/themed.css": {body: "kontor-partners { --kontor-surface: rgb(1, 2, 3); --kontor-accent: rgb(250, 240, 230); --kontor-radius: 0px }", type: "text/css"},
  }, server);
  return open(browser, address);
}

const names = (page) => page.locator("kontor-partners .name").allTextContents();

test("it shows partners with scores, places and reasons under a strict policy", async () => {
  const {page, complaints} = await portal(`for="us" lang="en" limit="3"`);
  await page.locator("kontor-partners .partner").first().waitFor();
  assert.equal(await page.locator("kontor-partners .heading").textContent(), "Partners for Alpha Maschinenbau");
  assert.equal((await names(page)).length, 3);
  const beta = page.locator("kontor-partners .partner", {hasText: "Beta Werke"});
  assert.match(await beta.textContent(), /Köln · Germany · Company/);
  assert.match(await beta.textContent(), /Known partner/);
  assert.match(await beta.textContent(), /You have worked together in 1 partnership: Steel for wind towers/);
  const numbers = await beta.evaluate((item) => ["b", ".legend span:first-child", ".legend span:last-child"]
    .map((part) => Number(item.querySelector(part).textContent.replace(/[^\d.]/g, ""))));
  assert.ok(Math.abs(numbers[0] - numbers[1] - numbers[2]) < 0.11, `fit and reach add up: ${numbers}`);
  await beta.locator("summary").click();
  assert.match(await beta.locator("details .reasons").innerText(), /You have worked together/);
  assert.deepEqual(complaints, []);
});

test("it keeps nothing in the browser", async () => {
  const {context, page} = await portal(`for="us"`);
  await page.locator("kontor-partners .partner").first().waitFor();
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length]), [0, 0, 0]);
});

test("styles of the page stay outside, its CSS variables come in", async () => {
  const loud = await portal(`for="us"`, `<link rel="stylesheet" href="/loud.css">`);
  await loud.page.locator("kontor-partners .partner").first().waitFor();
  const style = (page, part, name) => page.locator(`kontor-partners ${part}`).first()
    .evaluate((node, property) => getComputedStyle(node)[property], name);
  assert.notEqual(await style(loud.page, ".name > *", "color"), "rgb(255, 0, 0)");
  assert.equal(await style(loud.page, ".list", "listStyleType"), "none");
  const themed = await portal(`for="us"`, `<link rel="stylesheet" href="/themed.css">`);
  await themed.page.locator("kontor-partners .partner").first().waitFor();
  assert.equal(await style(themed.page, ".box", "backgroundColor"), "rgb(1, 2, 3)");
  assert.equal(await style(themed.page, ".box", "borderRadius"), "0px");
  assert.equal(await style(themed.page, ".name > *", "color"), "rgb(250, 240, 230)");
});

test("changed attributes ask anew, several at once ask once", async () => {
  const {page, asked} = await openScripted(browser, (url) => ({body: answerOf(Number(url.searchParams.get("top")))}),
    `for="us" key="secret" lang="de" limit="2"`);
  const partners = page.locator("kontor-partners .partner");
  await partners.first().waitFor();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].url.pathname, "/v1/organisations/us/partners");
  assert.equal(asked[0].url.search, "?top=2&lang=de");
  assert.equal(asked[0].headers.authorization, "Bearer secret");
  assert.equal(asked[0].headers.cookie, undefined);
  assert.equal(asked[0].headers.referer, undefined);
  await page.evaluate(() => {
    const widget = document.querySelector("kontor-partners");
    widget.setAttribute("for", "vat:DE/1 x");
    widget.setAttribute("lang", "fr");
    widget.setAttribute("limit", "4");
  });
  await partners.nth(3).waitFor();
  assert.equal(asked.length, 2);
  assert.equal(asked[1].url.pathname, "/v1/organisations/vat%3ADE%2F1%20x/partners");
  assert.equal(asked[1].url.search, "?top=4&lang=fr");
  await page.evaluate(() => document.querySelector("kontor-partners").setAttribute("limit", "900"));
  await partners.nth(49).waitFor();
  assert.equal(await partners.count(), 50);
});

test("the page is told which partner was chosen, and may keep its reader there", async () => {
  const {page} = await openScripted(browser, () => ({body: answerOf(2)}), `for="us" link="/profile/{id}"`);
  const second = page.locator("kontor-partners .name a").nth(1);
  await second.waitFor();
  assert.ok((await second.getAttribute("href")).endsWith("/profile/org%3A2"));
  await page.evaluate(() => {
    window.chosen = [];
    document.addEventListener("kontor-select", (event) => {
      window.chosen.push(event.detail);
      event.preventDefault();
    });
  });
  const here = page.url();
  await second.focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.evaluate(() => window.chosen), [{id: "org:2", name: "Partner 2", score: 59.25, rank: 2}]);
  assert.equal(page.url(), here);
});

test("without a link a name is a button, and only addresses of the web become links", async () => {
  const {page} = await openScripted(browser, () => ({body: {...answerOf(0),
    partners: [...answerOf(1).partners, ...answerOf(1, {url: "javascript:alert(1)"}).partners,
      ...answerOf(1, {url: "example.org/a"}).partners]}}), `for="us"`);
  await page.locator("kontor-partners .partner").first().waitFor();
  assert.equal(await page.locator("kontor-partners .name button").count(), 2);
  assert.equal(await page.locator("kontor-partners .name a").getAttribute("href"), "https://example.org/a");
  await page.evaluate(() => {
    document.addEventListener("kontor-select", (event) => { window.chosen = event.detail.id; });
    document.querySelector("kontor-partners").setAttribute("link", "javascript:alert({id})");
  });
  await page.locator("kontor-partners .name button").nth(2).click();
  assert.equal(await page.evaluate(() => window.chosen), "org:1");
});

test("an element that is removed gives its question up", async () => {
  const {page, asked} = await openScripted(browser, () => null, `for="us"`);
  await page.waitForFunction(() => document.querySelector("kontor-partners").shadowRoot.querySelector("[aria-busy=true]"));
  while (asked.length === 0) await page.waitForTimeout(20);
  await page.evaluate(() => document.querySelector("kontor-partners").remove());
  while (!asked[0].given_up) await page.waitForTimeout(20);
  assert.equal(asked.length, 1);
});

test("texts come in six languages, countries and numbers in all of the Union's", async () => {
  const {page, complaints} = await openScripted(browser, () => ({body: answerOf(1)}), `for="us" lang="en"`);
  const item = page.locator("kontor-partners .partner");
  await item.waitFor();
  const titles = {en: "Partners for Alpha", de: "Partner für Alpha", fr: "Partenaires pour Alpha", es: "Socios para Alpha",
    it: "Partner per Alpha", pl: "Partnerzy dla: Alpha"};
  for (const code of "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split(" ")) {
    await page.evaluate((lang) => {
      const widget = document.querySelector("kontor-partners");
      const loaded = new Promise((resolve) => widget.addEventListener("kontor-load", resolve, {once: true}));
      widget.removeAttribute("lang");
      widget.setAttribute("lang", lang);
      return loaded;
    }, code);
    const text = await item.textContent();
    const [country, number] = await page.evaluate((lang) => [new Intl.DisplayNames([lang], {type: "region"}).of("PT"),
      new Intl.NumberFormat(lang, {minimumFractionDigits: 1}).format(60.3)], code);
    assert.ok(text.includes(country), `${code}: ${country} in ${text}`);
    assert.ok(text.includes(number), `${code}: ${number} in ${text}`);
    assert.equal(await page.locator("kontor-partners .heading").textContent(), titles[code] ?? titles.en);
  }
  assert.deepEqual(complaints, []);
});

test("every language that the widget speaks is one that its server tells reasons in", async () => {
  for (const lang of ["en", "de", "fr", "es", "it", "pl"]) {
    const {page, complaints} = await portal(`for="us" lang="${lang}" limit="1"`);
    await page.locator("kontor-partners .reasons").first().waitFor();
    assert.deepEqual(complaints, []);
  }
});
