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

test("attributes, events and CSS variables are those of docs/embedding.md", async () => {
  const document = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  const told = new Set(document.match(/`[^`\n]+`/g).map((word) => word.slice(1, -1)));
  const variables = new Set(source.match(/--kontor-[a-z-]+/g));
  const events = new Set(source.match(/(?<=")kontor-(select|load|error)(?=")/g));
  const parts = new Set([...source.matchAll(/\bpart: "([a-z]+)"/g)].map((match) => match[1]));
  assert.equal(events.size, 3);
  for (const name of [...variables, ...events, ...parts]) assert.ok(told.has(name), `${name} is not documented`);
  const described = (document.match(/--kontor-[a-z-]+/g));
  for (const name of described) assert.ok(variables.has(name), `${name} does not exist`);
});
