// JSON of partners, explanations and presets. docs/http.md describes the documents.
#include "api/json_document.h"
#include "api/render.h"
#include "api/render_facets.h"
#include "api/render_formats.h"
#include "api/render_suggestion.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/candidates.h"
#include "engine/explanation_sentences.h"
#include "engine/list_notes.h"

namespace kontor {
namespace {

constexpr std::array kSources = {CandidateSource::kNetwork,  CandidateSource::kTheme,
                                 CandidateSource::kSupply,   CandidateSource::kTargetsUs,
                                 CandidateSource::kNewcomer, CandidateSource::kExperienced,
                                 CandidateSource::kPartners, CandidateSource::kOffers};

Json CodeOrNull(const Snapshot& snapshot, ConceptIndex concept_index) {
  return concept_index == kNoConcept ? Json() : Json(snapshot.concepts.code(concept_index));
}

Json Brief(const Snapshot& snapshot, NodeIndex organisation) {
  const Profile profile = snapshot.profiles[organisation];
  return {{"id", profile.key}, {"name", profile.name}};
}

Json FactAsJson(const Snapshot& snapshot, const Fact& fact, const Language& language) {
  Json json = {{"kind", Name(fact.kind)},
               {"sentence", Sentence(snapshot, fact, language)},
               {"share", RoundTo4(fact.share)}};
  if (fact.concept_index != kNoConcept) {
    json["type"] = Name(snapshot.concepts.type(fact.concept_index));
    json["code"] = snapshot.concepts.code(fact.concept_index);
  }
  if (fact.count > 0) json["count"] = fact.count;
  if (fact.date.known()) json["date"] = FormatDate(fact.date);
  return json;
}

Json ContributionsAsJson(const Snapshot& snapshot,
                         const std::array<Contribution, kFeatureCount>& contributions,
                         const ShownPoints& shown, const Language& language) {
  Json list = Json::array();
  for (size_t i = 0; i < kFeatureCount; ++i) {
    const Contribution& contribution = contributions[i];
    Json facts = Json::array();
    for (const Fact& fact : contribution.facts)
      facts.push_back(FactAsJson(snapshot, fact, language));
    list.push_back({{"feature", Name(contribution.feature)},
                    {"value", RoundTo4(contribution.value)},
                    {"weight", RoundTo4(contribution.weight)},
                    {"points", shown.points[i]},
                    {"facts", std::move(facts)}});
  }
  return list;
}

Json PathAsJson(const Snapshot& snapshot, std::span<const PathStep> path) {
  Json list = Json::array();
  for (const PathStep& step : path) {
    const PartnershipFacts partnership = snapshot.profiles.Partnership(step.partnership);
    list.push_back({{"from", Brief(snapshot, step.from)},
                    {"partnership",
                     {{"id", partnership.key},
                      {"label", partnership.label},
                      {"start", OrNull(FormatDate(partnership.start))},
                      {"source", OrNull(partnership.source)}}},
                    {"to", Brief(snapshot, step.to)}});
  }
  return list;
}

Json IntroductionsAsJson(const Snapshot& snapshot, std::span<const Introduction> introductions,
                         const Language& language) {
  Json list = Json::array();
  for (const Introduction& introduction : introductions) {
    list.push_back({{"sentence", Sentence(snapshot, introduction, language)},
                    {"strength", RoundTo4(introduction.strength)},
                    {"path", PathAsJson(snapshot, introduction.steps)}});
  }
  return list;
}

Json ImprovementAsJson(const Snapshot& snapshot, const Standing& standing,
                       const Improvement& improvement, const Language& language) {
  const Supposition& change = improvement.change;
  Json json = {{"change", Name(change.change)},
               {"sentence", Sentence(snapshot, standing, improvement, language)},
               {"points", RoundTo2(improvement.points)},
               {"place", improvement.place > 0 ? Json(improvement.place) : Json()}};
  if (change.concept_index != kNoConcept) {
    json["code"] = snapshot.concepts.code(change.concept_index);
  }
  if (change.change == Change::kSignal) {
    json["signal"] = Name(change.signal);
    json["now"] = RoundTo4(improvement.now);
    json["then"] = RoundTo4(change.value);
  }
  return json;
}

Json StandingAsJson(const Snapshot& snapshot, const Standing& standing, const Language& language) {
  Json improvements = Json::array();
  for (const Improvement& improvement : standing.improvements) {
    improvements.push_back(ImprovementAsJson(snapshot, standing, improvement, language));
  }
  return {{"place", standing.place > 0 ? Json(standing.place) : Json()},
          {"candidates", standing.candidates},
          {"sentence", Sentence(standing, language)},
          {"improvements", std::move(improvements)}};
}

Json FoundBy(uint8_t sources) {
  Json list = Json::array();
  for (const CandidateSource source : kSources) {
    if ((sources & static_cast<uint8_t>(source)) != 0) list.push_back(Name(source));
  }
  return list;
}

// Adds what is said of the place of a suggestion on the list.
void AddPlace(const Suggestion& suggestion, size_t rank, Json& json) {
  json["rank"] = rank;
  json["placed_by"] = Name(suggestion.placed_by);
  json["rank_by_score"] = suggestion.rank_by_score;
}

// Adds all of a suggestion but its place.
void AddSuggestion(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language,
                   Json& json) {
  const Profile& profile = snapshot.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  json["id"] = profile.key;
  json["name"] = profile.name;
  json["country"] = CodeOrNull(snapshot, profile.country);
  json["region"] = CodeOrNull(snapshot, profile.region);
  json["kind"] = kOrganisationKinds[profile.kind];
  json["city"] = OrNull(profile.city);
  json["url"] = OrNull(profile.url);
  AddMerits(snapshot, suggestion, language, json);
  json["contributions"] = ContributionsAsJson(snapshot, suggestion.contributions, shown, language);
  json["path"] = PathAsJson(snapshot, suggestion.path);
  if (profile.invented) json["invented"] = true;
  json["sources"] = profile.sources;
  json["found_by"] = FoundBy(suggestion.sources);
}

Json Suggestions(const Snapshot& snapshot, const PartnerAnswer& answer, const Language& language) {
  Json list = Json::array();
  for (const Suggestion& suggestion : answer.suggestions) {
    Json& json = list.emplace_back(Json::object());
    AddPlace(suggestion, list.size(), json);
    AddSuggestion(snapshot, suggestion, language, json);
  }
  return list;
}

}  // namespace

void AddMerits(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language,
               Json& json) {
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  json["score"] = shown.score;
  json["fit"] = shown.fit;
  json["reach"] = shown.reach;
  json["mutual"] = RoundTo2(suggestion.mutual);
  json["reverse_score"] = RoundTo2(suggestion.reverse_score);
  json["known_partner"] = suggestion.joint_partnerships > 0;
  json["joint_partnerships"] = suggestion.joint_partnerships;
  json["reasons"] = Reasons(snapshot, suggestion, kReasonsInData, language);
  json["reverse_reasons"] = ReverseReasons(snapshot, suggestion, kReasonsInData, language);
}

std::string PartnersAsJson(const Snapshot& snapshot, const PartnerAnswer& answer,
                           const Language& language) {
  Json document;
  document["for"] = Brief(snapshot, answer.organisation);
  document["generation"] = answer.generation;
  document["model"] = answer.model;
  document["as_of"] = OrNull(FormatDate(answer.as_of));
  document["candidates"] = answer.candidates;
  document["matching"] = answer.matching;
  document["notes"] = ListNotes(answer, language);
  if (!answer.facets.empty()) document["facets"] = FacetsAsJson(snapshot, answer.facets);
  document["partners"] = Suggestions(snapshot, answer, language);
  return Dump(document);
}

std::string PartnersAsNdjson(const Snapshot& snapshot, const PartnerAnswer& answer,
                             const Language& language) {
  std::string lines;
  size_t rank = 0;
  for (const Suggestion& suggestion : answer.suggestions) {
    Json line;
    line["for"] = snapshot.profiles[answer.organisation].key;
    line["generation"] = answer.generation;
    line["model"] = answer.model;
    AddPlace(suggestion, ++rank, line);
    AddSuggestion(snapshot, suggestion, language, line);
    lines += Dump(line);
  }
  return lines;
}

std::string ExplanationAsJson(const Snapshot& snapshot, const PartnerAnswer& question,
                              const Explanation& explanation, const Language& language) {
  Json document;
  document["for"] = Brief(snapshot, question.organisation);
  document["generation"] = question.generation;
  document["model"] = question.model;
  document["as_of"] = OrNull(FormatDate(question.as_of));
  Json partner = Json::object();
  AddSuggestion(snapshot, explanation.suggestion, language, partner);
  document["partner"] = std::move(partner);
  document["introductions"] = IntroductionsAsJson(snapshot, explanation.introductions, language);
  document["standing"] = StandingAsJson(snapshot, explanation.standing, language);
  return Dump(document);
}

std::string RenderBatchLine(const Snapshot& snapshot, const PartnerAnswer& answer) {
  Json line;
  line["for"] = snapshot.profiles[answer.organisation].key;
  line["generation"] = answer.generation;
  line["model"] = answer.model;
  line["partners"] = Json::array();
  for (const Suggestion& suggestion : answer.suggestions) {
    const ShownPoints shown = ShowPoints(suggestion.contributions);
    Json partner = Brief(snapshot, suggestion.organisation);
    partner["score"] = shown.score;
    partner["fit"] = shown.fit;
    partner["reach"] = shown.reach;
    partner["mutual"] = RoundTo2(suggestion.mutual);
    if (suggestion.placed_by != PlacedBy::kRank) partner["placed_by"] = Name(suggestion.placed_by);
    line["partners"].push_back(std::move(partner));
  }
  return Dump(line);
}

std::string RenderBatchError(std::string_view organisation, const Error& error) {
  Json line;
  line["for"] = organisation;
  line["error"] = {{"code", ErrorCodeName(error.code)}, {"message", error.message}};
  return Dump(line);
}

std::string RenderPresets(const Preset& by_default) {
  Json list = Json::array();
  for (const Preset& preset : BuiltInPresets()) {
    Json weights = Json::object();
    for (const Feature feature : kFeatures) {
      weights[std::string(Name(feature))] = RoundTo4(preset.Weight(feature));
    }
    list.push_back({{"name", preset.name},
                    {"version", preset.version},
                    {"description", preset.description},
                    {"default", preset.name == by_default.name},
                    {"diversity", RoundTo4(preset.diversity)},
                    {"newcomer_floor", RoundTo4(preset.newcomer_floor)},
                    {"weights", std::move(weights)}});
  }
  Json document;
  document["presets"] = std::move(list);
  return Dump(document);
}

}  // namespace kontor
