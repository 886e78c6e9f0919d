// One suggestion as an item of the list.
import {countryName, element, formatPoints, inWords, webAddress} from "./dom.js";

// More are in the table of contributions.
const SHOWN_REASONS = 3;

const REACH = new Set(["network", "experience"]);
const FEATURES = {
  theme: "Theme",
  complementarity: "Complementarity",
  offers_needs: "Offers and needs",
  network: "Network",
  internationalisation: "Internationalisation",
  excellence: "Excellence",
  experience: "Experience",
};

function meter(name, value, most, title) {
  const fill = element("span", {class: "meter-fill"});
  fill.style.width = `${most > 0 ? Math.min(100, (100 * value) / most) : 0}%`;
  return element("div", {class: `meter meter-${name.toLowerCase()}`, title},
    element("span", {class: "meter-name"}, name),
    element("span", {class: "meter-track", role: "meter", "aria-label": name, "aria-valuemin": "0",
      "aria-valuemax": most.toFixed(0), "aria-valuenow": value.toFixed(1)}, fill),
    element("span", {class: "meter-value"}, formatPoints(value),
      element("span", {class: "of"}, ` of ${most.toFixed(0)}`)));
}

function meters(partner) {
  const reachable = partner.contributions
    .filter((contribution) => REACH.has(contribution.feature))
    .reduce((sum, contribution) => sum + 100 * contribution.weight, 0);
  return element("div", {class: "meters"},
    meter("Fit", partner.fit, 100 - reachable, "Is it worthwhile?"),
    meter("Reach", partner.reach, reachable, "Is it likely?"),
    meter("Mutual", partner.mutual, 100, "Would both sides gain?"));
}

function reasons(title, sentences) {
  if (sentences.length === 0) return null;
  return element("div", {class: "reasons"}, element("h4", {}, title),
    element("ul", {}, sentences.map((sentence) => element("li", {}, sentence))));
}

function partnershipLine(partnership) {
  const year = partnership.start ? ` ${partnership.start.slice(0, 4)}` : "";
  return element("span", {class: "tie", title: `Source: ${partnership.source ?? "not stated"}`},
    partnership.label, element("span", {class: "year"}, year));
}

function path(steps) {
  if (steps.length === 0) return null;
  const stations = steps.flatMap((step, index) => [
    element("li", {}, partnershipLine(step.partnership)),
    element("li", {}, index === steps.length - 1 ? element("strong", {}, step.to.name) : step.to.name),
  ]);
  const sources = [...new Set(steps.map((step) => step.partnership.source).filter(Boolean))];
  return element("div", {class: "path"}, element("h4", {}, "How you are connected"),
    element("ol", {}, element("li", {}, element("strong", {}, "You")), stations),
    sources.length > 0 && element("p", {class: "hint"}, `Source: ${sources.join(", ")}`));
}

function contributions(partner) {
  const rows = partner.contributions.map((contribution) => element("tr", {},
    element("th", {scope: "row"}, FEATURES[contribution.feature] ?? inWords(contribution.feature),
      contribution.facts.slice(0, 3).map((fact) => element("span", {class: "fact"}, fact.sentence))),
    element("td", {}, contribution.value.toFixed(2)),
    element("td", {}, `${(100 * contribution.weight).toFixed(0)} %`),
    element("td", {}, contribution.points.toFixed(2))));
  return element("details", {}, element("summary", {}, "How the score adds up"),
    element("table", {},
      element("thead", {}, element("tr", {}, element("th", {scope: "col"}, "Feature"),
        element("th", {scope: "col"}, "Value"), element("th", {scope: "col"}, "Weight"),
        element("th", {scope: "col"}, "Points"))),
      element("tbody", {}, rows),
      element("tfoot", {}, element("tr", {}, element("th", {scope: "row", colspan: "3"}, "Score"),
        element("td", {}, partner.score.toFixed(2))))));
}

function profileLine(partner) {
  const address = webAddress(partner.url);
  const words = [partner.city, countryName(partner.country), inWords(partner.kind)].filter(Boolean);
  return element("p", {class: "line"}, words.join(" · "),
    address && [" · ", element("a", {href: address.href, rel: "noopener noreferrer"}, address.hostname)]);
}

function placeBadge(partner) {
  if (partner.placed_by === "pin") return element("span", {class: "badge"}, "Pinned");
  return partner.placed_by === "newcomer_floor"
    && element("span", {class: "badge", title: "So that newcomers are seen"},
      `Newcomer, lifted from number ${partner.rank_by_score} by score`);
}

function badges(partner) {
  const count = partner.joint_partnerships;
  const known = partner.known_partner
    && element("span", {class: "badge"}, `Known partner: ${count} joint partnership${count === 1 ? "" : "s"}`);
  const invented = partner.invented && element("span", {class: "badge badge-demo"}, "Invented demo data");
  const place = placeBadge(partner);
  return place || known || invented ? element("p", {class: "badges"}, place, known, invented) : null;
}

// Filled when it is opened, by what explanation() makes.
function onDemand(partner) {
  return element("details", {"data-explain": partner.id},
    element("summary", {}, "Introductions, and what would raise them"));
}

// Of /v1/explain, for the details of a partner.
export function explanation({introductions, standing}) {
  const sentences = (list) => list.map((item) => item.sentence);
  return [
    reasons("Who could introduce you", sentences(introductions)),
    reasons("Why not higher", [standing.sentence, ...sentences(standing.improvements)]),
  ].filter(Boolean);
}

export function partnerItem(partner, addressOf) {
  return element("li", {class: "partner"}, element("article", {"aria-label": partner.name},
    element("div", {class: "heading"},
      element("span", {class: "rank", "aria-hidden": "true"}, String(partner.rank)),
      element("div", {class: "who"},
        element("h3", {}, element("a", {href: addressOf(partner.id), "data-organisation": partner.id,
          title: "Show the partners of this organisation"}, partner.name)),
        profileLine(partner), badges(partner)),
      element("p", {class: "score"}, element("span", {class: "score-value"}, formatPoints(partner.score)),
        element("span", {class: "score-name"}, "score"))),
    meters(partner),
    element("div", {class: "sides"}, reasons("Why you would want them", partner.reasons.slice(0, SHOWN_REASONS)),
      reasons("Why they would want you", partner.reverse_reasons.slice(0, SHOWN_REASONS))),
    path(partner.path), contributions(partner), onDemand(partner)));
}
