// The widget alone on a page, for frames: its attributes are the parameters of the address.
const TAKEN = ["for", "key", "lang", "limit", "theme", "preset", "exclude-known", "heading-level"];

const parameters = new URLSearchParams(location.search);
const widget = document.createElement("kontor-partners");
widget.setAttribute("target", "_blank");  // sites seldom let themselves be framed
for (const name of TAKEN) {
  if (parameters.has(name)) widget.setAttribute(name, parameters.get(name));
}
if (parameters.get("lang")) document.documentElement.lang = parameters.get("lang");
document.querySelector("main").append(widget);
