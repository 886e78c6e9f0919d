#include "graph/online_walk.h"

#include <algorithm>
#include <cassert>

namespace kontor {

void OnlineWalkScratch::Prepare(const WalkIndex& index) {
  const WalkGraph& graph = index.graph();
  if (estimates_.size() == graph.organisation_count() &&
      sent_.size() == graph.partnership_count()) {
    return;
  }
  estimates_.assign(graph.organisation_count(), 0.0F);
  residuals_.assign(graph.organisation_count(), 0.0F);
  reached_flags_.assign(graph.organisation_count(), 0);
  sent_.assign(graph.partnership_count(), 0.0F);
  reached_.reserve(graph.organisation_count());
  frontier_.reserve(graph.organisation_count());
  partnerships_.reserve(graph.partnership_count());
}

// One question on a scratch, in steps of which each needs the one before.
class OnlineWalkSearch {
 public:
  OnlineWalkSearch(const WalkIndex& index, NodeIndex start, const OnlineWalkOptions& options,
                   OnlineWalkScratch& scratch)
      : index_(index),
        graph_(index.graph()),
        options_(options),
        scratch_(scratch),
        start_(graph_.Rank(start)),
        onward_((1.0F - index.restart()) * (1.0F - index.restart())) {}

  std::span<const WalkEntry> Run() {
    scratch_.nearest_.clear();
    if (index_.IsHub(start_) && options_.count <= index_.list_length()) {
      return index_.Nearest(start_).first(std::min(options_.count, index_.Nearest(start_).size()));
    }
    Reach(start_);
    scratch_.residuals_[start_] = index_.restart();
    scratch_.frontier_.assign(1, start_);
    Push();
    for (size_t round = 1; round < options_.rounds && FindFrontier(); ++round) Push();
    SpreadFromHubs();
    KeepRest();
    LookUpHubs();
    Choose();
    Refine();
    Clear();
    return scratch_.nearest_;
  }

 private:
  void Reach(uint32_t rank) {
    if (scratch_.reached_flags_[rank] != 0) return;
    scratch_.reached_flags_[rank] = 1;
    scratch_.reached_.push_back(rank);
  }
  [[nodiscard]] bool Stops(uint32_t rank) const { return index_.IsHub(rank) && rank != start_; }
  bool FindFrontier();
  void Push();
  void SpreadFromHubs();
  void KeepRest();
  void LookUpHubs();
  void Choose();
  void KeepNearest(size_t count);
  [[nodiscard]] float StepBack(uint32_t rank) const;
  void Refine();
  void Clear();

  const WalkIndex& index_;
  const WalkGraph& graph_;
  const OnlineWalkOptions& options_;
  OnlineWalkScratch& scratch_;
  const uint32_t start_;
  const float onward_;
};

bool OnlineWalkSearch::FindFrontier() {
  scratch_.frontier_.clear();
  for (const uint32_t rank : scratch_.reached_) {
    if (!Stops(rank) && scratch_.residuals_[rank] > options_.tolerance * graph_.Total(rank)) {
      scratch_.frontier_.push_back(rank);
    }
  }
  return !scratch_.frontier_.empty();
}

void OnlineWalkSearch::Push() {
  for (const uint32_t rank : scratch_.frontier_) {
    float& residual = scratch_.residuals_[rank];
    scratch_.estimates_[rank] += residual;
    const float share = residual / graph_.Total(rank);
    residual = 0.0F;
    for (const uint32_t p : graph_.Partnerships(rank)) {
      if (scratch_.sent_[p] == 0.0F) scratch_.partnerships_.push_back(p);
      scratch_.sent_[p] += share;
    }
  }
  for (const uint32_t p : scratch_.partnerships_) {
    const float share = onward_ * graph_.StrengthPerMember(p) * scratch_.sent_[p];
    scratch_.sent_[p] = 0.0F;
    for (const uint32_t member : graph_.Members(p)) {
      Reach(member);
      scratch_.residuals_[member] += share;
    }
  }
  scratch_.partnerships_.clear();
}

// What is at a hub goes where a walk from the hub goes.
void OnlineWalkSearch::SpreadFromHubs() {
  constexpr float least = 5e-6F;
  const size_t count = scratch_.reached_.size();
  for (size_t i = 0; i < count; ++i) {
    const uint32_t hub = scratch_.reached_[i];
    if (!Stops(hub) || scratch_.residuals_[hub] < least) continue;
    const float walks = scratch_.residuals_[hub] / index_.restart();
    for (const auto& [organisation, probability] : index_.Nearest(hub)) {
      const uint32_t rank = graph_.Rank(organisation);
      if (index_.IsHub(rank)) continue;
      Reach(rank);
      scratch_.estimates_[rank] += walks * probability;
    }
  }
}

// What is on its way counts where it is.
void OnlineWalkSearch::KeepRest() {
  for (const uint32_t rank : scratch_.reached_) {
    scratch_.estimates_[rank] += scratch_.residuals_[rank];
    scratch_.residuals_[rank] = 0.0F;
  }
}

void OnlineWalkSearch::LookUpHubs() {
  index_.ForEachNearHub(start_, [this](uint32_t hub, float probability) {
    Reach(hub);
    scratch_.estimates_[hub] = probability;
  });
}

// Twice as many as are asked for.
void OnlineWalkSearch::Choose() {
  auto& nearest = scratch_.nearest_;
  const size_t count = 2 * options_.count;
  float floor = 0.0F;
  for (const uint32_t rank : scratch_.reached_) {
    if (rank == start_ || !(scratch_.estimates_[rank] > floor)) continue;
    nearest.push_back({rank, scratch_.estimates_[rank]});
    if (nearest.size() < 2 * count) continue;
    KeepNearest(count);
    floor = nearest.back().probability;
  }
  KeepNearest(count);
}

void OnlineWalkSearch::KeepNearest(size_t count) {
  auto& nearest = scratch_.nearest_;
  if (nearest.size() < count) return;
  std::ranges::nth_element(nearest, nearest.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                           IsNearer);
  nearest.resize(count);
}

// What arrives at an organisation from those that share its partnerships.
float OnlineWalkSearch::StepBack(uint32_t rank) const {
  float sum = 0.0F;
  for (const uint32_t p : graph_.Partnerships(rank)) {
    float sent = 0.0F;
    for (const uint32_t member : graph_.Members(p)) {
      sent += scratch_.estimates_[member] / graph_.Total(member);
    }
    sum += graph_.StrengthPerMember(p) * sent;
  }
  return onward_ * sum;
}

void OnlineWalkSearch::Refine() {
  auto& nearest = scratch_.nearest_;
  scratch_.estimates_[start_] = index_.restart() + StepBack(start_);
  for (auto& [rank, probability] : nearest) {
    if (!index_.IsHub(rank)) probability = StepBack(rank);
    rank = graph_.Organisation(rank);
  }
  std::ranges::sort(nearest, IsNearer);
  nearest.resize(std::min(nearest.size(), options_.count));
}

void OnlineWalkSearch::Clear() {
  for (const uint32_t rank : scratch_.reached_) {
    scratch_.estimates_[rank] = 0.0F;
    scratch_.reached_flags_[rank] = 0;
  }
  scratch_.reached_.clear();
}

std::span<const WalkEntry> OnlineWalk(const WalkIndex& index, NodeIndex start,
                                      const OnlineWalkOptions& options,
                                      OnlineWalkScratch& scratch) {
  assert(start < index.graph().organisation_count() && options.count > 0 && options.rounds > 0);
  scratch.Prepare(index);
  return OnlineWalkSearch(index, start, options, scratch).Run();
}

}  // namespace kontor
