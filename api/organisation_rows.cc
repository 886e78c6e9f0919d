#include "api/shown_points.h"
#include "api/table_rows.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr auto kOrganisationColumns = std::to_array<TableColumn>({
    {"id"},
    {"name"},
    {"acronym"},
    {"aliases"},
    {"identifiers"},
    {"kind"},
    {"description"},
    {"url", CellKind::kLink},
    {"city"},
    {"country"},
    {"region"},
    {"latitude", CellKind::kNumber, 4},
    {"longitude", CellKind::kNumber, 4},
    {"sectors"},
    {"ecosystems"},
    {"technologies"},
    {"stages"},
    {"labels"},
    {"target_countries"},
    {"active_countries"},
    {"topics"},
    {"offers"},
    {"needs"},
    {"partnerships", CellKind::kInteger},
    {"newest_partnership", CellKind::kDate},
    {"completeness", CellKind::kNumber, 4},
    {"updated", CellKind::kDate},
    {"invented", CellKind::kFlag},
    {"sources"},
    {"generation", CellKind::kInteger},
});

std::string CodesText(const Snapshot& snapshot, NodeIndex organisation, EdgeType tie) {
  std::vector<std::string_view> codes;
  for (const Attribution& attribution : snapshot.profiles.Codes(organisation, tie)) {
    codes.push_back(snapshot.concepts.code(attribution.concept_index));
  }
  return Listed(codes);
}

std::string TitlesText(const Snapshot& snapshot, NodeIndex organisation, bool needs) {
  std::vector<std::string_view> titles;
  for (const Posting posting : snapshot.profiles.Postings(organisation)) {
    if (posting.is_need == needs) titles.push_back(posting.title);
  }
  return Listed(titles);
}

}  // namespace

std::span<const TableColumn> OrganisationColumns() { return kOrganisationColumns; }

Row OrganisationRow(const Snapshot& snapshot, NodeIndex organisation) {
  const Profile profile = snapshot.profiles[organisation];
  const auto& location = profile.location;
  const auto codes = [&](EdgeType tie) { return CodesText(snapshot, organisation, tie); };
  return {std::string(profile.key),
          std::string(profile.name),
          std::string(profile.acronym),
          Listed(profile.aliases),
          Listed(profile.identifiers),
          std::string(kOrganisationKinds[profile.kind]),
          std::string(profile.description),
          std::string(profile.url),
          std::string(profile.city),
          CodeText(snapshot, profile.country),
          CodeText(snapshot, profile.region),
          location ? Cell(RoundTo4(location->latitude)) : Cell(),
          location ? Cell(RoundTo4(location->longitude)) : Cell(),
          codes(EdgeType::kInSector),
          codes(EdgeType::kInEcosystem),
          codes(EdgeType::kUsesTechnology),
          codes(EdgeType::kAtStage),
          codes(EdgeType::kHoldsLabel),
          codes(EdgeType::kTargetsCountry),
          codes(EdgeType::kActiveInCountry),
          codes(EdgeType::kAboutTopic),
          TitlesText(snapshot, organisation, false),
          TitlesText(snapshot, organisation, true),
          uint64_t{snapshot.graph.Neighbours(organisation).size()},
          snapshot.graph.NewestStart(organisation),
          RoundTo4(static_cast<double>(profile.completeness)),
          profile.updated,
          profile.invented,
          Listed(profile.sources),
          snapshot.generation};
}

}  // namespace kontor
