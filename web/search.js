// The view of a search: what was understood, what can be chosen, and what was found.
import {byId, capitalised, countryName, element, formatCount, formatPoints, inWords, reasonsLanguage,
  REASONS_LANGUAGES} from "./dom.js";

// Parameters that choose among hits; the same names are fields of queries.
export const CRITERIA = ["country", "region", "sector", "ecosystem", "technology", "stage", "label", "kind",
  "programme", "active_since", "newcomer"];
const OTHERS = ["near", "within", "box", "sort", "literal", "should", "nice"];
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
  if ([...question.keys()].length === 1 && question.get("q") === "") return null;
  if (now.get("as")) {
    question.delete("sort");
    question.set("for", now.get("as"));
    question.set("lang", now.get("lang") ?? reasonsLanguage());
    if (now.get("exclude_known") === "true") question.set("exclude_known", "true");
  }
  return question;
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
    `“${code.text}”${code.read_as ? `, taken for “${code.read_as}”,` : ""} is ${inWords(code.type)} ` +
      nameOf(code.type, code.code, code.label),
    changed(now, (next) => next.set("literal", "true")), "Take the words as they are"));
  if (now.get("literal") === "true") {
    list.push(chip("Words as they are", changed(now, (next) => next.delete("literal")),
      "Understand codes and near spellings again"));
  }
  const circles = answer.near ?? [];  // of the parameter, then of the query
  const circle_of = (place) => circles[place] && `Near ${circles[place].place}: ${circles[place].within_km} km`;
  let circle = now.get("near") ? 1 : 0;
  for (const {text, field} of partsOf(query)) {
    const words = field === "near" ? circle_of(circle++) : undefined;
    list.push(chip(words ?? text, withoutPart(now, text), "Remove"));
  }
  for (const name of CRITERIA) {
    for (const code of listOf(now, name)) {
      const words = nameOf(name, code, labels.get(`${name}:${code}`));
      list.push(chip(`${TITLES[name] ?? capitalised(name)}: ${words}`, withoutCode(now, name, code), "Remove"));
    }
  }
  for (const name of ["near", "box"]) {
    if (now.get(name)) {
      const words = (name === "near" && circle_of(0)) || `${capitalised(name)}: ${now.get(name)}`;
      list.push(chip(words, changed(now, (next) =>
        ["within", "sort", name].forEach((one) => next.delete(one))), "Remove"));
    }
  }
  for (const name of ["should", "nice"]) {
    const wishes = (now.get(name) ?? "").match(/(?:"[^"]*"|\S)+/g) ?? [];
    for (const wish of wishes) {
      const others = wishes.filter((other) => other !== wish);
      list.push(chip(`${capitalised(name)}: ${wish}`, changed(now, (next) =>
        (others.length > 0 ? next.set(name, others.join(" ")) : next.delete(name))), "Remove"));
    }
  }
  return list;
}

// ---------------------------------------------------------------------------------------- order

const CHOSEN = "kontor-organisation"; // whose partners were looked at last

export function rememberChosen({id, name}) {
  try {
    sessionStorage.setItem(CHOSEN, JSON.stringify({id, name}));
  } catch { /* the reader keeps nothing: nobody is chosen then */ }
}

function chosenOrganisation(answer) {
  if (answer.for) return answer.for;
  try {
    return JSON.parse(sessionStorage.getItem(CHOSEN));
  } catch {
    return null;
  }
}

function options(select, values, now_chosen) {
  select.replaceChildren(...values.map(([value, words]) =>
    element("option", {value, selected: value === now_chosen}, words)));
}

// By score, by distance where there is a place, and as partners of the organisation that was chosen.
function showOrder(answer, now) {
  const chosen = chosenOrganisation(answer);
  const orders = [["", "Best match first"]];
  if (answer.near) orders.push(["distance", "Nearest first"]);
  if (chosen) orders.push([`as ${chosen.id}`, `As partners of ${chosen.name}`]);
  options(byId("sort"), orders, now.get("as") ? `as ${chosen.id}` : now.get("sort") ?? "");
  options(byId("lang"), REASONS_LANGUAGES, now.get("lang") ?? reasonsLanguage());
  byId("only_new").checked = now.get("exclude_known") === "true";
  for (const id of ["lang", "only_new"]) byId(id).closest(".field").hidden = !now.get("as");
  byId("order").hidden = orders.length === 1;
}

// The address in the order that is chosen now.
export function orderedAddress(now) {
  return changed(now, (next) => {
    for (const name of ["sort", "as", "exclude_known", "lang"]) next.delete(name);
    const order = byId("sort").value;
    if (order === "distance") next.set("sort", order);
    if (!order.startsWith("as ")) return;
    next.set("as", order.slice(3));
    if (byId("lang").value !== reasonsLanguage()) next.set("lang", byId("lang").value);
    if (byId("only_new").checked) next.set("exclude_known", "true");
  });
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
function facet(now, name, {values, different}, open) {
  const is_choice = values.length > 1 || values.some((value) => value.chosen) || name === "newcomer";
  if (values.length === 0 || !is_choice) return null;
  const items = values.map((value) => facetValue(now, name, values, value));
  const first = items.filter((item, place) => place < SHOWN_VALUES || values[place].chosen);
  const others = items.filter((item) => !first.includes(item));
  return element("details", {class: "facet", "data-facet": name,
    open: open.has(name) || values.some((value) => value.chosen)},
  element("summary", {}, TITLES[name] ?? capitalised(name)), element("ul", {}, first),
  others.length > 0 && element("details", {}, element("summary", {}, `${different - first.length} more`),
    element("ul", {}, others), different > values.length && element("p", {class: "hint"},
      `The ${formatCount(values.length)} most frequent of ${formatCount(different)}: ` +
      `write others into the box, as in ${name}:${values[0].code}`)));
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

function partnerLines(partner) {
  if (!partner) return null;
  const known = partner.known_partner ? " · known partner" : "";
  return [element("p", {class: "wishes"}, `As a partner: ${formatPoints(partner.score)} of 100${known}`),
    element("div", {class: "reasons"},
      element("ul", {}, partner.reasons.slice(0, 3).map((sentence) => element("li", {}, sentence))))];
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
      partnerLines(hit.partner),
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
  showOrder(answer, now);
  showFacets(answer, now);
  byId("partners").replaceChildren(...(found.length === 0
    ? [wayOut(answer, now)] : found.map((hit) => hitItem(hit, answer.wishes, addressOf))));
}

export function hideAnswer() {
  for (const id of ["chips", "notes", "meant", "order", "facets"]) byId(id).hidden = true;
}
