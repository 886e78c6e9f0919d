// What is found by a text, in the order in which it suits one organisation as a partner.
#pragma once

#include <string>
#include <vector>

#include "engine/partners.h"
#include "engine/scratch.h"
#include "engine/search.h"

namespace kontor {

struct SearchForAnswer {
  SearchAnswer found;  // its hits by the score of their suggestions, ties by index
  NodeIndex organisation = 0;
  std::string model;
  std::vector<Suggestion> suggestions;  // of each hit
};

// What hits are ranked by then, for cursors (engine/cursor.h).
std::string RankedBy(const Snapshot& snapshot, const PartnerQuery& partners);

// All hits of the search, ranked as partners for `partners.organisation`, with the same numbers and
// reasons as in a list of partners; that organisation itself is not found. Of `partners`, only who
// asks, the preset, the day and `exclude_known` count.
// Fails as SearchOrganisations and FindPartners do, and for an order by distance. REQUIRES: index
// was built for the snapshot
Result<SearchForAnswer> SearchFor(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const PartnerQuery& partners,
                                  EngineScratch& scratch);

}  // namespace kontor
