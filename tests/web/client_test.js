// A client that a public generator makes of the document of the API compiles, and does what a portal needs.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {cp, mkdtemp, rm, writeFile} from "node:fs/promises";
import path from "node:path";
import {after, before, test} from "node:test";
import {fileURLToPath, pathToFileURL} from "node:url";
import {promisify} from "node:util";
import {createConfig, lint} from "@redocly/openapi-core";
import {kontor, serve, store, VILLAGE} from "./support.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const document = path.join(here, "../../api/openapi.json");
const run = (program, ...words) => promisify(execFile)(process.execPath, [path.join(here, "node_modules", program), ...words]);

let folder;
let flows;
let client;
before(async () => {
  folder = await mkdtemp(path.join(here, "node_modules/.client-"));  // from where packages are found
  await cp(path.join(here, "client"), folder, {recursive: true});
  await writeFile(path.join(folder, "package.json"), `{"type": "module"}`);
  await run("openapi-typescript/bin/cli.js", document, "-o", path.join(folder, "schema.d.ts"));
  await run("typescript/bin/tsc", "-p", path.join(folder, "tsconfig.json"))
    .catch((error) => assert.fail(`the client does not compile:\n${error.stdout}`));
  flows = await import(pathToFileURL(path.join(folder, "flows.js")));
  const database = await store(VILLAGE);
  const made = await kontor("key", "create", "--db", database, "--name", "portal", "--scope", "read,write");
  client = flows.connect(await serve(database, "--write"), made.stdout.trim());
});
after(() => rm(folder, {recursive: true, force: true}));

test("the document is one of OpenAPI 3.1, as a checker that is not ours sees it", async () => {
  const config = await createConfig({extends: ["recommended"]});
  const problems = await lint({ref: document, config});
  assert.deepEqual(problems.filter(({severity}) => severity === "error").map(({message}) => message), []);
  // Examples that are to be refused are the only ones that do not fit their schemas.
  const unfit = problems.filter(({ruleId}) => ruleId.startsWith("no-invalid-")).map(({location}) => location[0].pointer);
  assert.ok(unfit.every((pointer) => pointer.endsWith("/examples/faults/value")), `${unfit}`);
});

test("it completes what is typed and searches, with lists as filters", async () => {
  assert.deepEqual(await flows.suggestIds(client, "alph"), ["us"]);
  const names = await flows.searchNames(client, "sector:C28", ["ES", "IT"]);
  assert.deepEqual(names.sort(), ["Delta Macchine", "Gamma Aceros"]);
});

test("it finds partners with reasons that sum to their scores, and explains one", async () => {
  const partners = await flows.partnersOf(client, "us", ["DE", "ES"]);
  assert.deepEqual(partners.map(({id}) => id).sort(), ["beta", "gamma"]);
  for (const {score, contributions} of partners) {
    const sum = contributions.reduce((points, contribution) => points + contribution.points, 0);
    assert.ok(Math.abs(score - sum) < 1e-6, `${score} is not ${sum}`);
  }
  assert.ok(await flows.placeOf(client, "us", "gamma") >= 1);
});

test("it exports partners", async () => {
  const [heading, first] = (await flows.partnersAsCsv(client, "us")).split("\r\n");
  assert.match(heading, /rank,.*score/);
  assert.match(first, /^1,/);
});

test("it writes with a key, and reads the tag that guards a change", async () => {
  assert.equal(await flows.writeAndMove(client, "portal:1", "Flensburg"), "Flensburg");
  assert.deepEqual(await flows.suggestIds(client, "tischlerei"), ["portal:1"]);
});

test("it has problems as values with a code", async () => {
  const problem = await flows.problemOf(client, "nobody");
  assert.equal(problem.status, 404);
  assert.equal(problem.code, "not_found");
  await assert.rejects(flows.partnersOf(client, "us", ["Atlantis"]), ({problem: {code, parameter}}) =>
    code === "invalid_argument" && parameter === "country");
});
