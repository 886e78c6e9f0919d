// Who can introduce two organisations to each other that have not worked together?
#pragma once

#include <vector>

#include "engine/partners.h"

namespace kontor {

// A chain of organisations, each of which has worked with the next one: first us, last them.
struct Introduction {
  std::vector<PathStep> steps;  // at least two
  // Of the chain, above 0: by the strength of its ties (graph/partner_paths.h), which fade with age
  // and size. Of two steps the weaker of both, each the sum over all shared partnerships; of
  // more steps the product of the strengths of the partnerships named.
  double strength = 0.0;
};

inline constexpr size_t kMaxIntroductions = 3;
inline constexpr size_t kMaxIntroductionSteps = 6;
inline constexpr size_t kMaxIntroductionVertices = 200'000;  // looked at for a longer chain

// The best organisations that worked with both, the strongest first (ties by index), each step by
// the newest shared partnership. Where there is none, the strongest chain, if it has at most
// kMaxIntroductionSteps. Empty when both worked together: they need nobody.
// O(members of the partnerships of both). For a longer chain O(vertices) and Dijkstra's search over
// at most kMaxIntroductionVertices of them; a chain that lies beyond is not found.
// REQUIRES: us != them
std::vector<Introduction> FindIntroductions(const Snapshot& snapshot, NodeIndex us, NodeIndex them);

}  // namespace kontor
