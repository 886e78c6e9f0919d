// How many of the organisations that a question finds have which country, sector, …?
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "engine/facet.h"
#include "engine/filters.h"
#include "engine/snapshot.h"

namespace kontor {

struct FacetQuestion {
  const Filters& filters;
  Date as_of;                           // the day that codes are judged on
  std::span<const NodeIndex> excluded;  // whatever the filters say
  // Who matches without the filters, each once; all organisations if there is none.
  std::optional<std::span<const NodeIndex>> among;
};

// Those that pass the filters, counted by each value and by the broader ones in its tree. For a
// facet that is filtered itself those count that pass all filters but the last one of that
// criterion: what one would see if one chose otherwise. An organisation counts for the year of its
// newest partnership and all before it. In the order of `wanted`.
// O(organisations that pass * their codes), once more for each filtered facet.
std::vector<FacetCounts> CountFacets(const Snapshot& snapshot, const FacetQuestion& question,
                                     std::span<const Criterion> wanted, FilterScratch& scratch);

}  // namespace kontor
