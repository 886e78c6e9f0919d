// Why is a candidate not higher on the list? The smallest changes that would raise it, each
// measured by scoring the pair as if the change had happened.
#pragma once

#include <vector>

#include "engine/features.h"
#include "engine/score.h"

namespace kontor {

struct Improvement {
  Supposition change;
  double now = 0.0;     // of a signal: its value now
  double points = 0.0;  // Score() with the change minus Score() without
  size_t place = 0;     // the candidate's place then; 0 where it has none now
};

// Where a candidate stands among all that were scored for a question.
struct Standing {
  size_t place = 0;  // by score, from 1, ties by index; 0: it is not among them
  size_t candidates = 0;
  std::vector<Improvement> improvements;  // most points first
};

inline constexpr size_t kMaxImprovements = 3;

// `pair` is a candidate as the question sees it, `scored` the result of ScoreAll. Only changes that
// raise the place are told, or any that bring points to one without a place. Each is looked at
// alone: what else it might move (other candidates' scores, the network) stays as it is.
// O(candidates)
Standing FindStanding(const Preset& preset, const Pair& pair,
                      std::span<const ScoredCandidate> scored);

}  // namespace kontor
