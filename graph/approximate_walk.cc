#include <algorithm>
#include <cassert>

#include "graph/walk.h"

namespace kontor {

void WalkScratch::Prepare(NodeIndex vertex_count) {
  if (residual_.size() == vertex_count) return;
  residual_.assign(vertex_count, 0.0);
  estimate_.assign(vertex_count, 0.0);
  state_.assign(vertex_count, 0);
  touched_.clear();
  queue_.clear();
}

// The one reader and writer of a scratch.
class WalkAccess {
 public:
  WalkAccess(const CollaborationGraph& graph, const TieStrengths& strengths,
             const WalkOptions& options, WalkScratch& scratch)
      : graph_(graph), strengths_(strengths), options_(options), scratch_(scratch) {}

  void Walk(NodeIndex start);
  std::vector<Proximity> Take(NodeIndex start);

 private:
  static constexpr uint8_t kTouched = 1;
  static constexpr uint8_t kQueued = 2;

  void Receive(NodeIndex v, double amount);
  void Push(NodeIndex v);

  const CollaborationGraph& graph_;
  const TieStrengths& strengths_;
  const WalkOptions& options_;
  WalkScratch& scratch_;
};

void WalkAccess::Receive(NodeIndex v, double amount) {
  double& residual = scratch_.residual_[v];
  uint8_t& state = scratch_.state_[v];
  residual += amount;
  if (state == 0) scratch_.touched_.push_back(v);
  state |= kTouched;
  if ((state & kQueued) == 0 && residual > options_.tolerance * strengths_.Total(v)) {
    state |= kQueued;
    scratch_.queue_.push_back(v);
  }
}

void WalkAccess::Push(NodeIndex v) {
  const double residual = scratch_.residual_[v];
  scratch_.residual_[v] = 0.0;
  scratch_.state_[v] = kTouched;
  scratch_.estimate_[v] += options_.restart * residual;
  const double share = (1.0 - options_.restart) * residual / strengths_.Total(v);
  const size_t begin = graph_.TieBegin(v);
  const auto neighbours = graph_.Neighbours(v);
  for (size_t i = 0; i < neighbours.size(); ++i) {
    Receive(neighbours[i], share * strengths_.Strength(begin + i));
  }
}

void WalkAccess::Walk(NodeIndex start) {
  Receive(start, 1.0);
  if (strengths_.Total(start) == 0.0) return;
  for (size_t next = 0; next < scratch_.queue_.size() && next < options_.max_pushes; ++next) {
    Push(scratch_.queue_[next]);
  }
}

std::vector<Proximity> WalkAccess::Take(NodeIndex start) {
  std::vector<Proximity> reached;
  for (const NodeIndex v : scratch_.touched_) {
    // At least this part of what is still on its way would stay.
    const double probability = scratch_.estimate_[v] + options_.restart * scratch_.residual_[v];
    if (!graph_.IsPartnership(v) && v != start && probability > 0.0) {
      reached.push_back({v, probability});
    }
    scratch_.residual_[v] = 0.0;
    scratch_.estimate_[v] = 0.0;
    scratch_.state_[v] = 0;
  }
  scratch_.touched_.clear();
  scratch_.queue_.clear();
  std::ranges::sort(reached, {}, &Proximity::organisation);
  return reached;
}

std::vector<Proximity> ApproximateWalk(const CollaborationGraph& graph,
                                       const TieStrengths& strengths, NodeIndex start,
                                       const WalkOptions& options, WalkScratch& scratch) {
  assert(start < graph.organisation_count() && options.tolerance > 0.0);
  scratch.Prepare(graph.vertex_count());
  WalkAccess access(graph, strengths, options, scratch);
  access.Walk(start);
  return access.Take(start);
}

}  // namespace kontor
