#include "index/completeness.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/vocabulary.h"

namespace kontor {

uint8_t FilledFields(const ProfileTable& profiles, NodeIndex organisation) {
  const Profile profile = profiles[organisation];
  const auto has = [&](EdgeType tie) { return !profiles.Codes(organisation, tie).empty(); };
  const std::array<bool, kCompletenessFields> filled = {
      profile.name != profile.key,    !profile.description.empty(),
      !profile.url.empty(),           profile.kind + 1U < kOrganisationKinds.size(),
      !profile.city.empty(),          profile.country != kNoConcept,
      profile.region != kNoConcept,   has(EdgeType::kInSector),
      has(EdgeType::kInEcosystem),    has(EdgeType::kUsesTechnology) || has(EdgeType::kAtStage),
      has(EdgeType::kTargetsCountry), !profiles.Postings(organisation).empty(),
  };
  return static_cast<uint8_t>(std::ranges::count(filled, true));
}

float WithOneMoreField(float completeness) {
  constexpr auto all = static_cast<float>(kCompletenessFields);
  return (std::round(completeness * all) + 1.0F) / all;
}

}  // namespace kontor
