#include "engine/score.h"

#include <algorithm>

namespace kontor {
namespace {

double Points(const Preset& preset, Feature feature, double value) {
  return 100.0 * preset.Weight(feature) * value;
}

}  // namespace

double Score(const Preset& preset, const Pair& pair) {
  double score = 0.0;
  for (const Feature feature : kFeatures) {
    if (preset.Weight(feature) > 0.0) {
      score += Points(preset, feature, FeatureValue(feature, pair));
    }
  }
  return score;
}

std::vector<ScoredCandidate> ScoreAll(const Snapshot& snapshot, const PartnerQuery& query,
                                      std::span<const Candidate> candidates) {
  std::vector<ScoredCandidate> scored;
  scored.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const Pair pair{snapshot,           query.as_of,
                    query.organisation, candidate.organisation,
                    candidate.cosine,   candidate.probability};
    scored.push_back({candidate, Score(query.preset, pair)});
  }
  std::ranges::sort(scored, [](const ScoredCandidate& a, const ScoredCandidate& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.candidate.organisation < b.candidate.organisation;
  });
  return scored;
}

std::array<Contribution, kFeatureCount> Contributions(const Preset& preset, const Pair& pair) {
  std::array<Contribution, kFeatureCount> contributions;
  for (const Feature feature : kFeatures) {
    Contribution& contribution = contributions[static_cast<size_t>(feature)];
    contribution.feature = feature;
    contribution.weight = preset.Weight(feature);
    contribution.value = FeatureValue(feature, pair);
    contribution.points = Points(preset, feature, contribution.value);
    if (contribution.value > 0.0) contribution.facts = FeatureFacts(feature, pair);
  }
  return contributions;
}

double SumPoints(std::span<const Contribution> contributions, bool (*counts)(Feature)) {
  double sum = 0.0;
  for (const Contribution& contribution : contributions) {
    if (counts(contribution.feature)) sum += contribution.points;
  }
  return sum;
}

double HarmonicMean(double a, double b) {
  return a <= 0.0 || b <= 0.0 ? 0.0 : 2.0 * a * b / (a + b);
}

}  // namespace kontor
