#include "graph/near_walk.h"

#include <cassert>

namespace kontor {

void NearWalkScratch::Prepare(const WalkIndex& index) {
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

NearWalk::NearWalk(const WalkIndex& index, NodeIndex start, const NearWalkOptions& options,
                   NearWalkScratch& scratch)
    : index_(index),
      graph_(index.graph()),
      scratch_(scratch),
      start_(graph_.Rank(start)),
      onward_((1.0F - index.restart()) * (1.0F - index.restart())) {
  assert(start < graph_.organisation_count() && options.rounds > 0);
  scratch.Prepare(index);
  Reach(start_);
  scratch_.residuals_[start_] = index_.restart();
  scratch_.frontier_.assign(1, start_);
  Push();
  for (size_t round = 1; round < options.rounds && FindFrontier(options.tolerance); ++round) Push();
  SpreadFromHubs();
  KeepRest();
  LookUpHubs();
}

NearWalk::~NearWalk() {
  for (const uint32_t rank : scratch_.reached_) {
    scratch_.estimates_[rank] = 0.0F;
    scratch_.reached_flags_[rank] = 0;
  }
  scratch_.reached_.clear();
}

bool NearWalk::FindFrontier(float tolerance) {
  scratch_.frontier_.clear();
  for (const uint32_t rank : scratch_.reached_) {
    if (!Stops(rank) && scratch_.residuals_[rank] > tolerance * graph_.Total(rank)) {
      scratch_.frontier_.push_back(rank);
    }
  }
  return !scratch_.frontier_.empty();
}

void NearWalk::Push() {
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
void NearWalk::SpreadFromHubs() {
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
void NearWalk::KeepRest() {
  for (const uint32_t rank : scratch_.reached_) {
    scratch_.estimates_[rank] += scratch_.residuals_[rank];
    scratch_.residuals_[rank] = 0.0F;
  }
}

void NearWalk::LookUpHubs() {
  index_.ForEachNearHub(start_, [this](uint32_t hub, float probability) {
    Reach(hub);
    scratch_.estimates_[hub] = probability;
  });
}

float NearWalk::Refined(uint32_t rank) const {
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

}  // namespace kontor
