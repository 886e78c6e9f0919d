#include "api/render_search.h"

#include <algorithm>

#include "api/display_width.h"
#include "api/json_document.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/highlight.h"

namespace kontor {
namespace {

std::string_view FieldName(TextField field) {
  switch (field) {
    case TextField::kName:
      return "name";
    case TextField::kAlias:
      return "alias";
    case TextField::kAcronym:
      return "acronym";
    case TextField::kIdentifier:
      return "identifier";
    case TextField::kDescription:
      return "description";
    case TextField::kOffer:
      return "offer";
    case TextField::kNeed:
      return "need";
    case TextField::kPartnership:
      return "partnership";
    case TextField::kCity:
      return "city";
  }
  return {};
}

// Calls visit(part, is_match) for what is marked and what stands between.
template <typename Visit>
void ForEachPart(const MarkedText& marked, Visit visit) {
  const std::string_view text = marked.text;
  size_t at = 0;
  for (const auto& [begin, end] : marked.marks) {
    if (begin > at) visit(text.substr(at, begin - at), false);
    visit(text.substr(begin, end - begin), true);
    at = end;
  }
  if (at < text.size()) visit(text.substr(at), false);
}

Json Code(const Snapshot& snapshot, ConceptIndex code) {
  return {{"type", Name(snapshot.concepts.type(code))},
          {"code", snapshot.concepts.code(code)},
          {"label", snapshot.concepts.Label(code, "en")}};
}

Json Organisation(const Snapshot& snapshot, NodeIndex organisation) {
  const Profile profile = snapshot.profiles[organisation];
  Json json;
  json["id"] = profile.key;
  json["name"] = profile.name;
  json["acronym"] = OrNull(profile.acronym);
  json["country"] =
      profile.country == kNoConcept ? Json() : Json(snapshot.concepts.code(profile.country));
  json["city"] = OrNull(profile.city);
  json["kind"] = kOrganisationKinds[profile.kind];
  json["partnerships"] = snapshot.graph.Neighbours(organisation).size();
  if (profile.invented) json["invented"] = true;
  return json;
}

Json Matches(const std::vector<MarkedText>& texts) {
  Json matches = Json::array();
  for (const MarkedText& marked : texts) {
    if (marked.marks.empty()) continue;
    Json parts = Json::array();
    ForEachPart(marked, [&parts](std::string_view part, bool is_match) {
      parts.push_back({{"text", part}, {"match", is_match}});
    });
    matches.push_back({{"field", FieldName(marked.field)}, {"parts", std::move(parts)}});
  }
  return matches;
}

Json Hit(const Snapshot& snapshot, const SearchAnswer& answer, const SearchHit& hit,
         Highlighter& highlighter) {
  Json json = Organisation(snapshot, hit.organisation);
  json["score"] = RoundTo4(hit.score);
  json["exact"] = hit.is_exact;
  json["codes"] = Json::array();
  for (const uint32_t i : hit.codes) {
    json["codes"].push_back(Code(snapshot, answer.plan.understood[i].code));
  }
  json["matches"] = Matches(highlighter.Matches(hit.organisation));
  return json;
}

Json Filtered(const Snapshot& snapshot, const Filters& filters) {
  Json list = Json::array();
  for (const auto* codes :
       {&filters.countries, &filters.regions, &filters.sectors, &filters.ecosystems,
        &filters.technologies, &filters.stages, &filters.labels}) {
    for (const ConceptIndex code : *codes) list.push_back(Code(snapshot, code));
  }
  for (const uint8_t kind : filters.kinds) {
    list.push_back({{"type", "kind"}, {"code", kOrganisationKinds[kind]}});
  }
  return list;
}

std::string AsJson(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter) {
  Json document;
  document["generation"] = answer.generation;
  document["matching"] = answer.matching;
  document["understood"] = Json::array();
  for (const UnderstoodCode& understood : answer.plan.understood) {
    Json code = Code(snapshot, understood.code);
    code["text"] = understood.text;
    code["organisations"] = understood.carriers->size();
    document["understood"].push_back(std::move(code));
  }
  document["filters"] = Filtered(snapshot, answer.filters);
  document["did_you_mean"] = OrNull(answer.plan.did_you_mean);
  document["notes"] = answer.notes;
  document["organisations"] = Json::array();
  for (const SearchHit& hit : answer.hits) {
    document["organisations"].push_back(Hit(snapshot, answer, hit, highlighter));
  }
  return Dump(document);
}

// What is printed between and around the marks.
std::string Marked(const MarkedText& marked) {
  std::string line;
  ForEachPart(marked, [&line](std::string_view part, bool is_match) {
    line += is_match ? "`" + Printable(part) + "`" : Printable(part);
  });
  return line;
}

constexpr size_t kIdWidth = 26;
constexpr size_t kHitNameWidth = 60;

std::string Head(const Snapshot& snapshot, const SearchAnswer& answer) {
  std::string head = "generation " + std::to_string(answer.generation) + "; " +
                     std::to_string(answer.matching) + " match\n";
  for (const std::string& note : answer.notes) head += note + "\n";
  if (!answer.plan.did_you_mean.empty()) {
    head += "Did you mean: " + Printable(answer.plan.did_you_mean) + "\n";
  }
  for (const UnderstoodCode& understood : answer.plan.understood) {
    const ConceptTable& concepts = snapshot.concepts;
    head += "'" + Printable(understood.text) + "' is " +
            std::string(Name(concepts.type(understood.code))) + " " +
            std::string(concepts.code(understood.code)) + ", " +
            std::string(concepts.Label(understood.code, "en")) + ": " +
            std::to_string(understood.carriers->size()) + " organisations\n";
  }
  return head;
}

std::string AsTable(const Snapshot& snapshot, const SearchAnswer& answer,
                    Highlighter& highlighter) {
  std::string page = Head(snapshot, answer);
  if (answer.hits.empty()) return page + "No organisation is found.\n";
  page += "\n" + FitTo("id", kIdWidth) + "  " + FitTo("name", kHitNameWidth) + "  country\n";
  for (const SearchHit& hit : answer.hits) {
    const Profile profile = snapshot.profiles[hit.organisation];
    const std::vector<MarkedText> matches = highlighter.Matches(hit.organisation);
    const std::string name = Marked(matches.front());
    page += FitTo(profile.key, std::max(kIdWidth, DisplayWidth(profile.key))) + "  " +
            FitTo(name, std::max(kHitNameWidth, DisplayWidth(name))) + "  " +
            (profile.country == kNoConcept ? std::string("--")
                                           : std::string(snapshot.concepts.code(profile.country))) +
            "\n";
    for (size_t i = 1; i < matches.size(); ++i) {
      page +=
          "      " + std::string(FieldName(matches[i].field)) + ": " + Marked(matches[i]) + "\n";
    }
  }
  return page;
}

}  // namespace

std::string RenderSearch(const Snapshot& snapshot, const TextIndex& index,
                         const SearchAnswer& answer, Format format) {
  Highlighter highlighter(snapshot, index, answer.plan);
  std::string lines;
  std::vector<NodeIndex> organisations;
  switch (format) {
    case Format::kJson:
      return AsJson(snapshot, answer, highlighter);
    case Format::kTable:
      return AsTable(snapshot, answer, highlighter);
    case Format::kNdjson:
      for (const SearchHit& hit : answer.hits) {
        lines += Dump(Hit(snapshot, answer, hit, highlighter));
      }
      return lines;
    case Format::kCsv:
      break;
  }
  for (const SearchHit& hit : answer.hits) organisations.push_back(hit.organisation);
  return OrganisationsAsCsv(snapshot, organisations);
}

std::string RenderOrganisations(const Snapshot& snapshot,
                                std::span<const NodeIndex> organisations) {
  Json document;
  document["generation"] = snapshot.generation;
  document["organisations"] = Json::array();
  for (const NodeIndex organisation : organisations) {
    document["organisations"].push_back(Organisation(snapshot, organisation));
  }
  return Dump(document);
}

}  // namespace kontor
