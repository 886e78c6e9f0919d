// The view of a search: what was understood, what can be chosen, and what was found.
import {byId, capitalised, countryName, element, formatCount, inWords} from "./dom.js";

// Parameters that choose among hits; the same names are fields of queries.
export const CRITERIA = ["country", "region", "sector", "ecosystem", "technology", "stage", "label", "kind",
  "programme", "active_since", "newcomer"];
const OTHERS = ["near", "within", "box", "sort", "literal"];
const SHOWN_VALUES = 6;
const TITLES = {active_since: "Active since", newcomer: "Newcomers"};

// ---------------------------------------------------------------------------------------- question

// field:value,"another value", with a sign before it.
const PARTS = new RegExp(
  `(^|\\s)[-?~]?(${CRITERIA.join("|")}|near):(?:"[^"]*"?|[^\\s,"]+)(?:,(?:"[^"]*"?|[^\\s,"]+))*`, "gi");

const tidy = (query) => query.replace(/\s+/g, " ").trim();

function partsOf(query) {
  return [...query.matchAll(PARTS)].map((match) => ({text: match[0].trim(), field: match[2].toLowerCase()}));
}

const listOf = (now, name) => (now.get(name) ?? "").split(",").filter(Boolean);

// What /v1/search is asked for an address; null if it asks for nothing.
export function questionOf(now) {
  const question = new URLSearchParams({q: now.get("q") ?? ""});
  for (const name of [...CRITERIA, ...OTHERS]) if (now.get(name)) question.set(name, now.get(name));
  return [...question.keys()].length > 1 || question.get("q") !== "" ? question : null;
}

// The address with a change made to its state.
function changed(now, change) {
  const next = new URLSearchParams(now);
  change(next);
  return `/?${next}`;
}

function setList(next, name, codes) {
  if (codes.length > 0) next.set(name, codes.join(","));
  else next.delete(name);
}

const withoutPart = (now, text) => changed(now, (next) =>
  next.set("q", tidy(next.get("q").replace(text, " "))));

const withoutCode = (now, name, code) => changed(now, (next) =>
  setList(next, name, listOf(next, name).filter((other) => other !== code)));

// Chooses or drops a value. What the query says of the same field goes into the parameter, so that
// there is one list to choose from.
function toggled(now, name, values, code) {
  const chosen = values.filter((value) => value.chosen).map((value) => value.code);
  let codes = chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
  if (name === "active_since" || name === "newcomer") codes = codes.filter((other) => other === code);
  return changed(now, (next) => {
    setList(next, name, codes);
    const musts = partsOf(next.get("q") ?? "").filter((part) => part.field === name && !/^[-?~]/.test(part.text));
    for (const part of musts) next.set("q", tidy(next.get("q").replace(part.text, " ")));
  });
}

// ---------------------------------------------------------------------------------------- chips

function nameOf(type, code, label) {
  if (type === "country") return countryName(code);
  return capitalised(inWords(label || code));
}

function chip(words, address, title) {
  return element("li", {class: "chip"}, element("span", {}, words),
    element("a", {href: address, "data-search": true, title, "aria-label": `${title}: ${words}`}, "×"));
}

function chips(answer, now) {
  const query = now.get("q") ?? "";
  const labels = new Map(answer.filters.map((filter) => [`${filter.type}:${filter.code}`, filter.label]));
  const list = answer.understood.map((code) => chip(
    `“${code.text}” is ${inWords(code.type)} ${nameOf(code.type, code.code, code.label)}`,
    changed(now, (next) => next.set("literal", "true")), "Take the words as they are"));
  if (now.get("literal") === "true") {
    list.push(chip("Words as they are", changed(now, (next) => next.delete("literal")),
      "Understand codes and near spellings again"));
  }
  for (const {text} of partsOf(query)) list.push(chip(text, withoutPart(now, text), "Remove"));
  for (const name of CRITERIA) {
    for (const code of listOf(now, name)) {
      const words = nameOf(name, code, labels.get(`${name}:${code}`));
      list.push(chip(`${TITLES[name] ?? capitalised(name)}: ${words}`, withoutCode(now, name, code), "Remove"));
    }
  }
  for (const name of ["near", "box"]) {
    if (now.get(name)) {
      list.push(chip(`${capitalised(name)}: ${now.get(name)}`, changed(now, (next) =>
        ["within", "sort", name].forEach((one) => next.delete(one))), "Remove"));
    }
  }
  return list;
}

// ---------------------------------------------------------------------------------------- facets

function facetValue(now, name, values, value) {
  const box = element("input", {type: "checkbox", checked: value.chosen,
    "data-search": toggled(now, name, values, value.code)});
  return element("li", {}, element("label", {}, box,
    element("span", {class: "facet-name", title: value.code}, nameOf(name, value.code, value.label)),
    element("span", {class: "count"}, formatCount(value.organisations))));
}

// Shows the first values, and the others on demand; nothing where there is nothing to choose.
function facet(now, name, {values}, open) {
  const is_choice = values.length > 1 || values.some((value) => value.chosen) || name === "newcomer";
  if (values.length === 0 || !is_choice) return null;
  const items = values.map((value) => facetValue(now, name, values, value));
  const first = items.filter((item, place) => place < SHOWN_VALUES || values[place].chosen);
  const others = items.filter((item) => !first.includes(item));
  return element("details", {class: "facet", "data-facet": name,
    open: open.has(name) || values.some((value) => value.chosen)},
  element("summary", {}, TITLES[name] ?? capitalised(name)), element("ul", {}, first),
  others.length > 0 && element("details", {}, element("summary", {}, `${others.length} more`),
    element("ul", {}, others)));
}

