#include "api/render_search.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "api/display_width.h"
#include "api/json_document.h"
#include "api/render_facets.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/highlight.h"
#include "engine/sentences.h"

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

std::vector<std::string> Missed(const SearchAnswer& answer, const SearchHit& hit) {
  std::vector<std::string> missed;
  for (uint32_t i = 0; i < answer.wishes.size(); ++i) {
    if (!std::ranges::binary_search(hit.met, i)) missed.push_back(answer.wishes[i].text);
  }
  return missed;
}

void AddWishes(const SearchAnswer& answer, const SearchHit& hit, Json& json) {
  json["met"] = Json::array();
  for (const uint32_t i : hit.met) json["met"].push_back(answer.wishes[i].text);
  json["missed"] = Missed(answer, hit);
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
  if (!answer.wishes.empty()) AddWishes(answer, hit, json);
  json["matches"] = Matches(highlighter.Matches(hit.organisation));
  return json;
}

Json Filtered(const Snapshot& snapshot, const Filters& filters) {
  Json list = Json::array();
  for (const auto& [criterion, values] : filters) {
    for (const uint32_t value : values) {
      const ShownValue shown = ShowValue(snapshot, criterion, value);
      list.push_back({{"type", Name(criterion)}, {"code", shown.code}, {"label", shown.label}});
    }
  }
  return list;
}

// What is told of each hit beside what matched; none in a search that is for nobody.
struct ForWhom {
  const SearchForAnswer& answer;
  const Language& language;
};

// How a hit suits as a partner.
Json Partner(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language) {
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  return {{"score", shown.score},
          {"fit", shown.fit},
          {"reach", shown.reach},
          {"mutual", RoundTo2(suggestion.mutual)},
          {"known_partner", suggestion.joint_partnerships > 0},
          {"reasons", Reasons(snapshot, suggestion, kReasonsInData, language)},
          {"reverse_reasons", ReverseReasons(snapshot, suggestion, kReasonsInData, language)}};
}

Json Hits(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
          const std::optional<ForWhom>& for_whom) {
  Json hits = Json::array();
  for (size_t i = 0; i < answer.hits.size(); ++i) {
    Json hit = Hit(snapshot, answer, answer.hits[i], highlighter);
    if (for_whom) {
      hit["partner"] = Partner(snapshot, for_whom->answer.suggestions[i], for_whom->language);
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
    Json code = Code(snapshot, understood.code);
    code["text"] = understood.text;
    code["organisations"] = understood.carriers->size();
    document["understood"].push_back(std::move(code));
  }
  document["filters"] = Filtered(snapshot, answer.filters);
  document["wishes"] = Json::array();
  for (const Wish& wish : answer.wishes) {
    document["wishes"].push_back({{"strength", Name(wish.strength)}, {"text", wish.text}});
  }
  document["did_you_mean"] = OrNull(answer.plan.did_you_mean);
  document["notes"] = answer.notes;
  if (!answer.facets.empty()) document["facets"] = FacetsAsJson(snapshot, answer.facets);
  document["organisations"] = Hits(snapshot, answer, highlighter, for_whom);
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
  head += FacetsAsTable(snapshot, answer.facets);
  return head;
}

// "met 1 of 2 wishes; not label:gold"
std::string WishLine(const SearchAnswer& answer, const SearchHit& hit) {
  if (answer.wishes.empty()) return {};
  std::string line = "      met " + std::to_string(hit.met.size()) + " of " +
                     std::to_string(answer.wishes.size()) + " wishes";
  const std::vector<std::string> missed = Missed(answer, hit);
  for (const std::string& text : missed) {
    line += (&text == &missed.front() ? "; not " : ", ") + Printable(text);
  }
  return line + "\n";
}

// "score 41.2", and why, a sentence on each line.
std::string PartnerLines(const Snapshot& snapshot, const Suggestion& suggestion,
                         const Language& language) {
  std::array<char, 32> score{};
  std::snprintf(score.data(), score.size(), "%.1f", ShowPoints(suggestion.contributions).score);
  std::string lines = "      as a partner: " + std::string(score.data()) + " of 100\n";
  for (const std::string& reason : Reasons(snapshot, suggestion, kReasonsInTable, language)) {
    lines += "      " + Printable(reason) + "\n";
  }
  return lines;
}

std::string AsTable(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
                    const std::optional<ForWhom>& for_whom) {
  std::string page = Head(snapshot, answer);
  if (for_whom) {
    page += "as partners for " + Printable(snapshot.profiles[for_whom->answer.organisation].name) +
            "; model " + for_whom->answer.model + "\n";
  }
  if (answer.hits.empty()) return page + "No organisation is found.\n";
  page += "\n" + FitTo("id", kIdWidth) + "  " + FitTo("name", kHitNameWidth) + "  country\n";
  for (size_t place = 0; place < answer.hits.size(); ++place) {
    const SearchHit& hit = answer.hits[place];
    const Profile profile = snapshot.profiles[hit.organisation];
    const std::vector<MarkedText> matches = highlighter.Matches(hit.organisation);
    const std::string name = Marked(matches.front());
    page += FitTo(profile.key, std::max(kIdWidth, DisplayWidth(profile.key))) + "  " +
            FitTo(name, std::max(kHitNameWidth, DisplayWidth(name))) + "  " +
            (profile.country == kNoConcept ? std::string("--")
                                           : std::string(snapshot.concepts.code(profile.country))) +
            "\n";
    page += WishLine(answer, hit);
    if (for_whom) {
      page += PartnerLines(snapshot, for_whom->answer.suggestions[place], for_whom->language);
    }
    for (size_t i = 1; i < matches.size(); ++i) {
      page +=
          "      " + std::string(FieldName(matches[i].field)) + ": " + Marked(matches[i]) + "\n";
    }
  }
  return page;
}

std::string Render(const Snapshot& snapshot, const SearchAnswer& answer, Highlighter& highlighter,
                   Format format, const std::optional<ForWhom>& for_whom) {
  std::string lines;
  std::vector<NodeIndex> organisations;
  switch (format) {
    case Format::kJson:
      return AsJson(snapshot, answer, highlighter, for_whom);
    case Format::kTable:
      return AsTable(snapshot, answer, highlighter, for_whom);
    case Format::kNdjson:
      for (const Json& hit : Hits(snapshot, answer, highlighter, for_whom)) lines += Dump(hit);
      return lines;
    case Format::kCsv:
      break;
  }
  for (const SearchHit& hit : answer.hits) organisations.push_back(hit.organisation);
  return OrganisationsAsCsv(snapshot, organisations);
}

}  // namespace

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
