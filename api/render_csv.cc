#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

// "Alpha - WINDY (2015-01-01, cordis:h2020) - Beta"
std::string Path(const Snapshot& snapshot, std::span<const PathStep> path) {
  std::string text;
  for (const PathStep& step : path) {
    const PartnershipFacts partnership = snapshot.profiles.Partnership(step.partnership);
    if (text.empty()) text += snapshot.profiles[step.from].name;
    text += " - ";
    text += partnership.label;
    text += " (" + FormatDate(partnership.start) + (partnership.start.known() ? ", " : "");
    text += partnership.source;
    text += ") - ";
    text += snapshot.profiles[step.to].name;
  }
  return text;
}

std::string_view CodeText(const Snapshot& snapshot, ConceptIndex concept_index) {
  return concept_index == kNoConcept ? std::string_view() : snapshot.concepts.code(concept_index);
}

std::string Header() {
  CsvRecord header;
  for (const char* column : {"rank", "id", "name", "country", "region", "kind", "city", "url",
                             "score", "fit", "reach", "mutual", "reverse_score"}) {
    header.Add(column);
  }
  for (const Feature feature : kFeatures) header.Add(std::string(Name(feature)) + "_points");
  for (const char* column :
       {"joint_partnerships", "reasons", "reverse_reasons", "path", "invented", "sources", "for",
        "generation", "model", "as_of", "placed_by", "rank_by_score"}) {
    header.Add(column);
  }
  return header.Finish();
}

std::string Line(const Snapshot& snapshot, const PartnerAnswer& answer, size_t number,
                 const Language& language) {
  const Suggestion& suggestion = answer.suggestions[number];
  const Profile profile = snapshot.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  CsvRecord record;
  record.Add(number + 1).Add(profile.key).Add(profile.name);
  record.Add(CodeText(snapshot, profile.country)).Add(CodeText(snapshot, profile.region));
  record.Add(kOrganisationKinds[profile.kind]).Add(profile.city).Add(profile.url);
  record.AddNumber(shown.score, 2).AddNumber(shown.fit, 2).AddNumber(shown.reach, 2);
  record.AddNumber(suggestion.mutual, 2).AddNumber(suggestion.reverse_score, 2);
  for (const double points : shown.points) record.AddNumber(points, 2);
  record.Add(suggestion.joint_partnerships);
  record.Add(JoinForCsv(Reasons(snapshot, suggestion, kReasonsInData, language)));
  record.Add(JoinForCsv(ReverseReasons(snapshot, suggestion, kReasonsInData, language)));
  record.Add(Path(snapshot, suggestion.path)).Add(profile.invented ? "true" : "");
  record.Add(JoinForCsv(profile.sources)).Add(snapshot.profiles[answer.organisation].key);
  record.Add(answer.generation).Add(answer.model).Add(FormatDate(answer.as_of));
  record.Add(Name(suggestion.placed_by)).Add(suggestion.rank_by_score);
  return record.Finish();
}

}  // namespace

std::string PartnersAsCsv(const Snapshot& snapshot, const PartnerAnswer& answer,
                          const Language& language) {
  std::string text = Header();
  for (size_t i = 0; i < answer.suggestions.size(); ++i)
    text += Line(snapshot, answer, i, language);
  return text;
}

}  // namespace kontor
