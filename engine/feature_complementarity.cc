#include <algorithm>
#include <span>

#include "engine/features.h"

namespace kontor {
namespace {

constexpr double kHalfLinkage = 0.1;
constexpr double kHalfStages = 1.0;
constexpr double kVarietyPart = 0.5;

// Calls visit(kind, their division, our division, linkage) for every supply link between the two.
template <typename Visit>
void ForEachSupplyLink(const SectorTable& sectors, std::span<const DivisionShare> ours,
                       std::span<const DivisionShare> theirs, Visit visit) {
  for (const DivisionShare& our : ours) {
    for (const DivisionShare& their : theirs) {
      const SupplyBetween& supply = sectors.Supply(our.division, their.division);
      const double both = static_cast<double>(our.weight) * static_cast<double>(their.weight);
      if (supply.from_them > 0.0F) {
        visit(Fact::Kind::kSupplies, their.division, our.division,
              both * static_cast<double>(supply.from_them));
      }
      if (supply.to_them > 0.0F) {
        visit(Fact::Kind::kBuys, their.division, our.division,
              both * static_cast<double>(supply.to_them));
      }
    }
  }
}

// Calls visit(stage, weight) for every stage of theirs in a value chain of ours where we do not
// act.
template <typename Visit>
void ForEachMissingStage(const Pair& pair, Visit visit) {
  const ConceptTable& concepts = pair.snapshot.concepts;
  const auto ours = pair.snapshot.profiles.Codes(pair.us, EdgeType::kAtStage);
  if (ours.empty()) return;
  for (const Attribution& theirs : pair.snapshot.profiles.Codes(pair.them, EdgeType::kAtStage)) {
    const ConceptIndex chain = concepts.chain(theirs.concept_index);
    bool same_chain = false;
    bool same_stage = false;
    for (const Attribution& our : ours) {
      same_chain = same_chain || concepts.chain(our.concept_index) == chain;
      same_stage = same_stage || our.concept_index == theirs.concept_index;
    }
    if (chain != kNoConcept && same_chain && !same_stage) {
      visit(theirs.concept_index, static_cast<double>(theirs.weight));
    }
  }
}

// How much of what both do is the same, and what is: the sum of the smaller one of both shares,
// over divisions and over the codes as they are stated. Both in [0,1].
struct Overlap {
  double divisions = 0.0;
  double codes = 0.0;
  DivisionIndex common = kNoDivision;  // of which they share most
  ConceptIndex theirs = kNoConcept;    // what they do most and we do not, first in that division

  // 4 o (1 - o) of the mean o of both: 0 for twins and for strangers, 1 for those who share half.
  [[nodiscard]] double variety() const {
    constexpr double twins = 1.0 - 1e-6;  // sums of shares are not exact
    const double mean = (divisions + codes) / 2.0;
    return mean < twins ? 4.0 * mean * (1.0 - mean) : 0.0;
  }
};

void CompareDivisions(std::span<const DivisionShare> ours, std::span<const DivisionShare> theirs,
                      Overlap& overlap) {
  double most = 0.0;
  for (const DivisionShare& our : ours) {
    const auto their = std::ranges::find(theirs, our.division, &DivisionShare::division);
    if (their == theirs.end()) continue;
    const auto shared = static_cast<double>(std::min(our.share, their->share));
    overlap.divisions += shared;
    if (shared > most) overlap.common = our.division;
    most = std::max(most, shared);
  }
}

void CompareCodes(const SectorTable& sectors, std::span<const SectorShare> ours,
                  std::span<const SectorShare> theirs, Overlap& overlap) {
  double greatest = 0.0;
  auto our = ours.begin();
  for (const SectorShare& their : theirs) {
    while (our != ours.end() && our->sector < their.sector) ++our;
    if (our != ours.end() && our->sector == their.sector) {
      overlap.codes += static_cast<double>(std::min(our->share, their.share));
      continue;
    }
    if (their.sector == sectors.Code(overlap.common)) continue;
    // Weights are at most 1, so that one in the common division comes first.
    const double rank =
        static_cast<double>(their.weight) + (their.division == overlap.common ? 1.0 : 0.0);
    if (rank > greatest) overlap.theirs = their.sector;
    greatest = std::max(greatest, rank);
  }
}

struct SupplyParts {
  double linkage = 0.0;
  double stages = 0.0;
  Overlap overlap;

  [[nodiscard]] double supply_value() const { return Saturate(linkage, kHalfLinkage); }
  [[nodiscard]] double stage_value() const { return Saturate(stages, kHalfStages); }
  [[nodiscard]] double variety_value() const { return kVarietyPart * overlap.variety(); }
  [[nodiscard]] double sum() const { return supply_value() + stage_value() + variety_value(); }
  [[nodiscard]] double value() const {
    return 1.0 - (1.0 - supply_value()) * (1.0 - stage_value()) * (1.0 - variety_value());
  }
};

// Calls visit(kind, their division, our division, linkage) for every supply link on its way.
template <typename Visit>
SupplyParts FindSupply(const Pair& pair, Visit visit) {
  const SectorTable& sectors = pair.snapshot.sectors;
  SupplyParts parts;
  const auto ours = sectors.Divisions(pair.us);
  const auto theirs = sectors.Divisions(pair.them);
  if (!ours.empty() && !theirs.empty()) {
    ForEachSupplyLink(sectors, ours, theirs,
                      [&](Fact::Kind kind, DivisionIndex their, DivisionIndex our, double linkage) {
                        parts.linkage += linkage;
                        visit(kind, their, our, linkage);
                      });
    CompareDivisions(ours, theirs, parts.overlap);
    if (parts.overlap.common != kNoDivision) {
      CompareCodes(sectors, sectors.Sectors(pair.us), sectors.Sectors(pair.them), parts.overlap);
    }
  }
  ForEachMissingStage(pair, [&parts](ConceptIndex, double weight) { parts.stages += weight; });
  return parts;
}

}  // namespace

double ComplementarityValue(const Pair& pair) {
  return FindSupply(pair, [](Fact::Kind, DivisionIndex, DivisionIndex, double) {}).value();
}

std::vector<Fact> ComplementarityFacts(const Pair& pair) {
  const SectorTable& sectors = pair.snapshot.sectors;
  std::vector<Fact> facts;
  const auto add = [&facts](Fact::Kind kind, ConceptIndex theirs, ConceptIndex ours, double share) {
    Fact& fact = facts.emplace_back();
    fact.kind = kind;
    fact.concept_index = theirs;
    fact.other = ours;
    fact.share = share;
  };
  const SupplyParts parts = FindSupply(
      pair, [&](Fact::Kind kind, DivisionIndex theirs, DivisionIndex ours, double linkage) {
        add(kind, sectors.Code(theirs), sectors.Code(ours), linkage);
      });
  for (Fact& link : facts) link.share *= parts.supply_value() / parts.linkage / parts.sum();
  ForEachMissingStage(pair, [&](ConceptIndex stage, double weight) {
    add(Fact::Kind::kMissingStage, stage, pair.snapshot.concepts.chain(stage),
        weight / parts.stages * parts.stage_value() / parts.sum());
  });
  if (parts.variety_value() > 0.0) {
    const bool more = parts.overlap.theirs != kNoConcept;
    add(more ? Fact::Kind::kRelatedSectors : Fact::Kind::kPartlyRelated, parts.overlap.theirs,
        sectors.Code(parts.overlap.common), parts.variety_value() / parts.sum());
  }
  KeepStrongest(facts);
  return facts;
}

}  // namespace kontor
