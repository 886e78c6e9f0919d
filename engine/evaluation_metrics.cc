#include "engine/evaluation_metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "base/portable_math.h"
#include "base/random.h"

namespace kontor {
namespace {

constexpr uint64_t kResamplingStream = 2;
constexpr double kOutside = 0.025;  // of the resampled means on either side of an interval

// Of sorted values, interpolated between the two nearest. REQUIRES: not empty
double Percentile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

}  // namespace

double Discount(size_t rank) { return 1.0 / Log2(static_cast<double>(rank) + 1.0); }

double IdealGain(size_t relevant) {
  double gain = 0.0;
  for (size_t rank = 1; rank <= std::min(relevant, kListLength); ++rank) gain += Discount(rank);
  return gain;
}

Measures Measure(std::span<const NodeIndex> ranking, std::span<const NodeIndex> relevant) {
  assert(!relevant.empty() && std::ranges::is_sorted(relevant));
  Measures measures;
  double gain = 0.0;
  size_t hits = 0;
  const size_t depth = std::min(ranking.size(), kRankedDepth);
  for (size_t rank = 1; rank <= depth; ++rank) {
    if (rank > kListLength && measures.reciprocal_rank > 0.0) break;
    if (!std::ranges::binary_search(relevant, ranking[rank - 1])) continue;
    if (measures.reciprocal_rank == 0.0) measures.reciprocal_rank = 1.0 / static_cast<double>(rank);
    if (rank > kListLength) break;
    gain += Discount(rank);
    ++hits;
  }
  const size_t possible = std::min(relevant.size(), kListLength);
  measures.ndcg = gain / IdealGain(relevant.size());
  measures.recall = static_cast<double>(hits) / static_cast<double>(possible);
  measures.hit = hits > 0 ? 1.0 : 0.0;
  return measures;
}

double Mean(std::span<const double> values) {
  if (values.empty()) return 0.0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<std::vector<double>> ResampledMeans(std::span<const std::vector<double>> columns,
                                                size_t resamples, uint64_t seed) {
  std::vector<std::vector<double>> means(columns.size());
  const size_t rows = columns.empty() ? 0 : columns.front().size();
  if (rows == 0) return means;
  std::vector<uint32_t> drawn(rows);
  for (size_t resample = 0; resample < resamples; ++resample) {
    Random random(seed, kResamplingStream, resample);
    for (uint32_t& row : drawn) row = random.Below(static_cast<uint32_t>(rows));
    for (size_t i = 0; i < columns.size(); ++i) {
      assert(columns[i].size() == rows);
      double sum = 0.0;
      for (const uint32_t row : drawn) sum += columns[i][row];
      means[i].push_back(sum / static_cast<double>(rows));
    }
  }
  return means;
}

Interval IntervalAround(double value, std::vector<double> resampled) {
  assert(!resampled.empty());
  std::ranges::sort(resampled);
  return {value, Percentile(resampled, kOutside), Percentile(resampled, 1.0 - kOutside)};
}

double Gini(std::vector<uint64_t> counts) {
  std::ranges::sort(counts);
  const auto size = static_cast<double>(counts.size());
  double sum = 0.0;
  double weighted = 0.0;
  for (size_t i = 0; i < counts.size(); ++i) {
    const auto count = static_cast<double>(counts[i]);
    sum += count;
    weighted += static_cast<double>(i + 1) * count;
  }
  return sum == 0.0 ? 0.0 : 2.0 * weighted / (size * sum) - (size + 1.0) / size;
}

}  // namespace kontor
