// What came true: the partnerships that organisations formed after a day, as the right answers to
// questions asked on that day.
#pragma once

#include <vector>

#include "engine/snapshot.h"

namespace kontor {

struct TruthOptions {
  Date cut;    // the first day that questions know nothing of
  Date until;  // the first day that counts no more; unknown: none
  // Partnerships of more organisations are left out: nobody chose each of their partners.
  size_t max_participants = 60;
};

// By NodeIndex of the past. Both lists ascending.
struct Truth {
  std::vector<NodeIndex> askers;                 // have at least one new partner
  std::vector<std::vector<NodeIndex>> partners;  // the new partners of each asker

  [[nodiscard]] size_t pair_count() const;  // each pair counts from both sides
};

// True if it has a partnership: it can be asked about and be suggested.
inline bool HasPartnership(const Snapshot& snapshot, NodeIndex organisation) {
  return !snapshot.graph.Neighbours(organisation).empty();
}

// The pairs of organisations that share a partnership of `future` that begins on `cut` or later and
// before `until`, and shared none in `past`. Both must have a partnership in `past`, which holds
// what was known before `cut`. Organisations are matched by their ids, those of duplicates too.
// O(ties of the future * max_participants)
Truth CollectTruth(const Snapshot& past, const Snapshot& future, const TruthOptions& options);

}  // namespace kontor
