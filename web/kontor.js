// The page: its state is its address, /?for=ID&country=DE&… or /?q=QUERY&country=DE,FR&…
import {makeCombobox} from "./combobox.js";
import {byId, capitalised, countryName, element, formatCount, inWords, reasonsLanguage} from "./dom.js";
import {explanation, partnerItem} from "./partners.js";
import {hideAnswer, hitItem, orderedAddress, questionOf, rememberChosen, showAnswer} from "./search.js";

const COUNTRIES = ("AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IS IT LT LU LV MD ME " +
  "MK MT NL NO PL PT RO RS SE SI SK TN TR UA US XK").split(" ");
const KINDS = ["cluster_organisation", "company", "research_organisation", "university", "public_body",
  "digital_innovation_hub", "national_association", "network", "other"];
const FILTERS = ["country", "kind", "preset", "exclude_known"];
const PAGE_SIZE = 20;
const MOST = 200;

let request = null;
let top_count = PAGE_SIZE;
let next_page = null; // of a search: the cursor of what follows

// ---------------------------------------------------------------------------------------- data

async function ask(address, signal) {
  let response;
  try {
    response = await fetch(address, {signal, headers: {Accept: "application/json"}});
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The server cannot be reached. Is it running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
  return answer;
}

const find = (text, signal) => ask(`/v1/suggest?${new URLSearchParams({q: text, top: 10})}`, signal);

// ---------------------------------------------------------------------------------------- address

const state = () => new URLSearchParams(location.search);

// From one organisation's partners to another's, with the same filters; from a search without them.
function addressOf(id) {
  const now = state();
  const next = new URLSearchParams(now.has("for") ? now : {});
  next.set("for", id);
  return `/?${next}`;
}

const addressOfQuery = (query) => `/?${new URLSearchParams({q: query})}`;

// Of an organisation its partners, of a code the organisations that carry it.
function addressOfSuggestion({type, id}) {
  if (type === "organisation") return addressOf(id);
  return addressOfQuery(`${type}:${/[\s,"]/.test(id) ? `"${id}"` : id}`);
}

function go(address) {
  history.pushState(null, "", address);
  top_count = PAGE_SIZE;
  return show();
}

function applyFilters() {
  const next = state();
  for (const name of FILTERS) {
    const field = byId(name);
    const value = field.type === "checkbox" ? (field.checked ? "true" : "") : field.value;
    const is_default = value === "" || field.selectedOptions?.[0]?.dataset.default === "true";
    if (is_default) next.delete(name);
    else next.set(name, value);
  }
  go(`/?${next}`);
}

function fillFilters() {
  const now = state();
  for (const name of FILTERS) {
    const field = byId(name);
    if (field.type === "checkbox") field.checked = now.get(name) === "true";
    else field.value = now.get(name) ?? field.querySelector("[data-default]")?.value ?? "";
  }
}

// ---------------------------------------------------------------------------------------- views

function showProfile(profile) {
  const place = [profile.city, profile.region?.label, profile.country?.label].filter(Boolean);
  const line = [[...new Set(place)].join(", "), inWords(profile.kind),
    `${formatCount(profile.partnership_count)} partnership${profile.partnership_count === 1 ? "" : "s"}`];
  byId("profile-name").textContent = profile.name;
  byId("profile-line").replaceChildren(line.filter(Boolean).join(" · "));
  if (profile.invented) {
    byId("profile-line").append(" ", element("span", {class: "badge badge-demo"}, "Invented demo data"));
  }
  byId("profile-text").textContent = profile.description ?? "";
  const codes = [...profile.labels, ...profile.sectors, ...profile.ecosystems, ...profile.technologies,
    ...profile.topics].slice(0, 12);
  byId("profile-codes").replaceChildren(...codes.map((code) => element("li", {title: code.code}, code.label)));
  byId("organisation").value = profile.name;
  rememberChosen(profile);
  document.title = `Partners for ${profile.name}: Kontor`;
}

function countsInWords(answer) {
  const shown = answer.partners.length;
  if (shown === 0) return "No organisation matches. Fewer filters may help.";
  const counts = `The best ${formatCount(shown)} of ${formatCount(answer.matching)} organisations that match.`;
  return [counts, ...answer.notes].join(" ");
}

function showPartners(answer) {
  byId("partners").replaceChildren(...answer.partners.map((partner) => partnerItem(partner, addressOf)));
  byId("status").textContent = countsInWords(answer);
  byId("more").hidden = answer.partners.length < top_count || top_count >= MOST;
  byId("provenance").textContent =
    `Data generation ${answer.generation} · model ${answer.model} · as of ${answer.as_of}`;
}

function showFailure(error) {
  byId("results").classList.add("failed");
  byId("partners").replaceChildren();
  byId("more").hidden = true;
  hideAnswer();
  byId("status").textContent = error.message;
}

async function showWelcome() {
  for (const id of ["profile", "filters", "results"]) byId(id).hidden = true;
  hideAnswer();
  byId("welcome").hidden = false;
  document.title = "Kontor: find partners, and why";
  byId("organisation").value = "";
  try {
    const ready = await ask("/readyz");
    byId("inventory").textContent = ready.organisations === 0
      ? "There is no data yet. Import some first, for example with: kontor import demo"
      : `${formatCount(ready.organisations)} organisations and ${formatCount(ready.partnerships)} ` +
        "partnerships are waiting.";
    byId("provenance").textContent = `Data generation ${ready.generation}`;
  } catch (error) {
    byId("inventory").textContent = error.message;
  }
}

async function askForPartners(id, signal) {
  const now = state();
  hideAnswer();
  fillFilters();
  byId("filters").hidden = false;
  byId("results-title").textContent = "Partners";
  byId("status").textContent = "Looking for partners …";
  const question = new URLSearchParams({top: top_count, lang: reasonsLanguage()});
  for (const name of FILTERS) if (now.get(name)) question.set(name, now.get(name));
  const organisation = `/v1/organisations/${encodeURIComponent(id)}`;
  const [profile, answer] = await Promise.all([
    ask(organisation, signal), ask(`${organisation}/partners?${question}`, signal)]);
  byId("profile").hidden = false;
  showProfile(profile);
  showPartners(answer);
}

function showRest(answer) {
  next_page = answer.next;
  byId("more").hidden = next_page === null;
  byId("provenance").textContent = `Data generation ${answer.generation}`;
}

async function askForHits(question, signal) {
  for (const id of ["profile", "filters"]) byId(id).hidden = true;
  byId("organisation").value = question.get("q");
  document.title = `${question.get("q") || "Search"}: Kontor`;
  byId("results-title").textContent = "Organisations";
  byId("status").textContent = "Searching …";
  question.set("top", PAGE_SIZE);
  question.set("facets", "all");
  const answer = await ask(`/v1/search?${question}`, signal);
  showAnswer(answer, state(), addressOf);
  showRest(answer);
}

// The next page of a search, below what there is. The data may have changed too often meanwhile.
async function appendHits() {
  const question = questionOf(state());
  question.set("top", PAGE_SIZE);
  question.set("cursor", next_page);
  byId("more").disabled = true; // the same page would come twice
  try {
    const answer = await ask(`/v1/search?${question}`, request?.signal);
    byId("partners").append(...answer.organisations.map((hit) => hitItem(hit, answer.wishes, addressOf)));
    showRest(answer);
  } catch (error) {
    if (error.name === "AbortError") return;
    byId("more").hidden = true;
    byId("status").textContent = error.message;
  } finally {
    byId("more").disabled = false;
  }
}

async function show() {
  request?.abort();
  const now = state();
  const id = now.get("for");
  const question = id ? null : questionOf(now);
  if (!id && !question) return showWelcome();
  request = new AbortController();
  byId("welcome").hidden = true;
  byId("results").hidden = false;
  byId("results").classList.remove("failed");
  byId("results").setAttribute("aria-busy", "true");
  try {
    await (id ? askForPartners(id, request.signal) : askForHits(question, request.signal));
  } catch (error) {
    if (error.name === "AbortError") return;
    showFailure(error);
  }
  byId("results").removeAttribute("aria-busy");
}

// Asks for what a partner's details need, when they are opened for the first time.
async function explain(details) {
  const now = state();
  const question = new URLSearchParams({
    for: now.get("for"), candidate: details.dataset.explain, lang: reasonsLanguage()});
  if (now.get("preset")) question.set("preset", now.get("preset"));
  delete details.dataset.explain;
  try {
    details.append(...explanation(await ask(`/v1/explain?${question}`)));
  } catch (error) {
    details.append(element("p", {class: "hint"}, error.message));
  }
}

// ---------------------------------------------------------------------------------------- start

async function fillChoices() {
  const byName = (a, b) => a.name.localeCompare(b.name);
  const countries = COUNTRIES.map((code) => ({code, name: countryName(code)})).sort(byName);
  byId("country").append(...countries.map(({code, name}) => element("option", {value: code}, name)));
  byId("kind").append(...KINDS.map((kind) => element("option", {value: kind}, capitalised(inWords(kind)))));
  const {presets} = await ask("/v1/presets");
  byId("preset").append(...presets.map((preset) => element("option",
    {value: preset.name, title: preset.description, "data-default": preset.default ? "true" : null},
    capitalised(inWords(preset.name)))));
}

async function start() {
  makeCombobox(byId("organisation"), byId("suggestions"), byId("search-status"), find,
    (suggestion) => go(addressOfSuggestion(suggestion)), (text) => go(addressOfQuery(text)));
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("change", applyFilters);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("results").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-organisation], a[data-search]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    if (link.dataset.organisation) window.scrollTo(0, 0);
  });
  byId("order").addEventListener("change", () => go(orderedAddress(state())));
  byId("order").addEventListener("submit", (event) => event.preventDefault());
  byId("facets").addEventListener("change", (event) => go(event.target.dataset.search));
  byId("facets").addEventListener("submit", (event) => event.preventDefault());
  byId("partners").addEventListener("toggle", (event) => {
    if (event.target.open && event.target.dataset.explain) explain(event.target);
  }, {capture: true});
  byId("more").addEventListener("click", () => {
    if (!state().get("for")) return void appendHits();
    top_count += PAGE_SIZE;
    show();
  });
  window.addEventListener("popstate", () => show());
  await fillChoices().catch(() => {}); // without them, the answer below still says what is wrong
  await show();
}

start();
