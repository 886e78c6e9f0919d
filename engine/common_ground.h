// What an organisation and those suggested to it have in common in the network: counted for a whole
// list in one pass over the ties of the partners of the one who asks, so that the many ties of busy
// candidates cost nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/connections.h"
#include "engine/neighbourhood.h"
#include "engine/partners.h"

namespace kontor {

// Between x, who asks, and y.
struct CommonGround {
  uint64_t joint_partnerships = 0;
  uint64_t common_partners = 0;  // organisations that are partners of both
  // A path from x to y of one step, else of two, by the newest partnerships (ties by index); empty
  // if there is none. Of two steps the one whose older partnership is newest.
  std::vector<PathStep> path;
  PartnerConnection back;  // from y to x; only where asked for
};

// Scratch of one thread, clear between questions.
struct CommonGroundScratch {
  SparseArray<uint64_t> takes_part;   // by vertex of a partnership: bits of the organisations asked
                                      // for
  IndexSet partnerships;              // where there are any: bits that stay in the cache
  SparseArray<uint32_t> place;        // of a partner of x, counted from 1
  std::vector<double> near;           // by place and organisation asked for
  std::vector<double> through;        // by partnership of x and organisation asked for
  std::vector<double> theme_weights;  // by theme
};

// Of the organisation x whose neighbourhood it is with `others`, which differ from it; parallel to
// `others`. `with_back` measures the connections back to x.
// O(ties of the partners of x, of x's partnerships and of `others`) for each 64 of them, with
// `with_back` also O(members and themes of x's partnerships) for each.
std::vector<CommonGround> FindCommonGround(const Snapshot& snapshot,
                                           const Neighbourhood& neighbourhood,
                                           std::span<const NodeIndex> others, bool with_back,
                                           CommonGroundScratch& scratch);

}  // namespace kontor
