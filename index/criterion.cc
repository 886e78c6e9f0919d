#include "index/criterion.h"

#include <algorithm>

namespace kontor {

std::optional<Criterion> CriterionNamed(std::string_view name) {
  const auto found = std::ranges::find(kCriterionNames, name);
  if (found == kCriterionNames.end()) return std::nullopt;
  return static_cast<Criterion>(found - kCriterionNames.begin());
}

std::optional<NodeType> TypeOf(Criterion criterion) {
  switch (criterion) {
    case Criterion::kCountry:
      return NodeType::kCountry;
    case Criterion::kRegion:
      return NodeType::kRegion;
    case Criterion::kSector:
      return NodeType::kSector;
    case Criterion::kEcosystem:
      return NodeType::kEcosystem;
    case Criterion::kTechnology:
      return NodeType::kTechnology;
    case Criterion::kStage:
      return NodeType::kStage;
    case Criterion::kLabel:
      return NodeType::kLabel;
    case Criterion::kProgramme:
      return NodeType::kProgramme;
    case Criterion::kKind:
    case Criterion::kActiveSince:
    case Criterion::kNewcomer:
      break;
  }
  return std::nullopt;
}

std::optional<EdgeType> TieOf(NodeType type) {
  switch (type) {
    case NodeType::kSector:
      return EdgeType::kInSector;
    case NodeType::kEcosystem:
      return EdgeType::kInEcosystem;
    case NodeType::kTechnology:
      return EdgeType::kUsesTechnology;
    case NodeType::kStage:
      return EdgeType::kAtStage;
    case NodeType::kLabel:
      return EdgeType::kHoldsLabel;
    case NodeType::kCountry:
      return EdgeType::kInCountry;
    case NodeType::kRegion:
      return EdgeType::kInRegion;
    default:
      return std::nullopt;
  }
}

}  // namespace kontor
