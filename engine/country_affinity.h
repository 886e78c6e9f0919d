// How readily do organisations of two countries work together, compared with chance?
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/column.h"
#include "base/date.h"
#include "base/packed_numbers.h"
#include "graph/collaboration_graph.h"
#include "index/profiles.h"

namespace kontor {

// Over the partnerships of 2 to 60 members that began in the five years before the reference day,
// each of which spreads one unit per member over its pairs of members:
//   affinity(a, b) = (n(a, b) + 10) / (n(a) * n(b) / n + 10)
// The 10 shrinks pairs of which little is known towards 1. Immutable; thread-safe.
class CountryAffinity {
 public:
  CountryAffinity() = default;  // of nobody
  // O(sum over the partnerships of countries squared)
  CountryAffinity(const CollaborationGraph& graph, const ProfileTable& profiles, Date reference);

  // Symmetric; above 1: more often than by chance. 1 if a country is unknown.
  [[nodiscard]] double Of(NodeIndex a, NodeIndex b) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("countries", self.countries_);
    visit("country_count", self.country_count_);
    visit("affinities", self.affinities_);
  }

 private:
  static constexpr uint32_t kNoCountry = PackedNumbers::kNone;

  PackedNumbers countries_;  // of each organisation, counted from 0
  size_t country_count_ = 0;
  Column<double> affinities_;  // country_count_ squared
};

}  // namespace kontor
