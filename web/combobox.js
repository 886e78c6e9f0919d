// A text field that proposes organisations while one types: the editable combobox with a list of
// the ARIA Authoring Practices.
import {byId, countryName, element, inWords} from "./dom.js";

const DELAY_MS = 120;

// `find(text, signal)` promises a list of organisations, `choose(organisation)` takes the chosen one.
export function makeCombobox(input, list, status, find, choose) {
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
    const organisation = options[index];
    close();
    input.value = organisation.name;
    choose(organisation);
  }

  function show(organisations) {
    options = organisations;
    active = -1;
    list.replaceChildren(...organisations.map((organisation, index) => {
      const place = [organisation.city, countryName(organisation.country)].filter(Boolean).join(", ");
      const item = element("li", {role: "option", id: `option-${index}`, "aria-selected": "false"},
        element("span", {class: "option-name"}, organisation.name),
        element("span", {class: "option-line"},
          [organisation.acronym, place, inWords(organisation.kind)].filter(Boolean).join(" · ")));
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(index));
      return item;
    }));
    input.removeAttribute("aria-activedescendant");
    list.hidden = organisations.length === 0;
    input.setAttribute("aria-expanded", String(organisations.length > 0));
    status.textContent = organisations.length === 0
      ? "No organisation has that name."
      : `${organisations.length} organisations; use the arrow keys to choose.`;
    byId("search-hint").textContent = organisations.length === 0
      ? "No organisation has that name. Fewer letters may find more."
      : "Type a few letters, then choose from the list.";
  }

  async function search(takeFirst = false) {
    const text = input.value.trim();
    request?.abort();
    if (text === "") return close();
    request = new AbortController();
    try {
      const found = await find(text, request.signal);
      show(found);
      if (takeFirst && found.length > 0) take(0);
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
      if (!list.hidden && active >= 0) take(active);
      else search(true);
    }
  });
}
