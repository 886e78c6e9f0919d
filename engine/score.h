// The score of a suggestion: a weighted sum of its features, so that it can be taken apart.
#pragma once

#include <span>
#include <vector>

#include "engine/candidates.h"
#include "engine/features.h"

namespace kontor {

struct ScoredCandidate {
  Candidate candidate;
  double score = 0.0;  // 0 to 100
};

// The curves for the asker of a pair. REQUIRES: preset.is_learned()
const CurveSet& CurvesOf(const Preset& preset, const Pair& pair);

// 100 * sum of weight * value over the features, or the sum of the points of all curves; added up
// in the order of Feature.
double Score(const Preset& preset, const Pair& pair);

// Of one thread, reused between questions.
struct ScoreScratch {
  struct Place {
    double score = 0.0;
    uint32_t candidate = 0;
  };
  std::vector<Place> order;
  std::vector<ScoredCandidate> scored;
};

// All candidates with their scores: best first, ties by index. REQUIRES: candidates ascending by
// index. Valid until the next call with this scratch.
std::span<const ScoredCandidate> ScoreAll(const Snapshot& snapshot, const PartnerQuery& query,
                                          std::span<const Candidate> candidates,
                                          ScoreScratch& scratch);

// The same sum with its parts and their facts. The points sum to Score().
std::array<Contribution, kFeatureCount> Contributions(const Preset& preset, const Pair& pair);

// Sum of the points, of the features that `counts` names. Added up in the order of Feature.
double SumPoints(std::span<const Contribution> contributions, bool (*counts)(Feature));

// sqrt(ab); 0 if either is not above 0. Nearer to the smaller one than the average: a match needs
// both. docs/adr/0008-mutual-fit.md has the choice.
double GeometricMean(double a, double b);

}  // namespace kontor
