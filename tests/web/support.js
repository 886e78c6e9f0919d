// What the tests of the widget share: stores made from lines of NDJSON, the program kontor, pages of
// another site, a server that answers as it is told, and a browser.
import {execFile, spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import http from "node:http";
import {tmpdir} from "node:os";
import path from "node:path";
import {after} from "node:test";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {chromium} from "playwright-core";

const KONTOR = process.env.KONTOR_BINARY;
const WEB = fileURLToPath(new URL("../../web/", import.meta.url));

export const WIDGET_FILE = path.join(WEB, "embed.js");
// What a careful portal sends: nothing inline, no eval, only the widget's server besides itself.
export const strictPolicy = (server) => `default-src 'none'; script-src 'self' ${server}; style-src 'self'; `
  + `connect-src 'self' ${server}; frame-src ${server}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

const ended = [];  // what is to be ended after the tests, the newest first
after(async () => {
  for (const end of ended.reverse()) await end();
});

// ---------------------------------------------------------------------------------------- data

const statement = {source: "test", date: "2026-01-01"};

export function organisation(key, {name = key, country = "DE", sectors = ["C28"], targets = [], kind = "company",
  city = "", url = "", partnerships = []} = {}) {
  const value = (field, text) => ({field, text, ...statement});
  const edge = (type, to_type, to) => ({type, to_type, to, ...statement});
  return {type: "organisation", key,
    values: [value("name", name), value("kind", kind), city && value("city", city), url && value("url", url)].filter(Boolean),
    edges: [edge("in_country", "country", country), ...sectors.map((code) => edge("in_sector", "sector", code)),
      ...targets.map((code) => edge("targets_country", "country", code)),
      ...partnerships.map((code) => edge("participates_in", "partnership", code))]};
}

export function partnership(key, title) {
  return {type: "partnership", key, values: [{field: "title", text: title, ...statement},
    {field: "start", text: "2024-03-01", ...statement}]};
}

// A small neighbourhood: "us" and partners in several countries.
export const VILLAGE = [
  partnership("P1", "Steel for wind towers"),
  organisation("us", {name: "Alpha Maschinenbau", city: "Aachen", targets: ["ES"], partnerships: ["P1"]}),
  organisation("beta", {name: "Beta Werke", city: "Köln", partnerships: ["P1"], url: "https://beta.example/start"}),
  organisation("gamma", {name: "Gamma Aceros", country: "ES", city: "Bilbao", targets: ["DE"]}),
  organisation("delta", {name: "Delta Macchine", country: "IT", city: "Torino", kind: "cluster_organisation"}),
  organisation("epsilon", {name: "Epsilon Maszyny", country: "PL", city: "Łódź"}),
  organisation("lonely", {name: "Lonely", country: "FI", sectors: []}),
];

// ---------------------------------------------------------------------------------------- servers

async function listen(handle) {
  const server = http.createServer(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ended.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

export function kontor(...options) {
  return promisify(execFile)(KONTOR, options);
}

// A store with these records in a folder that goes when the tests end.
export async function store(records) {
  const folder = await mkdtemp(path.join(tmpdir(), "kontor-widget-"));
  ended.push(() => rm(folder, {recursive: true, force: true}));
  const file = path.join(folder, "records.ndjson");
  await writeFile(file, [{kontor_ndjson: 1}, ...records].map((record) => `${JSON.stringify(record)}\n`).join(""));
  const database = path.join(folder, "db");
  await kontor("import", "ndjson", file, "--db", database);
  return database;
}

// The address of a server of that store.
export async function serve(database, ...options) {
  const server = spawn(KONTOR, ["serve", "--db", database, "--listen", "127.0.0.1:0", ...options]);
  ended.push(async () => {
    if (server.exitCode !== null) return;
    server.kill("SIGTERM");
    await once(server, "exit");
  });
  let told = "";
  return new Promise((resolve, reject) => {
    server.stdout.on("data", (chunk) => {
      told += chunk;
      const address = /listening on (\S+)\n/.exec(told);
      if (address) resolve(address[1]);
    });
    server.on("exit", () => reject(new Error(`kontor serve ended: ${told}`)));
  });
}

// A portal: pages by path, each {body, type, policy}. What is asked below /v1/ it passes on to
// `server`, for the tests of what does not depend on origins.
export function site(pages, server = null) {
  return listen((request, response) => {
    const target = request.url.split("?")[0];
    if (server && target.startsWith("/v1/")) {
      const passed = http.request(server + request.url, {headers: {accept: "application/json"}}, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      passed.on("error", () => response.destroy());
      passed.end();
      return;
    }
    const page = pages[target];
    const headers = {"Content-Type": page?.type ?? "text/html; charset=utf-8"};
    if (page?.policy) headers["Content-Security-Policy"] = page.policy;
    response.writeHead(page ? 200 : 404, headers);
    response.end(page?.body ?? "");
  });
}

// A server that gives the widget's file and, below /v1/, what `answer(url, count)` returns:
// {status, headers, body}, or null for no answer at all. `asked` holds what came.
export async function scripted(answer) {
  const asked = [];
  const address = await listen(async (request, response) => {
    const allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Authorization",
      "Access-Control-Expose-Headers": "Retry-After"};
    if (request.url === "/embed.js") {
      response.writeHead(200, {"Content-Type": "text/javascript; charset=utf-8", ...allowed});
      response.end(await readFile(WIDGET_FILE));
      return;
    }
    if (request.method === "OPTIONS") {
      response.writeHead(204, allowed);
      response.end();
      return;
    }
    const url = new URL(request.url, "http://server");
    const entry = {url, headers: request.headers, given_up: false};
    asked.push(entry);
    response.on("close", () => { entry.given_up = !response.writableEnded; });
    const told = answer(url, asked.length);
    if (told === null) return;
    response.writeHead(told.status ?? 200, {"Content-Type": "application/json", ...allowed, ...told.headers});
    response.end(typeof told.body === "string" ? told.body : JSON.stringify(told.body));
  });
  return {address, asked};
}

// An answer with `count` partners.
export function answerOf(count, changes = {}) {
  const partners = Array.from({length: count}, (_, index) => ({rank: index + 1, id: `org:${index + 1}`,
    name: `Partner ${index + 1}`, country: "PT", kind: "company", city: "Lisboa", url: null, score: 60.25 - index,
    fit: 40.25 - index, reach: 20, mutual: 50, known_partner: false, joint_partnerships: 0,
    reasons: ["First reason.", "Second reason."], reverse_reasons: ["Their reason."], ...changes}));
  return {for: {id: "us", name: "Alpha"}, generation: 7, as_of: "2026-11-30", candidates: count, partners};
}

// ---------------------------------------------------------------------------------------- pages

// A page of a portal with the widget; `attributes` as they stand in the tag.
export const pageOf = (server, attributes, rest = "") => `<!doctype html><html lang="en"><head><title>Portal</title>`
  + `<meta name="viewport" content="width=device-width, initial-scale=1">${rest}`
  + `<script src="${server}/embed.js"></script></head>`
  + `<body><main><h1>Portal</h1><kontor-partners ${attributes}></kontor-partners></main></body></html>`;

export async function browse() {
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium"});
  ended.push(() => browser.close());
  return browser;
}

// A tab, with what it complained about. Its clock can be put forward.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({viewport: {width: 800, height: 900}, ...options});
  await context.clock.install();
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const missing_icon = message.location().url.endsWith("/favicon.ico");
    if (["error", "warning"].includes(message.type()) && !missing_icon) complaints.push(message.text());
  });
  await page.goto(address);
  return {context, page, complaints};
}

// The same for a page with the widget and a server of which the test says all answers.
export async function openScripted(browser, answer, attributes, options = {}) {
  const server = await scripted(answer);
  const portal = await site({"/": {body: pageOf(server.address, attributes)}});
  return {...await open(browser, portal, options), ...server, portal};
}