function showFacets(answer, now) {
  const form = byId("facets");
  const before = [...form.querySelectorAll("details[data-facet][open]")].map((one) => one.dataset.facet);
  const open = new Set(before.length > 0 ? before : ["country", "kind"]);
  const made = CRITERIA.map((name) => answer.facets?.[name] && facet(now, name, answer.facets[name], open));
  form.replaceChildren(...made.filter(Boolean));
  form.hidden = form.children.length === 0;
}

// ---------------------------------------------------------------------------------------- hits

function matchLine(match) {
  const parts = match.parts.map((part) => (part.match ? element("mark", {}, part.text) : part.text));
  return element("p", {class: "match"}, element("span", {class: "match-field"}, `${inWords(match.field)}: `), parts);
}

function wishLine(hit, wishes) {
  if (wishes.length === 0) return null;
  const missed = hit.missed.length > 0 ? `; not ${hit.missed.join(", ")}` : "";
  return element("p", {class: "wishes"},
    `Met ${hit.met.length} of ${wishes.length} wish${wishes.length === 1 ? "" : "es"}${missed}`);
}

export function hitItem(hit, wishes, addressOf) {
  const line = [hit.city, countryName(hit.country), inWords(hit.kind),
    `${formatCount(hit.partnerships)} partnership${hit.partnerships === 1 ? "" : "s"}`,
    hit.distance_km !== undefined && `${hit.distance_km} km`];
  const codes = hit.codes.map((code) => element("span", {class: "badge"}, nameOf(code.type, code.code, code.label)));
  const name = hit.matches.find((match) => match.field === "name");
  const shown_name = name ? name.parts.map((part) => (part.match ? element("mark", {}, part.text) : part.text)) : hit.name;
  return element("li", {class: "partner"}, element("article", {"aria-label": hit.name},
    element("div", {class: "who"},
      element("h3", {}, element("a", {href: addressOf(hit.id), "data-organisation": hit.id,
        title: "Show the partners of this organisation"}, shown_name)),
      element("p", {class: "line"}, line.filter(Boolean).join(" · ")),
      hit.matches.filter((match) => match !== name).map(matchLine), wishLine(hit, wishes),
      (codes.length > 0 || hit.invented) && element("p", {class: "badges"}, codes,
        hit.invented && element("span", {class: "badge badge-demo"}, "Invented demo data")))));
}

// ---------------------------------------------------------------------------------------- view

// The words in their likelier spelling, with all that is no plain word as it stands.
function respelt(query, words) {
  const left = query.replace(PARTS, " ");
  const others = [...partsOf(query).map((part) => part.text), ...(left.match(/-?"[^"]*"?|(?<=\s|^)-\S+/g) ?? [])];
  return [words, ...others].join(" ");
}

function showMeant(answer, now) {
  const meant = answer.did_you_mean;
  byId("meant").hidden = !meant;
  if (!meant) return;
  byId("meant").replaceChildren("Did you mean ", element("a", {href: changed(now, (next) =>
    next.set("q", respelt(next.get("q"), meant))), "data-search": true}, meant), "?");
}

// Where nothing is found: what can be dropped.
function wayOut(answer, now) {
  const ways = [];
  if (CRITERIA.some((name) => now.get(name))) {
    ways.push(element("a", {href: changed(now, (next) => CRITERIA.forEach((name) => next.delete(name))),
      "data-search": true}, "Remove all filters"));
  }
  const fields = partsOf(now.get("q") ?? "");
  if (fields.length > 0) {
    ways.push(element("a", {href: changed(now, (next) =>
      next.set("q", tidy(fields.reduce((left, part) => left.replace(part.text, " "), next.get("q"))))),
    "data-search": true}, "Search for the words alone"));
  }
  if (ways.length === 0) ways.push("Other or fewer words may find more: a name, a sector, a country.");
  return element("li", {class: "empty"}, ways.flatMap((way, place) => (place === 0 ? [way] : [" · ", way])));
}

export function showAnswer(answer, now, addressOf) {
  const found = answer.organisations;
  byId("results-title").textContent = "Organisations";
  byId("status").textContent = found.length === 0
    ? "No organisation matches."
    : `${formatCount(answer.matching)} organisation${answer.matching === 1 ? " matches." : "s match."}`;
  const list = chips(answer, now);
  byId("chips").replaceChildren(...list);
  byId("chips").hidden = list.length === 0;
  byId("notes").replaceChildren(...answer.notes.map((note) => element("li", {}, note)));
  byId("notes").hidden = answer.notes.length === 0;
  showMeant(answer, now);
  showFacets(answer, now);
  byId("partners").replaceChildren(...(found.length === 0
    ? [wayOut(answer, now)] : found.map((hit) => hitItem(hit, answer.wishes, addressOf))));
}

export function hideAnswer() {
  for (const id of ["chips", "notes", "meant", "facets"]) byId(id).hidden = true;
}
