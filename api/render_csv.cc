#include <cstdio>

#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

// One record, field by field.
class Record {
 public:
  Record& Add(std::string_view text) {
    if (!is_first_) text_ += ',';
    is_first_ = false;
    text_ += CsvField(text);
    return *this;
  }
  Record& Add(uint64_t number) { return AddPlain(std::to_string(number)); }
  Record& AddHundredths(double number) {
    char digits[32];
    std::snprintf(digits, sizeof(digits), "%.2f", number);
    return AddPlain(digits);
  }
  std::string Finish() {
    text_ += "\r\n";
    return std::move(text_);
  }

 private:
  Record& AddPlain(std::string_view text) {
    if (!is_first_) text_ += ',';
    is_first_ = false;
    text_ += text;
    return *this;
  }

  std::string text_;
  bool is_first_ = true;
};

std::string Join(const auto& texts) {
  std::string joined;
  for (const std::string_view text : texts) {
    if (!joined.empty()) joined += ' ';
    joined += text;
  }
  return joined;
}

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

std::string_view Code(const Snapshot& snapshot, ConceptIndex concept_index) {
  return concept_index == kNoConcept ? std::string_view() : snapshot.concepts.code(concept_index);
}

std::string Header() {
  Record header;
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
  Record record;
  record.Add(number + 1).Add(profile.key).Add(profile.name);
  record.Add(Code(snapshot, profile.country)).Add(Code(snapshot, profile.region));
  record.Add(kOrganisationKinds[profile.kind]).Add(profile.city).Add(profile.url);
  record.AddHundredths(shown.score).AddHundredths(shown.fit).AddHundredths(shown.reach);
  record.AddHundredths(suggestion.mutual).AddHundredths(suggestion.reverse_score);
  for (const double points : shown.points) record.AddHundredths(points);
  record.Add(suggestion.joint_partnerships);
  record.Add(Join(Reasons(snapshot, suggestion, kReasonsInData, language)));
  record.Add(Join(ReverseReasons(snapshot, suggestion, kReasonsInData, language)));
  record.Add(Path(snapshot, suggestion.path)).Add(profile.invented ? "true" : "");
  record.Add(Join(profile.sources)).Add(snapshot.profiles[answer.organisation].key);
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

std::string OrganisationsAsCsv(const Snapshot& snapshot, std::span<const NodeIndex> organisations) {
  std::string text = "id,name,acronym,country,city,kind,partnerships\r\n";
  for (const NodeIndex organisation : organisations) {
    const Profile profile = snapshot.profiles[organisation];
    Record record;
    record.Add(profile.key).Add(profile.name).Add(profile.acronym);
    record.Add(Code(snapshot, profile.country)).Add(profile.city);
    record.Add(kOrganisationKinds[profile.kind]);
    record.Add(snapshot.graph.Neighbours(organisation).size());
    text += record.Finish();
  }
  return text;
}

}  // namespace kontor
