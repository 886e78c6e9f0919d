#include "engine/score.h"

#include <algorithm>
#include <cmath>

#include "engine/learned_facts.h"
#include "engine/signals.h"

namespace kontor {
namespace {

double Points(const Preset& preset, Feature feature, double value) {
  return 100.0 * preset.Weight(feature) * value;
}

// The points of each feature.
using FeaturePoints = std::array<double, kFeatureCount>;

FeaturePoints PointsOf(const Preset& preset, const Pair& pair) {
  FeaturePoints points = {};
  if (preset.is_learned()) {
    const SignalValues values = MeasureSignals(pair);
    for (const Curve& curve : CurvesOf(preset, pair).curves) {
      points[static_cast<size_t>(FeatureOf(curve.signal))] +=
          curve.Points(values[static_cast<size_t>(curve.signal)]);
    }
    return points;
  }
  for (const Feature feature : kFeatures) {
    if (preset.Weight(feature) > 0.0) {
      points[static_cast<size_t>(feature)] = Points(preset, feature, FeatureValue(feature, pair));
    }
  }
  return points;
}

Contribution LearnedContribution(const CurveSet& set, Feature feature, const Pair& pair,
                                 double points) {
  const double most = set.Most(feature);
  Contribution contribution;
  contribution.feature = feature;
  contribution.weight = most / 100.0;
  contribution.value = most > 0.0 ? points / most : 0.0;
  contribution.points = points;
  if (points > 0.0) contribution.facts = LearnedFacts(set, feature, pair);
  return contribution;
}

Contribution WeightedContribution(const Preset& preset, Feature feature, const Pair& pair) {
  Contribution contribution;
  contribution.feature = feature;
  contribution.weight = preset.Weight(feature);
  contribution.value = FeatureValue(feature, pair);
  contribution.points = Points(preset, feature, contribution.value);
  if (contribution.value > 0.0) contribution.facts = FeatureFacts(feature, pair);
  return contribution;
}

}  // namespace

const CurveSet& CurvesOf(const Preset& preset, const Pair& pair) {
  return preset.CurvesFor(pair.snapshot.graph.Neighbours(pair.us).size());
}

double Score(const Preset& preset, const Pair& pair) {
  double score = 0.0;
  for (const double points : PointsOf(preset, pair)) score += points;
  return score;
}

std::span<const ScoredCandidate> ScoreAll(const Snapshot& snapshot, const PartnerQuery& query,
                                          std::span<const Candidate> candidates,
                                          ScoreScratch& scratch) {
  // Places are sorted instead of candidates, which are large.
  auto& order = scratch.order;
  order.clear();
  for (uint32_t i = 0; i < candidates.size(); ++i) {
    const Pair pair{snapshot, query.as_of, query.organisation, candidates[i].organisation,
                    candidates[i].near};
    order.push_back({Score(query.preset, pair), i});
  }
  std::ranges::sort(order, [](const ScoreScratch::Place& a, const ScoreScratch::Place& b) {
    return a.score != b.score ? a.score > b.score : a.candidate < b.candidate;
  });
  scratch.scored.clear();
  for (const auto& [score, i] : order) scratch.scored.push_back({candidates[i], score});
  return scratch.scored;
}

std::array<Contribution, kFeatureCount> Contributions(const Preset& preset, const Pair& pair) {
  std::array<Contribution, kFeatureCount> contributions;
  const FeaturePoints points = preset.is_learned() ? PointsOf(preset, pair) : FeaturePoints{};
  for (const Feature feature : kFeatures) {
    const auto i = static_cast<size_t>(feature);
    contributions[i] = preset.is_learned()
                           ? LearnedContribution(CurvesOf(preset, pair), feature, pair, points[i])
                           : WeightedContribution(preset, feature, pair);
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

double GeometricMean(double a, double b) { return a <= 0.0 || b <= 0.0 ? 0.0 : std::sqrt(a * b); }

}  // namespace kontor
