// The page /docs: all of the API, by keyboard, under our policy.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {browse, open, serve, store, VILLAGE} from "./support.js";

let browser;
let server;
before(async () => {
  browser = await browse();
  server = await serve(await store(VILLAGE));
});

test("it shows every address, complains about nothing and asks nobody else", async () => {
  const {page, complaints} = await open(browser, "about:blank");
  const foreign = [];
  page.on("request", (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(server)) foreign.push(request.url());
  });
  await page.goto(`${server}/docs`);
  await page.locator(".opblock").first().waitFor();
  const {paths} = await (await fetch(`${server}/openapi.json`)).json();
  const operations = Object.values(paths).reduce((count, item) => count + Object.keys(item).length, 0);
  assert.equal(await page.locator(".opblock").count(), operations);
  assert.deepEqual(complaints, []);
  assert.deepEqual(foreign, []);
});

test("a question is opened and asked by keyboard, with nothing that was not filled in", async () => {
  const {page, complaints} = await open(browser, `${server}/docs`);
  const suggest = page.locator("#operations-Search-suggest");
  await suggest.locator("button.opblock-summary-control").focus();
  await page.keyboard.press("Enter");
  await suggest.getByRole("button", {name: "Try it out"}).focus();
  await page.keyboard.press("Enter");
  await suggest.getByRole("button", {name: "Execute"}).focus();
  await page.keyboard.press("Enter");
  await suggest.locator(".live-responses-table .response-col_status").getByText("200").waitFor();
  assert.equal(await suggest.locator(".request-url pre").innerText(), `${server}/v1/suggest?q=maschin`);
  assert.deepEqual(complaints, []);
});

test("it fits a narrow screen", async () => {
  const {page} = await open(browser, `${server}/docs`, {viewport: {width: 360, height: 700}});
  await page.locator(".opblock").first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
