#include "api/dossier.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "api/export_origin.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "api/table_rows.h"
#include "base/vocabulary.h"
#include "data/xml_text.h"

namespace kontor {
namespace {

constexpr std::string_view kStyle = R"css(
@page { size: A4; margin: 10mm 14mm; }
body { font: 8pt/1.25 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 182mm;
       margin: 1em auto; padding: 0 1em; }
h1 { font-size: 15pt; line-height: 1.15; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 10pt; margin: .8em 0 .2em; border-bottom: 1px solid #999; }
p { margin: .1em 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: .4em 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
ol { margin: 0; padding: 0; list-style: none; counter-reset: rank; }
ol > li { counter-increment: rank; break-inside: avoid; margin: .4em 0; padding-left: 2em;
          position: relative; }
ol > li::before { content: counter(rank) "."; position: absolute; left: 0; font-weight: bold; }
ul { margin: .1em 0; padding-left: 1.2em; }
.numbers { color: #555; } .name { font-weight: bold; }
footer { margin-top: 1em; border-top: 1px solid #999; font-size: 7pt; color: #555; }
@media screen { body { font-size: 11pt; } }
@media print { body { margin: 0; padding: 0; max-width: none; } a { color: inherit; } }
)css";

// The words of the page itself.
struct Headings {
  std::string_view language;
  char decimal_mark;
  std::string_view sectors, ecosystems, technologies, labels, targets, offers, needs, partnerships;
  std::string_view partners, none, score, fit, reach, mutual, theirs;
  std::string_view question, generation, model, as_of, sources;
  std::array<std::string_view, kFeatureCount> features;
};
constexpr std::array kHeadings = {
    Headings{"en",
             '.',
             "Sectors",
             "Ecosystems",
             "Technologies",
             "Labels",
             "Looks for partners in",
             "Offers",
             "Needs",
             "Partnerships",
             "Suggested partners",
             "No organisation is suggested.",
             "score",
             "fit",
             "reach",
             "mutual",
             "What they may see in you",
             "Question",
             "generation",
             "model",
             "as of",
             "Sources",
             {"theme", "complementarity", "offers and needs", "network", "internationalisation",
              "excellence", "experience"}},
    Headings{"de",
             ',',
             "Branchen",
             "Ökosysteme",
             "Technologien",
             "Labels",
             "Sucht Partner in",
             "Bietet",
             "Sucht",
             "Partnerschaften",
             "Vorgeschlagene Partner",
             "Keine Organisation wird vorgeschlagen.",
             "Punkte",
             "Nutzen",
             "Nähe",
             "gegenseitig",
             "Was die andere Seite an Ihnen findet",
             "Frage",
             "Generation",
             "Modell",
             "Stand",
             "Quellen",
             {"Thema", "Ergänzung", "Angebot und Bedarf", "Netzwerk", "Internationales",
              "Exzellenz", "Erfahrung"}},
    Headings{"fr",
             ',',
             "Secteurs",
             "Écosystèmes",
             "Technologies",
             "Labels",
             "Cherche des partenaires en",
             "Offre",
             "Cherche",
             "Partenariats",
             "Partenaires suggérés",
             "Aucune organisation n’est suggérée.",
             "score",
             "intérêt",
             "accessibilité",
             "mutuel",
             "Ce que l’autre partie peut trouver chez vous",
             "Question",
             "génération",
             "modèle",
             "au",
             "Sources",
             {"thème", "complémentarité", "offres et besoins", "réseau", "international",
              "excellence", "expérience"}},
    Headings{"es",
             ',',
             "Sectores",
             "Ecosistemas",
             "Tecnologías",
             "Sellos",
             "Busca socios en",
             "Ofrece",
             "Busca",
             "Colaboraciones",
             "Socios sugeridos",
             "No se sugiere ninguna organización.",
             "puntos",
             "interés",
             "cercanía",
             "mutuo",
             "Lo que la otra parte puede ver en ustedes",
             "Pregunta",
             "generación",
             "modelo",
             "a",
             "Fuentes",
             {"tema", "complementariedad", "ofertas y necesidades", "red", "internacional",
              "excelencia", "experiencia"}},
    Headings{"it",
             ',',
             "Settori",
             "Ecosistemi",
             "Tecnologie",
             "Marchi",
             "Cerca partner in",
             "Offre",
             "Cerca",
             "Collaborazioni",
             "Partner suggeriti",
             "Non è suggerita alcuna organizzazione.",
             "punti",
             "interesse",
             "vicinanza",
             "reciproco",
             "Che cosa l’altra parte può trovare in voi",
             "Domanda",
             "generazione",
             "modello",
             "al",
             "Fonti",
             {"tema", "complementarità", "offerte e bisogni", "rete", "internazionale",
              "eccellenza", "esperienza"}},
    Headings{"pl",
             ',',
             "Branże",
             "Ekosystemy",
             "Technologie",
             "Znaki jakości",
             "Szuka partnerów w krajach",
             "Oferuje",
             "Szuka",
             "Partnerstwa",
             "Proponowani partnerzy",
             "Nie zaproponowano żadnej organizacji.",
             "punkty",
             "korzyść",
             "bliskość",
             "wzajemnie",
             "Co druga strona może u Państwa znaleźć",
             "Pytanie",
             "generacja",
             "model",
             "stan na",
             "Źródła",
             {"temat", "uzupełnianie się", "oferty i potrzeby", "sieć", "międzynarodowość",
              "jakość", "doświadczenie"}},
};

const Headings& HeadingsIn(std::string_view language) {
  const auto found = std::ranges::find(kHeadings, language, &Headings::language);
  return found == kHeadings.end() ? kHeadings.front() : *found;
}

class Page {
 public:
  Page(const Snapshot& snapshot, const Language& language)
      : snapshot_(snapshot), language_(language), words_(HeadingsIn(language.code())) {}

  std::string Write(const PartnerAnswer& answer, const Provenance& provenance);

 private:
  Page& Raw(std::string_view html) {
    html_ += html;
    return *this;
  }
  Page& Text(std::string_view text) {
    AppendXmlText(html_, text);
    return *this;
  }
  void AddOrganisation(NodeIndex organisation);
  void AddTerm(std::string_view term, std::string_view text);
  void AddAddress(std::string_view url);
  void AddNumbers(const ShownPoints& shown, double mutual);
  void AddPartner(const Suggestion& suggestion);
  void AddSentences(const std::vector<std::string>& sentences);
  void AddFooter(const Provenance& provenance);
  [[nodiscard]] std::string Labels(NodeIndex organisation, EdgeType tie) const;
  [[nodiscard]] std::string Titles(NodeIndex organisation, bool needs) const;
  [[nodiscard]] std::string Place(const Profile& profile) const;

  const Snapshot& snapshot_;
  const Language& language_;
  const Headings& words_;
  std::string html_;
};

std::string Page::Labels(NodeIndex organisation, EdgeType tie) const {
  std::vector<std::string_view> labels;
  for (const Attribution& attribution : snapshot_.profiles.Codes(organisation, tie)) {
    labels.push_back(snapshot_.concepts.Label(attribution.concept_index, language_.code()));
  }
  return Listed(labels);
}

std::string Page::Titles(NodeIndex organisation, bool needs) const {
  std::vector<std::string_view> titles;
  for (const Posting posting : snapshot_.profiles.Postings(organisation)) {
    if (posting.is_need == needs) titles.push_back(posting.title);
  }
  return Listed(titles);
}

// "Aachen, Germany"
std::string Page::Place(const Profile& profile) const {
  std::string place(profile.city);
  if (profile.country == kNoConcept) return place;
  if (!place.empty()) place += ", ";
  place += snapshot_.concepts.Label(profile.country, language_.code());
  return place;
}

void Page::AddTerm(std::string_view term, std::string_view text) {
  if (text.empty()) return;
  Raw("<dt>").Text(term).Raw("</dt><dd>").Text(text).Raw("</dd>\n");
}

// A link only where a click on it leads to a page.
void Page::AddAddress(std::string_view url) {
  if (url.empty()) return;
  const bool is_link = url.starts_with("https://") || url.starts_with("http://");
  Raw(" · ");
  if (is_link) Raw("<a rel=\"noopener noreferrer\" href=\"").Text(url).Raw("\">");
  Text(url);
  if (is_link) Raw("</a>");
}

void Page::AddOrganisation(NodeIndex organisation) {
  const Profile profile = snapshot_.profiles[organisation];
  Raw("<h1><bdi>").Text(profile.name).Raw("</bdi></h1>\n<p><bdi>").Text(Place(profile));
  Raw("</bdi> · ").Text(profile.key);
  AddAddress(profile.url);
  Raw("</p>\n");
  if (!profile.description.empty()) Raw("<p><bdi>").Text(profile.description).Raw("</bdi></p>\n");
  Raw("<dl>\n");
  AddTerm(words_.sectors, Labels(organisation, EdgeType::kInSector));
  AddTerm(words_.ecosystems, Labels(organisation, EdgeType::kInEcosystem));
  AddTerm(words_.technologies, Labels(organisation, EdgeType::kUsesTechnology));
  AddTerm(words_.labels, Labels(organisation, EdgeType::kHoldsLabel));
  AddTerm(words_.targets, Labels(organisation, EdgeType::kTargetsCountry));
  AddTerm(words_.offers, Titles(organisation, false));
  AddTerm(words_.needs, Titles(organisation, true));
  AddTerm(words_.partnerships, std::to_string(snapshot_.graph.Neighbours(organisation).size()));
  Raw("</dl>\n");
}

void Page::AddSentences(const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  Raw("<ul>");
  for (const std::string& sentence : sentences) Raw("<li>").Text(sentence).Raw("</li>");
  Raw("</ul>\n");
}

// "score 50.8 = fit 14.3 + reach 36.5 (theme 8.1, …)": what they are the sum of.
void Page::AddNumbers(const ShownPoints& shown, double mutual) {
  const auto add = [this](std::string_view name, double points) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), " %.2f", points);
    std::ranges::replace(number, '.', words_.decimal_mark);
    Text(name).Raw(number.data());
  };
  Raw("<p class=\"numbers\">");
  add(words_.score, shown.score);
  Raw(" = ");
  add(words_.fit, shown.fit);
  Raw(" + ");
  add(words_.reach, shown.reach);
  const char* between = " (";
  for (size_t i = 0; i < kFeatureCount; ++i) {
    if (shown.points[i] == 0.0) continue;
    Raw(std::exchange(between, ", "));
    add(words_.features[i], shown.points[i]);
  }
  Raw(shown.score > 0.0 ? ") · " : " · ");
  add(words_.mutual, mutual);
  Raw("</p>\n");
}

void Page::AddPartner(const Suggestion& suggestion) {
  const Profile profile = snapshot_.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  Raw("<li><p><span class=\"name\"><bdi>").Text(profile.name).Raw("</bdi></span> · <bdi>");
  Text(Place(profile)).Raw("</bdi>");
  AddAddress(profile.url);
  Raw("</p>\n");
  AddNumbers(shown, suggestion.mutual);
  AddSentences(Reasons(snapshot_, suggestion, kReasonsInTable, language_));
  const auto theirs = ReverseReasons(snapshot_, suggestion, 1, language_);
  if (!theirs.empty()) Raw("<p>").Text(words_.theirs).Raw(": ").Text(theirs.front()).Raw("</p>\n");
  const std::string path = PathText(snapshot_, suggestion.path);
  if (!path.empty()) Raw("<p class=\"numbers\"><bdi>").Text(path).Raw("</bdi></p>\n");
  Raw("</li>\n");
}

void Page::AddFooter(const Provenance& provenance) {
  Raw("<footer>\n<p>").Text(words_.question).Raw(": ").Text(provenance.question).Raw("</p>\n<p>");
  Text(words_.generation).Raw(" ").Text(std::to_string(provenance.generation)).Raw(", ");
  Text(words_.model).Raw(" ").Text(provenance.model).Raw(", ").Text(words_.as_of).Raw(" ");
  Text(FormatDate(provenance.as_of)).Raw("</p>\n<p>").Text(words_.sources).Raw(": ");
  Text(Listed(provenance.sources)).Raw("</p>\n");
  for (const std::string& note : provenance.notes) Raw("<p>").Text(note).Raw("</p>\n");
  Raw("</footer>\n");
}

std::string Page::Write(const PartnerAnswer& answer, const Provenance& provenance) {
  Raw("<!DOCTYPE html>\n<html lang=\"").Text(language_.code());
  Raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" ");
  Raw("content=\"width=device-width\">\n<title>").Text(provenance.title).Raw("</title>\n<style>");
  Raw(kStyle).Raw("</style>\n</head>\n<body>\n<main>\n");
  AddOrganisation(answer.organisation);
  Raw("<h2>").Text(words_.partners).Raw("</h2>\n");
  if (answer.suggestions.empty()) Raw("<p>").Text(words_.none).Raw("</p>\n");
  Raw("<ol>\n");
  for (const Suggestion& suggestion : answer.suggestions) AddPartner(suggestion);
  Raw("</ol>\n</main>\n");
  AddFooter(provenance);
  Raw("</body>\n</html>\n");
  return std::move(html_);
}

}  // namespace

std::string DossierAsHtml(const Snapshot& snapshot, const PartnerAnswer& answer,
                          const Language& language, const Provenance& provenance) {
  return Page(snapshot, language).Write(answer, provenance);
}

}  // namespace kontor
