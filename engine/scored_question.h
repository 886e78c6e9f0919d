// A question as far as scores: who may be suggested, and how good each candidate is.
#pragma once

#include <span>

#include "engine/filters.h"
#include "engine/neighbourhood.h"
#include "engine/score.h"
#include "engine/scratch.h"

namespace kontor {

// The scratch is in use while this lives, and must outlive it like the snapshot and the query.
class ScoredQuestion {
 public:
  // REQUIRES: a valid query
  ScoredQuestion(const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch);

  [[nodiscard]] const Neighbourhood& neighbourhood() const { return neighbourhood_; }
  [[nodiscard]] const FilterCheck& filters() const { return filters_; }
  // All candidates, best first, ties by index.
  [[nodiscard]] std::span<const ScoredCandidate> scored() const { return scored_; }

 private:
  Neighbourhood neighbourhood_;
  FilterCheck filters_;
  std::span<const ScoredCandidate> scored_;
};

}  // namespace kontor
