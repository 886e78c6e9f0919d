// How well are judged queries answered?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/judged_search.h"
#include "engine/search.h"

namespace kontor {

inline constexpr size_t kJudgedPlaces = 20;  // of each answer that are looked at
inline constexpr size_t kHitPlaces = 5;

struct JudgedAnswer {
  JudgedSearch search;
  size_t rank = 0;         // of the first hit that was wanted, from 1; 0 if there is none
  std::string first;       // key of the first hit; empty if there is none
  std::string understood;  // "sector:C28 country:ES"
};

struct GroupScores {
  std::string group;
  size_t queries = 0;
  double mrr = 0.0;  // mean of 1 / rank, or 0
  double hit = 0.0;  // share of the queries with a rank up to kHitPlaces
};

struct SearchEvaluation {
  std::vector<GroupScores> groups;   // in the order in which they occur
  GroupScores all;                   // of no group
  std::vector<JudgedAnswer> missed;  // without a rank up to kHitPlaces, in their order
};

// A hit is wanted if it is one of the organisations that are expected or, where there are none, if
// it carries of each type of codes one that is. There is none where something was found that must
// not be, where a code was not understood that is expected, or one was that must not be, and where
// the query is refused. Where nothing, or only absence, is expected, that counts as a hit at
// rank 1. kInvalidArgument for codes that are unknown. REQUIRES: index was built for the snapshot
Result<SearchEvaluation> EvaluateSearches(const Snapshot& snapshot, const TextIndex& index,
                                          std::span<const JudgedSearch> searches, Date as_of);

// Every `step`-th alias and every `step`-th acronym, each expected to find its organisation; names
// that begin with no letter or digit are left out. REQUIRES: step > 0
std::vector<JudgedSearch> ListOtherNames(const Snapshot& snapshot, size_t step);

}  // namespace kontor
