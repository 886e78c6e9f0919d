// The widget's file itself.
import assert from "node:assert/strict";
import {readFile} from "node:fs/promises";
import {test} from "node:test";
import vm from "node:vm";
import {gzipSync} from "node:zlib";

const source = await readFile(new URL("../../web/embed.js", import.meta.url), "utf8");

test("the script is smaller than 30 KB compressed", () => {
  const bytes = gzipSync(source, {level: 6}).length;
  console.log(`embed.js: ${bytes} bytes compressed`);
  assert.ok(bytes < 30_000, `${bytes}`);
});

test("every language has every text, with the same gaps", () => {
  const texts = vm.runInNewContext(`(${/const TEXTS = (\{.*?\n {2}\});/s.exec(source)[1]})`);
  const flat = (language) => Object.entries(language).flatMap(([name, text]) => (typeof text === "string"
    ? [[name, text]] : Object.entries(text))).sort(([a], [b]) => (a < b ? -1 : 1));
  const shape = (language) => flat(language).map(([name, text]) => [name, ...(text.match(/\{\w+\}/g) ?? [])]);
  for (const code of ["de", "fr", "es", "it", "pl"]) {
    assert.deepEqual(shape(texts[code]), shape(texts.en), code);
    assert.ok(flat(texts[code]).every(([, text]) => text.trim() !== ""), code);
  }
});

test("no code is made from text and nothing is kept", () => {
  assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|cookie|localStorage|sessionStorage|indexedDB/);
});
