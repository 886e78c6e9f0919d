// How good are rankings? Asks them, with what was known on a day, for the partners that
// organisations found later.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluation_metrics.h"
#include "engine/evaluation_truth.h"
#include "engine/ranker.h"

namespace kontor {

struct EvaluationOptions {
  size_t questions = 1'500;  // at most so many; REQUIRES: > 0
  uint64_t seed = 7;         // of the sample of askers and of the intervals
  size_t threads = 1;        // the result does not depend on it; REQUIRES: > 0
  // Called on the calling thread from time to time; may be empty.
  std::function<void(size_t done, size_t questions)> on_progress;
};

// Whose questions an average is taken over.
enum class Segment : uint8_t {
  kAll = 0,
  kIncumbents = 1,  // askers with at least 5 partnerships
  kNewcomers = 2,   // askers with at most 2
};
inline constexpr std::array kSegments = {Segment::kAll, Segment::kIncumbents, Segment::kNewcomers};

std::string_view Name(Segment segment);  // "incumbents"

// Means of the measures over the questions of a segment, all 0 where it has none.
struct SegmentScores {
  Interval ndcg;
  Interval recall;
  Interval mrr;
  Interval hit;
  // NDCG and MRR divided by those of the reference baseline. Missing where that is not there, or is
  // 0 in one of the resamples.
  std::optional<Interval> ndcg_to_reference;
  std::optional<Interval> mrr_to_reference;
  // NDCG divided by that of the same ranking without a floor for newcomers: what is left of it.
  // Missing where there is no floor, or as above.
  std::optional<Interval> ndcg_to_no_floor;
};

struct ModelEvaluation {
  std::string model;
  std::array<SegmentScores, kSegments.size()> segments;
  double exposure_gini = 0.0;              // of how often each organisation is in a list
  double countries_shown = 0.0;            // share of countries that are in any list
  double organisations_shown = 0.0;        // share of organisations
  double newcomers_shown = 0.0;            // share of the places of all lists
  std::optional<double> candidate_recall;  // share of new partners among the candidates
};

struct Evaluation {
  size_t organisations = 0;  // that can be suggested: with a partnership
  size_t askers = 0;         // with a new partner; the questions are a sample of them
  size_t new_partners = 0;   // of the askers that were asked
  std::array<size_t, kSegments.size()> questions = {};
  std::vector<ModelEvaluation> models;  // in the order of the rankers
};

// Asks every ranker the same questions. Intervals: paired bootstrap of 1,000 resamples of the
// questions. Same snapshot, truth, rankers, questions and seed: same result.
Evaluation Evaluate(const Snapshot& past, const Truth& truth,
                    std::span<const std::unique_ptr<Ranker>> rankers,
                    const EvaluationOptions& options);

}  // namespace kontor
