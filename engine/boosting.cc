#include "engine/boosting.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "base/parallel.h"
#include "base/portable_math.h"
#include "engine/evaluation_metrics.h"

namespace kontor {
namespace {

constexpr size_t kRanked = 40;  // pairs count if one of them is ranked so high
constexpr double kRampOffset = 0.03;
constexpr double kLeastGain = 1e-12;  // what is below is rounding

const std::array<double, kRanked + 1>& Discounts() {
  static const auto discounts = [] {
    std::array<double, kRanked + 1> values = {};
    for (size_t rank = 0; rank < values.size(); ++rank) values[rank] = Discount(rank + 1);
    return values;
  }();
  return discounts;
}

// Starts of bins: quantiles of the values above 0, denser towards the highest ones, which decide.
std::vector<float> BinStarts(std::vector<float> values, size_t bins) {
  std::vector<float> starts;
  if (values.empty()) return starts;
  std::ranges::sort(values);
  constexpr double kTowardsTop = 1.7;
  for (size_t i = 0; i < bins; ++i) {
    const double below =
        1.0 - Pow(1.0 - static_cast<double>(i) / static_cast<double>(bins), kTowardsTop);
    const float start = values[static_cast<size_t>(below * static_cast<double>(values.size()))];
    if (starts.empty() || start > starts.back()) starts.push_back(start);
  }
  return starts;
}

}  // namespace

CurveFit::CurveFit(const Examples& examples)
    : examples_(examples),
      scores_(examples.values.size(), 0.0),
      gradients_(scores_.size()),
      curvatures_(scores_.size()) {
  for (size_t signal = 0; signal < kSignalCount; ++signal) MakeBins(signal);
}

void CurveFit::MakeBins(size_t signal) {
  Bins& bins = bins_[signal];
  std::vector<float> positive;
  for (const auto& row : examples_.values) {
    if (row[signal] > 0.0F) positive.push_back(row[signal]);
  }
  bins.starts = BinStarts(positive, kMostBins - 1);
  const size_t count = bins.starts.size() + 1;
  std::vector<double> sums(count, 0.0);
  std::vector<double> rows(count, 0.0);
  bins.of_row.reserve(examples_.values.size());
  for (const auto& row : examples_.values) {
    const auto bin = static_cast<uint8_t>(std::ranges::upper_bound(bins.starts, row[signal]) -
                                          bins.starts.begin());
    bins.of_row.push_back(row[signal] > 0.0F ? bin : 0);
    sums[bins.of_row.back()] += static_cast<double>(row[signal]);
    rows[bins.of_row.back()] += 1.0;
  }
  for (size_t bin = 0; bin < count; ++bin) {
    bins.typical.push_back(rows[bin] > 0.0 ? sums[bin] / rows[bin] : 0.0);
  }
  const double scale = bins.typical[count * 4 / 5];
  for (const double typical : bins.typical) {
    const double relative = scale > 0.0 ? typical / scale : 0.0;
    bins.ramp.push_back(Log((relative + kRampOffset) / kRampOffset));
  }
  bins.points.assign(count, 0.0);
}

// Every pair of a partner and another candidate pushes the one up and the other down, by how likely
// the current scores order them wrongly, times the change of NDCG if they changed places.
void CurveFit::ComputeGroup(const ExampleGroup& group) {
  std::vector<size_t> order(group.end - group.begin);
  std::iota(order.begin(), order.end(), group.begin);
  std::ranges::sort(order, [this](size_t a, size_t b) {
    return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
  });
  for (const size_t row : order) gradients_[row] = curvatures_[row] = 0.0;
  const auto& discounts = Discounts();
  const double ideal = IdealGain(group.new_partners);
  const auto push = [&](size_t partner_rank, size_t other_rank) {
    const size_t partner = order[partner_rank];
    const size_t other = order[other_rank];
    const double change = std::abs(discounts[std::min(partner_rank, kRanked)] -
                                   discounts[std::min(other_rank, kRanked)]) /
                          ideal;
    const double wrong = 1.0 / (1.0 + Exp(scores_[partner] - scores_[other]));
    gradients_[partner] += change * wrong;
    gradients_[other] -= change * wrong;
    const double curvature = change * wrong * (1.0 - wrong);
    curvatures_[partner] += curvature;
    curvatures_[other] += curvature;
  };
  for (size_t i = 0; i < order.size(); ++i) {
    if (examples_.became_partner[order[i]] == 0) continue;
    const size_t last = i < kRanked ? order.size() : std::min(order.size(), kRanked);
    for (size_t j = 0; j < last; ++j) {
      if (examples_.became_partner[order[j]] == 0) push(i, j);
    }
  }
}

void CurveFit::ComputeGradients(const std::vector<size_t>& groups, size_t threads) {
  ForEachIndex(groups.size(), threads,
               [&](size_t i, size_t) { ComputeGroup(examples_.groups[groups[i]]); });
}

CurveFit::Step CurveFit::BestStep(const Bins& bins, const std::vector<size_t>& groups,
                                  double shrinkage) const {
  const size_t count = bins.points.size();
  std::array<double, kMostBins> gradients = {};
  std::array<double, kMostBins> curvatures = {};
  for (const size_t group : groups) {
    for (size_t row = examples_.groups[group].begin; row < examples_.groups[group].end; ++row) {
      gradients[bins.of_row[row]] += gradients_[row];
      curvatures[bins.of_row[row]] += curvatures_[row];
    }
  }
  const double all_gradient = std::accumulate(gradients.begin(), gradients.end(), 0.0);
  const double all_curvature = std::accumulate(curvatures.begin(), curvatures.end(), 0.0);
  const auto gain = [shrinkage](double gradient, double curvature) {
    return gradient * gradient / (curvature + shrinkage);
  };
  Step best;
  // A step between two bins.
  double gradient = 0.0;
  double curvature = 0.0;
  for (size_t bin = 0; bin + 1 < count; ++bin) {
    gradient += gradients[bin];
    curvature += curvatures[bin];
    const double both =
        gain(gradient, curvature) + gain(all_gradient - gradient, all_curvature - curvature);
    if (both <= best.gain) continue;
    best.gain = both;
    best.points.assign(count, (all_gradient - gradient) / (all_curvature - curvature + shrinkage));
    std::fill_n(best.points.begin(), bin + 1, gradient / (curvature + shrinkage));
  }
  // A multiple of the logarithm.
  double mean = 0.0;
  for (size_t bin = 0; bin < count; ++bin) mean += curvatures[bin] * bins.ramp[bin];
  if (all_curvature > 0.0) mean /= all_curvature;
  double slope_gradient = 0.0;
  double slope_curvature = 0.0;
  for (size_t bin = 0; bin < count; ++bin) {
    const double ramp = bins.ramp[bin] - mean;
    slope_gradient += gradients[bin] * ramp;
    slope_curvature += curvatures[bin] * ramp * ramp;
  }
  if (gain(slope_gradient, slope_curvature) > best.gain) {
    best.gain = gain(slope_gradient, slope_curvature);
    best.points.clear();
    for (const double ramp : bins.ramp) {
      best.points.push_back((ramp - mean) * slope_gradient / (slope_curvature + shrinkage));
    }
  }
  return best;
}

void CurveFit::Fit(size_t fewest, size_t most, const BoostingOptions& options) {
  std::vector<size_t> groups;
  for (size_t i = 0; i < examples_.groups.size(); ++i) {
    const size_t partnerships = examples_.groups[i].partnerships;
    if (fewest <= partnerships && partnerships <= most) groups.push_back(i);
  }
  for (size_t round = 0; round < options.rounds; ++round) {
    ComputeGradients(groups, options.threads);
    std::array<Step, kSignalCount> steps;
    ForEachIndex(kSignalCount, options.threads, [&](size_t signal, size_t) {
      steps[signal] = BestStep(bins_[signal], groups, options.shrinkage);
    });
    const auto best = std::ranges::max_element(steps, {}, &Step::gain);
    if (best->gain < kLeastGain) return;
    Bins& bins = bins_[static_cast<size_t>(best - steps.begin())];
    for (size_t bin = 0; bin < bins.points.size(); ++bin) {
      bins.points[bin] += options.rate * best->points[bin];
    }
    for (size_t row = 0; row < scores_.size(); ++row) {
      scores_[row] += options.rate * best->points[bins.of_row[row]];
    }
    if (options.on_round) options.on_round();
  }
}

std::vector<Curve> CurveFit::Curves() const {
  std::vector<Curve> curves;
  double most = 0.0;
  for (size_t signal = 0; signal < kSignalCount; ++signal) {
    const Bins& bins = bins_[signal];
    const auto [least, highest] = std::ranges::minmax(bins.points);
    if (highest <= least) continue;
    Curve curve{static_cast<Signal>(signal), {}};
    for (size_t bin = 0; bin < bins.points.size(); ++bin) {
      // The mean of a bin without rows may not ascend.
      if (!curve.knots.empty() && bins.typical[bin] <= curve.knots.back().value) continue;
      curve.knots.push_back({bins.typical[bin], bins.points[bin] - least});
    }
    most += curve.Most();
    curves.push_back(std::move(curve));
  }
  for (Curve& curve : curves) {
    for (Knot& knot : curve.knots) knot.points *= 100.0 / most;
  }
  return curves;
}

}  // namespace kontor
