#include "index/sectors.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kontor {
namespace {

std::vector<ConceptIndex> FindDivisions(const ConceptTable& concepts) {
  std::vector<ConceptIndex> divisions;
  const auto [first, last] = concepts.RangeOf(NodeType::kSector);
  for (ConceptIndex sector = first; sector < last; ++sector) {
    if (divisions.size() == SectorTable::kMostDivisions) break;
    if (concepts.Division(sector) == sector) divisions.push_back(sector);
  }
  return divisions;
}

// The number of a division; kNoDivision for what is none.
DivisionIndex NumberOf(const std::vector<ConceptIndex>& divisions, ConceptIndex code) {
  const auto found = std::ranges::lower_bound(divisions, code);
  return found != divisions.end() && *found == code
             ? static_cast<DivisionIndex>(found - divisions.begin())
             : kNoDivision;
}

std::vector<SupplyBetween> ReadSupplies(const ConceptTable& concepts,
                                        const std::vector<ConceptIndex>& divisions) {
  const size_t count = divisions.size();
  std::vector<SupplyBetween> supplies(count * count);
  for (size_t ours = 0; ours < count; ++ours) {
    const auto add = [&](std::span<const SupplyLink> links, float SupplyBetween::* share) {
      for (const SupplyLink& link : links) {
        const DivisionIndex theirs = NumberOf(divisions, link.sector);
        if (theirs == kNoDivision || theirs == ours) continue;
        supplies[ours * count + theirs].*share += link.share;
      }
    };
    add(concepts.Suppliers(divisions[ours]), &SupplyBetween::from_them);
    add(concepts.Users(divisions[ours]), &SupplyBetween::to_them);
  }
  return supplies;
}

// The division among those that are there already, or as a new one if there is room.
DivisionShare* FindOrAdd(std::vector<DivisionShare>& shares, DivisionIndex division) {
  const auto known = std::ranges::find(shares, division, &DivisionShare::division);
  if (known != shares.end()) return &*known;
  if (shares.size() == SectorTable::kMaxDivisions) return nullptr;
  return &shares.emplace_back(DivisionShare{.division = division});
}

}  // namespace

SectorTable::SectorTable(const ConceptTable& concepts, const ProfileTable& profiles) {
  std::vector<ConceptIndex> numbered = FindDivisions(concepts);
  ListsBuilder<DivisionShare> divisions;
  ListsBuilder<SectorShare> sectors;
  std::vector<DivisionShare> shares;
  for (NodeIndex i = 0; i < profiles.size(); ++i) {
    shares.clear();
    float all = 0.0F;
    for (const Attribution& code : profiles.Codes(i, EdgeType::kInSector)) {
      const DivisionIndex division = NumberOf(numbered, concepts.Division(code.concept_index));
      if (division == kNoDivision) continue;
      sectors.Add({code.concept_index, division, code.weight, code.weight});
      DivisionShare* share = FindOrAdd(shares, division);
      if (share == nullptr) continue;
      share->weight = std::max(share->weight, code.weight);
      share->share += code.weight;
      all += code.weight;
    }
    for (DivisionShare& one : shares) one.share /= all;
    for (SectorShare& one : sectors.open_list()) one.share /= all;
    if (!shares.empty()) ++stated_;
    divisions.AddAll(shares);
    divisions.EndList();
    sectors.EndList();
  }
  supplies_ = Column(ReadSupplies(concepts, numbered));
  codes_ = Column(std::move(numbered));
  divisions_ = std::move(divisions).Build<PackedLists<DivisionShare>>();
  sectors_ = std::move(sectors).Build<PackedLists<SectorShare>>();
}

}  // namespace kontor
