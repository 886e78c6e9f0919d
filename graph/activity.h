// How active is each organisation in partnerships, and how open to new partners?
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/short_float.h"
#include "graph/collaboration_graph.h"

namespace kontor {

// Partnerships by their number of members: 1, 2, 3-4, 5-8, 9-12, 13-18, 19-30, more.
inline constexpr size_t kSizeClasses = 8;
size_t SizeClass(size_t members);

struct Activity {
  uint32_t partners = 0;         // organisations that it ever worked with
  uint16_t new_partners = 0;     // of them first in the two years before the reference day
  uint16_t newest_partners = 0;  // of them first in the year before it
  uint16_t recent = 0;     // partnerships of two or more that began within 18 months before it
  ShortFloat first_years;  // since its first partnership began
  ShortFloat last_years;   // since its newest one
  // Share of members in its partnerships for whom that partnership was the first one.
  ShortFloat newcomer_share;
  std::array<ShortFloat, kSizeClasses> by_size = {};  // partnerships of each size class, each
                                                      // fading with a half-life of two years
};
static_assert(std::has_unique_object_representations_v<Activity>);  // no undefined bytes

// Of each organisation; counts of 16 bits stop at 65,535. All zero without partnerships. Those
// first met in a partnership of more than kMostMembers are partners, but never new ones. Ages are
// years before `reference`, at least 0; unknown starts count as the oldest known one, and where no
// day is known ages are 0. Of several first partnerships of one day the one with the lowest index
// is the first. O(sum over the partnerships of members squared)
std::vector<Activity> MeasureActivity(const CollaborationGraph& graph, Date reference);

inline constexpr size_t kMostMembers = 60;

}  // namespace kontor
