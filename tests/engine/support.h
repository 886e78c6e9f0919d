// Questions on drawn snapshots, for the tests of the engine.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/partners.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {

inline constexpr auto kToday = "2021-06-01";

inline PartnerQuery Ask(const Snapshot& snapshot, std::string_view organisation,
                        std::string_view preset = "balanced") {
  PartnerQuery query;
  query.organisation = OrganisationOf(snapshot, organisation);
  query.as_of = ParseDate(kToday).value();
  query.preset = FindPreset(preset).value();
  return query;
}

inline PartnerAnswer Answer(const Snapshot& snapshot, const PartnerQuery& query) {
  EngineScratch scratch;
  return FindPartners(snapshot, query, scratch).value();
}

// Keys of the suggested organisations, in the list's order.
inline std::vector<std::string> Keys(const Snapshot& snapshot, const PartnerAnswer& answer) {
  std::vector<std::string> keys;
  for (const Suggestion& suggestion : answer.suggestions) {
    keys.push_back(snapshot.profiles[suggestion.organisation].key);
  }
  return keys;
}

}  // namespace kontor
