// A text field that proposes organisations and codes while one types: the editable combobox with a
// list of the ARIA Authoring Practices.
import {byId, countryName, element, formatCount, inWords} from "./dom.js";

const DELAY_MS = 120;

// The second line of an option.
function lineOf(option) {
  if (option.type !== "organisation") {
    const count = option.organisations;
    return `${inWords(option.type)} ${option.id} · ${formatCount(count)} organisation${count === 1 ? "" : "s"}`;
  }
  const place = [option.city, countryName(option.country)].filter(Boolean).join(", ");
  return [option.acronym, place, inWords(option.kind)].filter(Boolean).join(" · ");
}

// `find(text, signal)` promises the answer of /v1/suggest, `choose(suggestion)` takes the chosen one,
// `submit(text)` a text that is entered without choosing.
export function makeCombobox(input, list, status, find, choose, submit) {
  let options = [];
  let active = -1;
  let timer = 0;
  let request = null;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function setActive(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({block: "nearest"});
  }

  function take(index) {
    window.clearTimeout(timer);
    request?.abort();
    const option = options[index];
    close();
    input.value = option.name;
    choose(option);
  }

  function show({suggestions, read_as}) {
    options = suggestions;
    active = -1;
    list.replaceChildren(...suggestions.map((option, index) => {
      const item = element("li", {role: "option", id: `option-${index}`, "aria-selected": "false"},
        element("span", {class: "option-name"}, option.name),
        element("span", {class: "option-line"}, lineOf(option)));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(index));
      return item;
    }));
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    status.textContent = suggestions.length === 0
      ? "Nothing is called so. Enter searches all texts."
      : `${suggestions.length} suggestions; use the arrow keys to choose, or Enter to search.`;
    byId("search-hint").textContent = suggestions.length === 0
      ? "Nothing is called so. Press Enter to search all texts."
      : (read_as ? `Read as “${read_as}”.` : "Choose from the list, or press Enter to search.");
  }

  async function search() {
    const text = input.value.trim();
    request?.abort();
    if (text === "") return close();
    request = new AbortController();
    try {
      show(await find(text, request.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      close();
      byId("search-hint").textContent = error.message;
    }
  }

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(search, DELAY_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(active + step > last ? 0 : (active + step < 0 ? last : active + step));
    } else if (event.key === "Enter") {
      event.preventDefault();
      window.clearTimeout(timer);
      if (!list.hidden && active >= 0) return take(active);
      request?.abort();
      close();
      const text = input.value.trim();
      if (text !== "") submit(text);
    }
  });
}
