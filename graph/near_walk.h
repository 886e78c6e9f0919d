// How near is each organisation to one, in the walk with restart of graph/walk.h? Approximate and
// fast: good probabilities for those that matter, without a look at the rest of the graph.
//
// Residuals are pushed (Andersen, Chung, Lang: Local graph partitioning using PageRank vectors,
// FOCS 2006) for a few rounds, but not beyond hubs: what arrives at these spreads as their stored
// lists say (Jeh, Widom: Scaling personalized web search, WWW 2003), and their own probabilities
// are looked up, exact by reversibility.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/walk_index.h"

namespace kontor {

struct NearWalkOptions {
  size_t rounds = 2;        // at most, above 0
  float tolerance = 5e-6F;  // per unit of strength: what is on its way at an organisation stays
                            // there if it is no more; less is nearer and slower
};

// Scratch of one thread, reused between questions so that none allocates. Not thread-safe.
class NearWalkScratch {
 private:
  friend class NearWalk;
  void Prepare(const WalkIndex& index);  // cheap when the sizes are unchanged

  // By rank, and of partnerships; all zero between questions.
  std::vector<float> estimates_;
  std::vector<float> residuals_;
  std::vector<uint8_t> reached_flags_;
  std::vector<float> sent_;
  std::vector<uint32_t> reached_;
  std::vector<uint32_t> frontier_;
  std::vector<uint32_t> partnerships_;
};

// The walk from one organisation. The scratch is in use while this lives. Deterministic, in single
// precision with sums in an order of the graph's.
class NearWalk {
 public:
  // Time grows with the ties of the near organisations that are no hubs, hardly with the graph.
  NearWalk(const WalkIndex& index, NodeIndex start, const NearWalkOptions& options,
           NearWalkScratch& scratch);
  ~NearWalk();
  NearWalk(const NearWalk&) = delete;
  NearWalk& operator=(const NearWalk&) = delete;

  // Probability of being at an organisation, as in ExactWalk; 0 where the walk does not come.
  [[nodiscard]] float Of(NodeIndex organisation) const {
    return scratch_.estimates_[graph_.Rank(organisation)];
  }
  // Calls visit(rank, probability) for all reached but the start, by rank in the index's graph, in
  // no order.
  template <typename Visit>
  void ForEachRank(Visit visit) const {
    for (const uint32_t rank : scratch_.reached_) {
      if (rank != start_) visit(rank, scratch_.estimates_[rank]);
    }
  }
  // The same by organisation.
  template <typename Visit>
  void ForEach(Visit visit) const {
    ForEachRank(
        [&](uint32_t rank, float probability) { visit(graph_.Organisation(rank), probability); });
  }

  // One exact step of the walk's equation from what this walk found: a better probability, in time
  // that grows with the partnerships of that organisation and their members.
  [[nodiscard]] float Refined(uint32_t rank) const;
  // Takes such a step for the start, from which others gain.
  void RefineStart() { scratch_.estimates_[start_] = index_.restart() + Refined(start_); }

 private:
  void Reach(uint32_t rank) {
    if (scratch_.reached_flags_[rank] != 0) return;
    scratch_.reached_flags_[rank] = 1;
    scratch_.reached_.push_back(rank);
  }
  [[nodiscard]] bool Stops(uint32_t rank) const { return index_.IsHub(rank) && rank != start_; }
  bool FindFrontier(float tolerance);
  void Push();
  void SpreadFromHubs();
  void KeepRest();
  void LookUpHubs();

  const WalkIndex& index_;
  const WalkGraph& graph_;
  NearWalkScratch& scratch_;
  const uint32_t start_;
  const float onward_;
};

}  // namespace kontor
