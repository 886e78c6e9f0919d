// Who has the most telling partners in common? Adamic-Adar (Liben-Nowell, Kleinberg: The
// link-prediction problem for social networks, 2007) on the network of organisations, in which two
// are neighbours if they share a partnership of any size:
//
//   score(x, y) = sum of 1 / ln(degree(z)) over the common neighbours z of x and y
//
// for the best of one organisation. What a neighbour is worth is rounded to a whole number of small
// units, so that sums are exact in any order. The most telling neighbours are added up first, and
// the hubs among them, which reach nearly everyone and say little, are looked at only for those
// whose sum could still come among the best (as MaxScore does: Turtle, Flood: Query evaluation,
// 1995).
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
  std::vector<int32_t> scores_;
  std::vector<uint8_t> neighbours_;
  std::vector<uint32_t> touched_;
  std::vector<uint64_t> best_;
  std::vector<CommonNeighbourScore> found_;
};

// The network of organisations with its weights. Immutable; thread-safe. Memory: 4 bytes for each
// organisation's each neighbour, and 20 an organisation.
class AdamicAdar {
 public:
  // O(sum over the partnerships of members squared)
  explicit AdamicAdar(const CollaborationGraph& graph);

  // Others with a score above 0, the best first, ties by index. Valid until the next question on
  // the scratch.
  [[nodiscard]] std::span<const CommonNeighbourScore> Best(const AdamicAdarQuestion& question,
                                                           AdamicAdarScratch& scratch) const;

  [[nodiscard]] size_t Degree(NodeIndex organisation) const {
    return Neighbours(ranks_[organisation]).size();
  }
  // What a common neighbour counts is rounded to a multiple of this, the least power of two with
  // which any score fits into 30 bits: 2^-20 where the best connected may score 1,000.
  [[nodiscard]] double unit() const { return unit_; }

 private:
  friend class AdamicAdarSearch;

  // Organisations are counted by rank: by number of neighbours, most first, ties by index.
  [[nodiscard]] std::span<const uint32_t> Neighbours(uint32_t rank) const {
    return std::span(neighbours_).subspan(offsets_[rank], offsets_[rank + 1] - offsets_[rank]);
  }

  void SetWeights();

  std::vector<uint32_t> ranks_;           // by organisation
  std::vector<NodeIndex> organisations_;  // by rank
  std::vector<size_t> offsets_;           // by rank, and the end
  std::vector<uint32_t> neighbours_;      // ranks, ascending: hubs first
  std::vector<int32_t> weights_;          // by rank, in units
  double unit_ = 1.0;
};

}  // namespace kontor
