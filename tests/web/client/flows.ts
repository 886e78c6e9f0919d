// What a portal does, with the client that is generated from the document of the API. That this compiles is half of the
// test: each name and type in it comes from there.
import createClient from "openapi-fetch";
import type {components, paths} from "./schema.js";

export type Suggestion = components["schemas"]["Suggestion"];
export type Problem = components["schemas"]["Problem"];

// Lists are separated by commas, which this client has to be told.
export const connect = (baseUrl: string, key?: string) => createClient<paths>({
  baseUrl,
  headers: key === undefined ? {} : {Authorization: `Bearer ${key}`},
  querySerializer: {array: {style: "form", explode: false}},
});
type Client = ReturnType<typeof connect>;

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

// The answer, or its problem as an exception.
function must<T>(answer: {data?: T; error?: Problem}): T {
  if (answer.error !== undefined) throw new Refused(answer.error);
  return answer.data as T;
}

export async function suggestIds(client: Client, q: string): Promise<string[]> {
  const found = must(await client.GET("/v1/suggest", {params: {query: {q, top: 5}}}));
  return found.suggestions.map((suggestion) => suggestion.id);
}

export async function searchNames(client: Client, q: string, country: string[]): Promise<string[]> {
  const found = must(await client.GET("/v1/search", {params: {query: {q, country, facets: ["country"]}}}));
  return found.organisations.map((hit) => hit.name);
}

export async function partnersOf(client: Client, id: string, country: string[]): Promise<Suggestion[]> {
  return must(await client.GET("/v1/organisations/{id}/partners", {params: {path: {id}, query: {country, top: 3}}})).partners;
}

export async function placeOf(client: Client, asker: string, candidate: string): Promise<number | null> {
  const pair = must(await client.GET("/v1/explain", {params: {query: {for: asker, candidate, lang: "de"}}}));
  return pair.standing.place;
}

export async function partnersAsCsv(client: Client, asker: string): Promise<string> {
  const answer = await client.GET("/v1/exports/partners", {params: {query: {for: asker, format: "csv"}}, parseAs: "text"});
  return must(answer) as string;
}

// Writes what is new, then changes one member of it; the tag that was read guards against others.
export async function writeAndMove(client: Client, id: string, city: string): Promise<string | null> {
  const made = await client.PUT("/v1/organisations/{id}", {params: {path: {id}},
    body: {name: "Tischlerei Nord", country: "DE", sectors: ["C16.2", {code: "C31", weight: 0.5}]}});
  must(made);
  const tag = made.response.headers.get("ETag") ?? "";
  const moved = must(await client.PATCH("/v1/organisations/{id}", {params: {path: {id}, header: {"If-Match": tag}}, body: {city}}));
  return "city" in moved ? moved.city : null;
}

export async function problemOf(client: Client, id: string): Promise<Problem | undefined> {
  return (await client.GET("/v1/organisations/{id}", {params: {path: {id}}})).error;
}

// What this does not compile with is held by the compiler: an unknown parameter, a missing one, a wrong type.
export async function mistakes(client: Client): Promise<void> {
  // @ts-expect-error: the name is misspelt
  await client.GET("/v1/presets", {params: {query: {contry: ["DE"]}}});
  // @ts-expect-error: candidate is missing
  await client.GET("/v1/explain", {params: {query: {for: "us"}}});
  // @ts-expect-error: no such address
  await client.GET("/v1/nothing");
}
