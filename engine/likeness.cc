#include "engine/likeness.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kontor {
namespace {

constexpr size_t kNuts2CodeLength = 4;
constexpr ConceptIndex kLastEcosystemBit = 63;
constexpr std::array<std::string_view, 4> kRegionTypes = {"less_developed", "transition",
                                                          "more_developed", "outermost"};

// The NUTS 2 region that holds a region; kNoConcept for what is larger.
ConceptIndex Nuts2Region(const ConceptTable& concepts, ConceptIndex region) {
  while (region != kNoConcept && concepts.code(region).size() > kNuts2CodeLength) {
    region = concepts.parent(region);
  }
  const bool is_nuts2 = region != kNoConcept && concepts.code(region).size() == kNuts2CodeLength;
  return is_nuts2 ? region : kNoConcept;
}

uint32_t RegionType(const ConceptTable& concepts, ConceptIndex region) {
  if (region == kNoConcept) return 0;
  const auto found = std::ranges::find(kRegionTypes, concepts.category(region));
  return found == kRegionTypes.end() ? 0 : static_cast<uint32_t>(found - kRegionTypes.begin()) + 1;
}

}  // namespace

Traits TraitsOf(const Snapshot& snapshot, NodeIndex organisation) {
  const ConceptTable& concepts = snapshot.concepts;
  const Profile& profile = snapshot.profiles[organisation];
  Traits traits;
  traits.country = profile.country;
  traits.region = Nuts2Region(concepts, profile.region);
  traits.kind = profile.kind;
  traits.region_type = RegionType(concepts, profile.region);
  const ConceptIndex first = concepts.RangeOf(NodeType::kEcosystem).first;
  for (const Attribution& code : snapshot.profiles.Codes(organisation, EdgeType::kInEcosystem)) {
    traits.ecosystems |= uint64_t{1} << std::min(code.concept_index - first, kLastEcosystemBit);
  }
  return traits;
}

double Likeness(const Traits& a, const Traits& b) {
  const bool same_country = a.country != kNoConcept && a.country == b.country;
  const bool same_region_type = a.region_type != 0 && a.region_type == b.region_type;
  const bool same_field = a.ecosystems == 0 || b.ecosystems == 0
                              ? a.kind == b.kind
                              : (a.ecosystems & b.ecosystems) != 0;
  return (same_country ? 0.5 : 0.0) + (same_region_type ? 0.25 : 0.0) + (same_field ? 0.25 : 0.0);
}

}  // namespace kontor
