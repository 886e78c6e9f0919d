// The widget in a frame.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {browse, open, serve, store, VILLAGE} from "./support.js";

let browser;
let server;
before(async () => {
  browser = await browse();
  server = await serve(await store(VILLAGE));
});

test("/embed shows the widget with the parameters of its address", async () => {
  const {page, complaints} = await open(browser, `${server}/embed?for=us&lang=it&limit=2&theme=dark&heading-level=1`);
  const widget = page.locator("kontor-partners");
  await widget.getByRole("heading", {level: 1, name: "Partner per Alpha Maschinenbau"}).waitFor();
  assert.equal(await widget.locator(".partner").count(), 2);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "it");
  assert.equal(await widget.getAttribute("theme"), "dark");
  assert.deepEqual(complaints, []);
});

test("links in a frame open outside of it, and no parameter changes where they lead", async () => {
  const {page} = await open(browser, `${server}/embed?for=us&link=https://evil.example/&server=https://evil.example/`);
  const link = page.locator("kontor-partners .name a");
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "https://beta.example/start");
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
});
