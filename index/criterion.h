// What organisations can be filtered, wished for and counted by: the one table of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/id.h"

namespace kontor {

enum class Criterion : uint8_t {
  kCountry,
  kRegion,
  kSector,
  kEcosystem,
  kTechnology,
  kStage,
  kLabel,
  kKind,
  kProgramme,    // of one of its partnerships
  kActiveSince,  // a partnership began in that year or later
  kNewcomer,     // at most two partnerships (engine/newcomer.h)
};

// The names in the order of Criterion: fields of queries, parameters, and, with a dash for "_",
// options.
inline constexpr auto kCriterionNames = std::to_array<std::string_view>(
    {"country", "region", "sector", "ecosystem", "technology", "stage", "label", "kind",
     "programme", "active_since", "newcomer"});

constexpr std::string_view Name(Criterion criterion) {
  return kCriterionNames[static_cast<size_t>(criterion)];
}
std::optional<Criterion> CriterionNamed(std::string_view name);

// The years that kActiveSince knows.
inline constexpr uint32_t kFirstActiveYear = 1900;
inline constexpr uint32_t kLastActiveYear = 2100;

// The type of the codes that are its values. Nothing where they are no codes: kinds (positions in
// kOrganisationKinds), years, and 1 or 0 for newcomers or the others.
std::optional<NodeType> TypeOf(Criterion criterion);
// How organisations carry codes of that type; nothing if they carry none themselves.
std::optional<EdgeType> TieOf(NodeType type);
// The types of which they do, in the order of criteria.
inline constexpr auto kCarriedTypes = std::to_array<NodeType>(
    {NodeType::kCountry, NodeType::kRegion, NodeType::kSector, NodeType::kEcosystem,
     NodeType::kTechnology, NodeType::kStage, NodeType::kLabel});

}  // namespace kontor
