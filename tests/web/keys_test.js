// The widget with a key, on pages that the key is for and on others.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {browse, kontor, open, pageOf, serve, site, store, strictPolicy, VILLAGE} from "./support.js";

const ATTRIBUTES = `for="us" lang="en" limit="3"`;
const home = {};    // the pages of the portal that the key is for
const others = {};  // of another site
let browser;
let server;
let key;
let portal;
let stranger;
before(async () => {
  browser = await browse();
  [portal, stranger] = [await site(home), await site(others)];
  const database = await store(VILLAGE);
  const made = await kontor("key", "create", "--db", database, "--name", "widget", "--scope", "embed",
    "--origin", portal, "--filter", "country=DE,ES");
  key = made.stdout.trim();
  server = await serve(database, "--open-read", "no");
  for (const pages of [home, others]) {
    const policy = strictPolicy(server);
    pages["/"] = {body: pageOf(server, `${ATTRIBUTES} key="${key}"`), policy};
    pages["/without"] = {body: pageOf(server, ATTRIBUTES), policy};
    pages["/wrong"] = {body: pageOf(server, `${ATTRIBUTES} key="${key.slice(0, -4)}0000"`), policy};
    pages["/frame"] = {policy, body: `<!doctype html><html lang="en"><title>Portal</title><iframe title="Partners"
      width="600" height="600" src="${server}/embed?for=us&amp;lang=en&amp;key=${key}"></iframe></html>`};
  }
});

const status = (page) => page.locator("kontor-partners [role=status]");

test("on a page of the key's origin it asks the server itself, within the key's filter", async () => {
  const {page, complaints} = await open(browser, `${portal}/`);
  await page.locator("kontor-partners .partner").first().waitFor();
  const names = await page.locator("kontor-partners .name").allTextContents();
  assert.deepEqual(names.sort(), ["Beta Werke", "Gamma Aceros"]);
  assert.deepEqual(complaints, []);
});

test("on a page of another site the key opens nothing", async () => {
  const {page} = await open(browser, `${stranger}/`);
  await status(page).getByText("The partner suggestions cannot be reached at the moment.").waitFor();
  assert.equal(await page.locator("kontor-partners .partner").count(), 0);
});

test("on a page of the key's origin a key that is missing or wrong is said to be so", async () => {
  for (const path of ["/without", "/wrong"]) {
    const {page} = await open(browser, portal + path);
    await status(page).getByText("The key of this widget is missing or not valid.").waitFor();
  }
});

test("a frame with the key shows partners on pages of its origin, and nowhere else", async () => {
  const {page, complaints} = await open(browser, `${portal}/frame`);
  await page.frameLocator("iframe").locator("kontor-partners .partner").first().waitFor();
  assert.deepEqual(complaints, []);
  const elsewhere = await open(browser, `${stranger}/frame`);
  await elsewhere.page.waitForLoadState("networkidle");
  assert.ok(elsewhere.complaints.some((line) => line.includes("frame-ancestors")), `${elsewhere.complaints}`);
  assert.equal(await elsewhere.page.frameLocator("iframe").locator("kontor-partners").count(), 0);
});
