#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "api/table_rows.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

// Of each feature: "theme_points".
const std::array<std::string, kFeatureCount>& PointNames() {
  static const std::array<std::string, kFeatureCount> names = [] {
    std::array<std::string, kFeatureCount> all;
    for (size_t i = 0; i < kFeatureCount; ++i) all[i] = std::string(Name(kFeatures[i])) + "_points";
    return all;
  }();
  return names;
}

std::vector<TableColumn> MakePartnerColumns() {
  std::vector<TableColumn> columns = {
      {"rank", CellKind::kInteger},
      {"id"},
      {"name"},
      {"country"},
      {"region"},
      {"kind"},
      {"city"},
      {"url", CellKind::kLink},
      {"score", CellKind::kNumber, 2},
      {"fit", CellKind::kNumber, 2},
      {"reach", CellKind::kNumber, 2},
      {"mutual", CellKind::kNumber, 2},
      {"reverse_score", CellKind::kNumber, 2},
  };
  for (const std::string& name : PointNames()) columns.push_back({name, CellKind::kNumber, 2});
  const TableColumn others[] = {
      {"joint_partnerships", CellKind::kInteger},
      {"reasons"},
      {"reverse_reasons"},
      {"path"},
      {"invented", CellKind::kFlag},
      {"sources"},
      {"for"},
      {"generation", CellKind::kInteger},
      {"model"},
      {"as_of", CellKind::kDate},
      {"placed_by"},
      {"rank_by_score", CellKind::kInteger},
      {"question"},
  };
  columns.insert(columns.end(), std::begin(others), std::end(others));
  return columns;
}

}  // namespace

std::string PathText(const Snapshot& snapshot, std::span<const PathStep> path) {
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

std::string CodeText(const Snapshot& snapshot, ConceptIndex code) {
  return code == kNoConcept ? std::string() : std::string(snapshot.concepts.code(code));
}

std::span<const TableColumn> PartnerColumns() {
  static const std::vector<TableColumn> columns = MakePartnerColumns();
  return columns;
}

Row PartnerRow(const Snapshot& snapshot, const PartnerAnswer& answer, size_t number,
               const Language& language, std::string_view question) {
  const Suggestion& suggestion = answer.suggestions[number];
  const Profile profile = snapshot.profiles[suggestion.organisation];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  Row row = {uint64_t{number + 1},
             std::string(profile.key),
             std::string(profile.name),
             CodeText(snapshot, profile.country),
             CodeText(snapshot, profile.region),
             std::string(kOrganisationKinds[profile.kind]),
             std::string(profile.city),
             std::string(profile.url),
             shown.score,
             shown.fit,
             shown.reach,
             suggestion.mutual,
             suggestion.reverse_score};
  row.insert(row.end(), shown.points.begin(), shown.points.end());
  const Row others = {suggestion.joint_partnerships,
                      JoinForCsv(Reasons(snapshot, suggestion, kReasonsInData, language)),
                      JoinForCsv(ReverseReasons(snapshot, suggestion, kReasonsInData, language)),
                      PathText(snapshot, suggestion.path),
                      profile.invented,
                      JoinForCsv(profile.sources),
                      std::string(snapshot.profiles[answer.organisation].key),
                      answer.generation,
                      answer.model,
                      answer.as_of,
                      std::string(Name(suggestion.placed_by)),
                      uint64_t{suggestion.rank_by_score},
                      std::string(question)};
  row.insert(row.end(), others.begin(), others.end());
  return row;
}

}  // namespace kontor
