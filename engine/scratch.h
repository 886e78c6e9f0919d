// What the questions of one thread reuse, so that none allocates what grows with the store.
#pragma once

#include "base/sparse_array.h"
#include "engine/best_list.h"
#include "engine/candidates.h"
#include "engine/common_ground.h"
#include "engine/connections.h"
#include "engine/filters.h"
#include "engine/neighbourhood.h"
#include "engine/score.h"
#include "engine/search.h"
#include "graph/near_walk.h"

namespace kontor {

// For engine/candidates.h.
struct CandidateScratch {
  SparseArray<double> theme;     // by organisation: dot product of the theme vectors
  SparseArray<double> sectors;   // by concept: share of a sector linked with ours
  SparseArray<double> supply;    // by organisation: the greatest share of its sectors, then what
                                 // its offers and needs share with ours
  SparseArray<uint8_t> sources;  // by organisation: bits of CandidateSource
  BestList best;
  BestList newcomers;
  std::array<BestList, 3> connected;
  std::vector<Candidate> candidates;
};

// Clear between questions; a question that ends with an exception leaves it dirty: throw it away
// then. Not thread-safe.
struct EngineScratch {
  FilterScratch filters;
  NearWalkScratch walk;
  CandidateScratch candidates;
  ScoreScratch scores;
  NeighbourhoodScratch neighbourhood;
  ConnectionScratch connections;
  CommonGroundScratch common_ground;
  SearchScratch search;
};

}  // namespace kontor
