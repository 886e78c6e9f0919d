// How readily do organisations of two countries work together, compared with chance?
#pragma once

#include <vector>

#include "base/date.h"
#include "graph/collaboration_graph.h"
#include "index/profiles.h"

namespace kontor {

// Over the partnerships of 2 to 60 members that began in the five years before the reference day,
// each of which spreads one unit per member over its pairs of members:
//   affinity(a, b) = (n(a, b) + 10) / (n(a) * n(b) / n + 10)
// The 10 shrinks pairs of which little is known towards 1. Immutable; thread-safe.
class CountryAffinity {
 public:
  // O(sum over the partnerships of countries squared)
  CountryAffinity(const CollaborationGraph& graph, const ProfileTable& profiles, Date reference);

  // Symmetric; above 1: more often than by chance. 1 if a country is unknown.
  [[nodiscard]] double Of(NodeIndex a, NodeIndex b) const;

 private:
  static constexpr uint16_t kNoCountry = UINT16_MAX;

  std::vector<uint16_t> countries_;  // of each organisation, counted from 0
  size_t country_count_ = 0;
  std::vector<double> affinities_;  // country_count_ squared
};

}  // namespace kontor
