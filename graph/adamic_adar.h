// Who has the most telling partners in common? Adamic-Adar (Liben-Nowell, Kleinberg: The
// link-prediction problem for social networks, 2007) on the network of organisations, in which two
// are neighbours if they share a partnership of any size:
//
//   score(x, y) = sum of 1 / ln(degree(z)) over the common neighbours z of x and y
//
// exact, for the best of one organisation: the most telling neighbours are added up first, and the
// hubs among them, which reach nearly everyone and say little, are looked at only for those whose
// sum could still come among the best (as MaxScore does: Turtle, Flood: Query evaluation, 1995).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/collaboration_graph.h"

namespace kontor {

struct CommonNeighbourScore {
  NodeIndex organisation = 0;
  double score = 0.0;

  friend bool operator==(const CommonNeighbourScore&, const CommonNeighbourScore&) = default;
};

struct AdamicAdarQuestion {
  NodeIndex organisation = 0;
  size_t count = 20;             // above 0
  bool with_neighbours = false;  // also those that are neighbours already
};

// Scratch of one thread, reused between questions so that none allocates. Not thread-safe.
class AdamicAdarScratch {
 private:
  friend class AdamicAdarSearch;
  // By rank; all zero between questions.
  std::vector<double> scores_;
  std::vector<uint8_t> neighbours_;
  std::vector<uint32_t> touched_;
  std::vector<CommonNeighbourScore> found_;  // organisations by rank
  size_t touched_count_ = 0;
};

// The network of organisations with its weights. Immutable; thread-safe. Memory: 4 bytes for each
// organisation's each neighbour, and 24 an organisation.
class AdamicAdar {
 public:
  // O(sum over the partnerships of members squared)
  explicit AdamicAdar(const CollaborationGraph& graph);

  // Others with a score above 0, the best first, ties by index. Valid until the next question on
  // the scratch. Sums run from the common neighbour with the fewest neighbours to the one with the
  // most, ties by index downwards, so that rounding is the same everywhere.
  [[nodiscard]] std::span<const CommonNeighbourScore> Best(const AdamicAdarQuestion& question,
                                                           AdamicAdarScratch& scratch) const;

  [[nodiscard]] size_t Degree(NodeIndex organisation) const {
    return Neighbours(ranks_[organisation]).size();
  }

 private:
  friend class AdamicAdarSearch;

  // Organisations are counted by rank: by number of neighbours, most first, ties by index.
  [[nodiscard]] std::span<const uint32_t> Neighbours(uint32_t rank) const {
    return std::span(neighbours_).subspan(offsets_[rank], offsets_[rank + 1] - offsets_[rank]);
  }

  std::vector<uint32_t> ranks_;           // by organisation
  std::vector<NodeIndex> organisations_;  // by rank
  std::vector<size_t> offsets_;           // by rank, and the end
  std::vector<uint32_t> neighbours_;      // ranks, ascending: hubs first
  std::vector<double> weights_;           // by rank
};

}  // namespace kontor
