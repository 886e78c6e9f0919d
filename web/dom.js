// Making elements from text: nothing that comes from data is ever parsed as HTML.

export const byId = (id) => document.getElementById(id);

// element("p", {class: "hint"}, "text", child, …); null and false children are left out.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return made;
}

const numbers = new Intl.NumberFormat("en");
const regions = new Intl.DisplayNames(["en"], {type: "region", fallback: "code"});

export const formatCount = (count) => numbers.format(count);
export const formatPoints = (points) => points.toFixed(1);

export function countryName(code) {
  try {
    return code ? regions.of(code) : "";
  } catch {
    return code;
  }
}

export const REASONS_LANGUAGES = [["en", "English"], ["de", "Deutsch"], ["fr", "Français"],
  ["es", "Español"], ["it", "Italiano"], ["pl", "Polski"]];

// The first of the reader's languages that reasons can be told in.
export function reasonsLanguage() {
  const told = REASONS_LANGUAGES.map(([code]) => code);
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((code) => told.includes(code)) ?? "en";
}

// "cluster_organisation" -> "cluster organisation"
export const inWords = (name) => name.replaceAll("_", " ");

export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// Only addresses of the web become links.
export function webAddress(url) {
  if (!url) return null;
  try {
    const address = new URL(/^https?:\/\//i.test(url) ? url : `https://${url}`);
    return address.hostname.includes(".") ? address : null;
  } catch {
    return null;
  }
}
