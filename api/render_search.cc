#include "api/render_search.h"

#include <algorithm>
#include <cmath>

#include "api/json_document.h"
#include "api/render_facets.h"
#include "api/render_search_formats.h"
#include "api/render_suggestion.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

Json Code(const Snapshot& snapshot, ConceptIndex code) {
  return {{"type", Name(snapshot.concepts.type(code))},
          {"code", snapshot.concepts.code(code)},
          {"label", snapshot.concepts.Label(code, "en")}};
}

Json Code(const Snapshot& snapshot, const UnderstoodCode& understood) {
  if (!understood.kind) return Code(snapshot, understood.code);
  const ShownValue shown = ShowValue(snapshot, Criterion::kKind, *understood.kind);
  return {{"type", Name(Criterion::kKind)}, {"code", shown.code}, {"label", shown.label}};
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

void AddWishes(const SearchAnswer& answer, const SearchHit& hit, Json& json) {
  json["met"] = Met(answer, hit);
  json["missed"] = Missed(answer, hit);
}

Json Hit(const Snapshot& snapshot, const SearchAnswer& answer, const SearchHit& hit,
         Highlighter& highlighter) {
  Json json = Organisation(snapshot, hit.organisation);
  json["score"] = RoundTo4(hit.score);
  json["exact"] = hit.is_exact;
  if (hit.metres) json["distance_km"] = Kilometres(*hit.metres);
  json["codes"] = Json::array();
  for (const uint32_t i : hit.codes) {
    json["codes"].push_back(Code(snapshot, answer.plan.understood[i]));
  }
  if (!answer.wishes.empty()) AddWishes(answer, hit, json);
  json["matches"] = Matches(highlighter.Matches(hit.organisation));
  return json;
}

void AddFilters(const Snapshot& snapshot, const Filters& filters, bool excluded, Json& list) {
  for (const auto& [criterion, values] : filters) {
    for (const uint32_t value : values) {
      const ShownValue shown = ShowValue(snapshot, criterion, value);
      Json filter = {{"type", Name(criterion)}, {"code", shown.code}, {"label", shown.label}};
      if (excluded) filter["excluded"] = true;
      list.push_back(std::move(filter));
    }
  }
}

// Where hits have to be, as far as it is asked for.
void AddArea(const Area& area, Json& document) {
  for (const auto& [centre, metres, place, organisations] : area.circles) {
    Json near = {{"place", place},
                 {"latitude", RoundTo4(centre.latitude)},
                 {"longitude", RoundTo4(centre.longitude)},
                 {"within_km", Kilometres(metres)}};
    if (organisations > 0) near["organisations"] = organisations;
    document["near"].push_back(std::move(near));
  }
  if (!area.box) return;
  const auto& [south, west, north, east] = *area.box;
  document["box"] = {{"south", RoundTo4(south)},
                     {"west", RoundTo4(west)},
                     {"north", RoundTo4(north)},
                     {"east", RoundTo4(east)}};
}

Json Hits(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
          const std::optional<ForWhom>& for_whom) {
  Json hits = Json::array();
  for (size_t i = 0; i < answer.hits.size(); ++i) {
    Json hit = Hit(snapshot, answer, answer.hits[i], highlighter);
    if (for_whom) {
      Json& partner = hit["partner"] = Json::object();
      AddMerits(snapshot, for_whom->answer.suggestions[i], for_whom->language, partner);
    }
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::string AsJson(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
                   const std::optional<ForWhom>& for_whom) {
  Json document;
  if (for_whom) {
    const Profile asker = snapshot.profiles[for_whom->answer.organisation];
    document["for"] = {{"id", asker.key}, {"name", asker.name}};
    document["model"] = for_whom->answer.model;
  }
  document["generation"] = answer.generation;
  document["matching"] = answer.matching;
  document["understood"] = Json::array();
  for (const UnderstoodCode& understood : answer.plan.understood) {
    Json code = Code(snapshot, understood);
    code["text"] = understood.text;
    code["read_as"] = OrNull(understood.read_as);
    code["organisations"] = understood.carriers->size();
    document["understood"].push_back(std::move(code));
  }
  document["filters"] = Json::array();
  AddFilters(snapshot, answer.filters, false, document["filters"]);
  AddFilters(snapshot, answer.excluded, true, document["filters"]);
  AddArea(answer.area, document);
  document["wishes"] = Json::array();
  for (const Wish& wish : answer.wishes) {
    document["wishes"].push_back({{"strength", Name(wish.strength)}, {"text", wish.text}});
  }
  document["did_you_mean"] = OrNull(answer.plan.did_you_mean);
  document["notes"] = answer.notes;
  document["next"] = OrNull(answer.next);
  if (!answer.facets.empty()) document["facets"] = FacetsAsJson(snapshot, answer.facets);
  document["organisations"] = Hits(snapshot, answer, highlighter, for_whom);
  return Dump(document);
}

// A line for each hit, and a last one with the facets if they are asked for.
std::string AsNdjson(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
                     const std::optional<ForWhom>& for_whom) {
  std::string lines;
  for (const Json& hit : Hits(snapshot, answer, highlighter, for_whom)) lines += Dump(hit);
  if (!answer.facets.empty()) lines += Dump({{"facets", FacetsAsJson(snapshot, answer.facets)}});
  return lines;
}

std::string Render(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
                   Format format, const std::optional<ForWhom>& for_whom) {
  switch (format) {
    case Format::kTable:
      return SearchAsTable(snapshot, answer, highlighter, for_whom);
    case Format::kNdjson:
      return AsNdjson(snapshot, answer, highlighter, for_whom);
    default:
      break;
  }
  return AsJson(snapshot, answer, highlighter, for_whom);
}

}  // namespace

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

std::vector<std::string> Met(const SearchAnswer& answer, const SearchHit& hit) {
  std::vector<std::string> met;
  for (const uint32_t i : hit.met) met.push_back(answer.wishes[i].text);
  return met;
}

std::vector<std::string> Missed(const SearchAnswer& answer, const SearchHit& hit) {
  std::vector<std::string> missed;
  for (uint32_t i = 0; i < answer.wishes.size(); ++i) {
    if (!std::ranges::binary_search(hit.met, i)) missed.push_back(answer.wishes[i].text);
  }
  return missed;
}

double Kilometres(uint32_t metres) { return std::round(metres / 100.0) / 10.0; }

std::string RenderSearch(const Snapshot& snapshot, const TextIndex& index,
                         const SearchAnswer& answer, Format format) {
  Highlighter highlighter(snapshot, index, answer.plan);
  return Render(snapshot, answer, highlighter, format, std::nullopt);
}

std::string RenderSearchFor(const Snapshot& snapshot, const TextIndex& index,
                            const SearchForAnswer& answer, Format format,
                            const Language& language) {
  Highlighter highlighter(snapshot, index, answer.found.plan);
  return Render(snapshot, answer.found, highlighter, format, ForWhom{answer, language});
}

std::string RenderProposals(const Snapshot& snapshot, const ProposalAnswer& answer) {
  Json document;
  document["generation"] = answer.generation;
  document["read_as"] = OrNull(answer.read_as);
  document["suggestions"] = Json::array();
  for (const Proposal& proposal : answer.proposals) {
    Json item;
    if (proposal.code == kNoConcept) {
      item["type"] = "organisation";
      item.update(Organisation(snapshot, proposal.organisation));
    } else {
      item["type"] = Name(snapshot.concepts.type(proposal.code));
      item["id"] = snapshot.concepts.code(proposal.code);
      item["name"] = proposal.label;
      item["organisations"] = proposal.carriers;
    }
    document["suggestions"].push_back(std::move(item));
  }
  return Dump(document);
}

}  // namespace kontor
