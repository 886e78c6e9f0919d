// The page: its state is its address, /?for=ID&country=DE&… or /?q=QUERY
import {makeCombobox} from "./combobox.js";
import {byId, capitalised, countryName, element, formatCount, inWords, reasonsLanguage} from "./dom.js";
import {explanation, partnerItem} from "./partners.js";

const COUNTRIES = ("AL AT BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IS IT LT LU LV MD ME " +
  "MK MT NL NO PL PT RO RS SE SI SK TN TR UA US XK").split(" ");
const KINDS = ["cluster_organisation", "company", "research_organisation", "university", "public_body",
  "digital_innovation_hub", "national_association", "network", "other"];
const FILTERS = ["country", "kind", "preset", "exclude_known"];
const PAGE_SIZE = 20;
const MOST = 200;

let request = null;
let top_count = PAGE_SIZE;

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

function addressOf(id) {
  const next = state();
  next.delete("q");
  next.set("for", id);
  return `/?${next}`;
}

// Of an organisation its partners, of a code the organisations that carry it.
function addressOfSuggestion({type, id}) {
  if (type === "organisation") return addressOf(id);
  return `/?${new URLSearchParams({q: `${type}:${/[\s,"]/.test(id) ? `"${id}"` : id}`})}`;
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

function hitItem(hit) {
  const line = [hit.city, countryName(hit.country), inWords(hit.kind),
    `${formatCount(hit.partnerships)} partnership${hit.partnerships === 1 ? "" : "s"}`];
  return element("li", {class: "partner"}, element("article", {"aria-label": hit.name},
    element("div", {class: "who"},
      element("h3", {}, element("a", {href: addressOf(hit.id), "data-organisation": hit.id,
        title: "Show the partners of this organisation"}, hit.name)),
      element("p", {class: "line"}, line.filter(Boolean).join(" · ")),
      hit.invented && element("p", {class: "badges"},
        element("span", {class: "badge badge-demo"}, "Invented demo data")))));
}

function showHits(answer) {
  const shown = answer.organisations.length;
  const asked = answer.filters.map((filter) => filter.label ?? inWords(filter.code)).join(", ");
  byId("partners").replaceChildren(...answer.organisations.map(hitItem));
  byId("results-title").textContent = asked === "" ? "Organisations" : `Organisations: ${asked}`;
  byId("status").textContent = shown === 0
    ? "No organisation matches."
    : `${formatCount(shown)} of ${formatCount(answer.matching)} organisations that match.`;
  byId("more").hidden = shown < top_count || top_count >= MOST;
  byId("provenance").textContent = `Data generation ${answer.generation}`;
  document.title = `${byId("results-title").textContent} · Kontor`;
}

function showFailure(error) {
  byId("results").classList.add("failed");
  byId("partners").replaceChildren();
  byId("more").hidden = true;
  byId("status").textContent = error.message;
}

async function showWelcome() {
  for (const id of ["profile", "filters", "results"]) byId(id).hidden = true;
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

async function askForHits(query, signal) {
  for (const id of ["profile", "filters"]) byId(id).hidden = true;
  byId("results-title").textContent = "Organisations";
  byId("status").textContent = "Searching …";
  showHits(await ask(`/v1/search?${new URLSearchParams({q: query, top: top_count})}`, signal));
}

async function show() {
  request?.abort();
  const now = state();
  const id = now.get("for");
  const query = now.get("q");
  if (!id && !query) return showWelcome();
  request = new AbortController();
  byId("welcome").hidden = true;
  byId("results").hidden = false;
  byId("results").classList.remove("failed");
  byId("results").setAttribute("aria-busy", "true");
  try {
    await (id ? askForPartners(id, request.signal) : askForHits(query, request.signal));
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
    (suggestion) => go(addressOfSuggestion(suggestion)));
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("change", applyFilters);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("partners").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-organisation]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    window.scrollTo(0, 0);
  });
  byId("partners").addEventListener("toggle", (event) => {
    if (event.target.open && event.target.dataset.explain) explain(event.target);
  }, {capture: true});
  byId("more").addEventListener("click", () => {
    top_count += PAGE_SIZE;
    show();
  });
  window.addEventListener("popstate", () => show());
  await fillChoices().catch(() => {}); // without them, the answer below still says what is wrong
  await show();
}

start();
