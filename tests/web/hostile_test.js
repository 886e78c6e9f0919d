// Names from data that want to be more than names.
import assert from "node:assert/strict";
import {before, test} from "node:test";
import {browse, open, organisation, pageOf, partnership, serve, site, store, strictPolicy} from "./support.js";

const HOSTILE = {
  script: `</script><script>window.hurt = 1</script><img src=x onerror="window.hurt = 1">`,
  template: "{name} ${window.hurt = 1} {{constructor.constructor('window.hurt = 1')()}} $& $1",
  turned: "\u202egnp.exe\u202c \u2067 rahc\u2066 \u200fעברית\u200e",
  long: "W".repeat(500),
  marks: `"'><svg onload=window.hurt=1> &lt;b&gt; \u0000\u0007\t\n end`,
};
const ORGANISATIONS = [
  partnership("P1", HOSTILE.script),
  organisation("us", {name: `Us ${HOSTILE.script}`, partnerships: ["P1"]}),
  ...Object.entries(HOSTILE).map(([key, text]) => organisation(key, {name: text.replaceAll("\u0000", ""), city: text.replaceAll("\u0000", ""),
    url: `javascript:window.hurt=1//${key}`, partnerships: ["P1"]})),
];

let browser;
let server;
before(async () => {
  browser = await browse();
  server = await serve(await store(ORGANISATIONS));
});

async function shown(policy) {
  const portal = await site({"/": {body: pageOf(server, `for="us" lang="en" limit="10" server="/"`), policy}}, server);
  const opened = await open(browser, portal);
  await opened.page.locator("kontor-partners .partner").first().waitFor();
  return opened;
}

test("what looks like a page's code stays text, with a policy and without", async () => {
  for (const policy of [strictPolicy(server), undefined]) {
    const {page, complaints} = await shown(policy);
    const names = await page.locator("kontor-partners .name").allTextContents();
    assert.equal(names.length, 5);
    assert.ok(names.includes(HOSTILE.script));
    assert.ok(names.includes(HOSTILE.template));
    assert.equal(await page.locator("kontor-partners .heading").textContent(), `Partners for Us ${HOSTILE.script}`);
    const made = await page.evaluate(() => document.querySelector("kontor-partners").shadowRoot
      .querySelectorAll("script, img, svg, iframe, style, [onerror], [onload], a").length);
    assert.equal(made, 0);
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    assert.deepEqual(complaints, []);
  }
});

test("marks that turn text round do so within their name only", async () => {
  const {page} = await shown();
  const text = await page.evaluate(() => document.querySelector("kontor-partners").shadowRoot.querySelector(".box").textContent);
  assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
  assert.ok(text.includes("\u200fעברית\u200e"));
  const isolated = await page.locator("kontor-partners .name bdi").evaluateAll((names) =>
    names.every((name) => getComputedStyle(name).unicodeBidi === "isolate"));
  assert.ok(isolated);
});

test("a name of 500 letters neither widens the widget nor fills it", async () => {
  const {page} = await shown();
  const item = page.locator("kontor-partners .name", {hasText: "WWWW"});
  const {width, height} = await item.boundingBox();
  assert.ok(width < 800, `${width}`);
  assert.ok(height < 100, `${height}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true);
  await page.evaluate(() => document.addEventListener("kontor-select", (event) => { window.chosen = event.detail.name; }));
  await item.locator("button").click();
  assert.equal(await page.evaluate(() => window.chosen), HOSTILE.long);
});
