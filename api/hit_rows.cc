#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "api/table_rows.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr auto kHitColumns = std::to_array<TableColumn>({
    {"id"},
    {"name"},
    {"acronym"},
    {"country"},
    {"city"},
    {"kind"},
    {"partnerships", CellKind::kInteger},
    {"score", CellKind::kNumber, 4},
    {"exact", CellKind::kFlag},
    {"distance_km", CellKind::kNumber, 1},
    {"met"},
    {"missed"},
    {"partner_score", CellKind::kNumber, 2},
    {"fit", CellKind::kNumber, 2},
    {"reach", CellKind::kNumber, 2},
    {"mutual", CellKind::kNumber, 2},
    {"joint_partnerships", CellKind::kInteger},
    {"reasons"},
    {"region"},
    {"url", CellKind::kLink},
    {"invented", CellKind::kFlag},
    {"sources"},
    {"for"},
    {"generation", CellKind::kInteger},
    {"model"},
    {"question"},
});

// From "partner_score" to "reasons".
void AddMeritCells(const Snapshot& snapshot, size_t number, const std::optional<ForWhom>& for_whom,
                   Row& row) {
  constexpr size_t kMerits = 6;
  if (!for_whom) {
    row.resize(row.size() + kMerits);
    return;
  }
  const Suggestion& suggestion = for_whom->answer.suggestions[number];
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  const Row merits = {
      shown.score,
      shown.fit,
      shown.reach,
      suggestion.mutual,
      suggestion.joint_partnerships,
      JoinForCsv(Reasons(snapshot, suggestion, kReasonsInData, for_whom->language))};
  row.insert(row.end(), merits.begin(), merits.end());
}

}  // namespace

std::span<const TableColumn> HitColumns() { return kHitColumns; }

Row HitRow(const Snapshot& snapshot, const SearchAnswer& answer, size_t number,
           const std::optional<ForWhom>& for_whom, std::string_view question) {
  const SearchHit& hit = answer.hits[number];
  const Profile profile = snapshot.profiles[hit.organisation];
  Row row = {std::string(profile.key),
             std::string(profile.name),
             std::string(profile.acronym),
             CodeText(snapshot, profile.country),
             std::string(profile.city),
             std::string(kOrganisationKinds[profile.kind]),
             uint64_t{snapshot.graph.Neighbours(hit.organisation).size()},
             hit.score,
             hit.is_exact,
             hit.metres ? Cell(Kilometres(*hit.metres)) : Cell(),
             Listed(Met(answer, hit)),
             Listed(Missed(answer, hit))};
  AddMeritCells(snapshot, number, for_whom, row);
  const Row others = {
      CodeText(snapshot, profile.region),
      std::string(profile.url),
      profile.invented,
      JoinForCsv(profile.sources),
      for_whom ? Cell(std::string(snapshot.profiles[for_whom->answer.organisation].key)) : Cell(),
      answer.generation,
      for_whom ? Cell(for_whom->answer.model) : Cell(),
      std::string(question)};
  row.insert(row.end(), others.begin(), others.end());
  return row;
}

}  // namespace kontor
