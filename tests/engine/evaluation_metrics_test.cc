#include "engine/evaluation_metrics.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <vector>

namespace kontor {
namespace {

using Catch::Approx;
using Indices = std::vector<NodeIndex>;

Indices UpTo(NodeIndex count) {
  Indices indices(count);
  std::iota(indices.begin(), indices.end(), NodeIndex{0});
  return indices;
}

TEST_CASE("hits count by their rank, against the best order there can be", "[engine][evaluation]") {
  const Measures measures = Measure(Indices{5, 1, 7, 2}, Indices{1, 2, 9});
  const double gain = 1 / std::log2(3.0) + 1 / std::log2(5.0);
  const double ideal = 1.0 + 1 / std::log2(3.0) + 1 / std::log2(4.0);
  CHECK(measures.ndcg == Approx(gain / ideal));
  CHECK(measures.ndcg == Approx(0.49819).margin(1e-5));
  CHECK(measures.recall == Approx(2.0 / 3.0));
  CHECK(measures.reciprocal_rank == Approx(0.5));
  CHECK(measures.hit == 1.0);
}

TEST_CASE("a first hit behind the list counts for the reciprocal rank alone",
          "[engine][evaluation]") {
  const Measures measures = Measure(UpTo(30), Indices{24, 25});
  CHECK(measures.ndcg == 0.0);
  CHECK(measures.recall == 0.0);
  CHECK(measures.reciprocal_rank == Approx(1.0 / 25));
  CHECK(measures.hit == 0.0);
  CHECK(Measure(UpTo(kRankedDepth + 10), Indices{kRankedDepth - 1}).reciprocal_rank ==
        Approx(1.0 / kRankedDepth));
  CHECK(Measure(UpTo(kRankedDepth + 10), Indices{kRankedDepth}).reciprocal_rank == 0.0);
}

TEST_CASE("a list full of hits is perfect, however many more there are", "[engine][evaluation]") {
  const Measures measures = Measure(UpTo(25), UpTo(100));
  CHECK(measures.ndcg == Approx(1.0));
  CHECK(measures.recall == Approx(1.0));
  CHECK(Measure(Indices{3}, Indices{3}).ndcg == Approx(1.0));
}

TEST_CASE("a ranking without hits, and an empty one, are worth nothing", "[engine][evaluation]") {
  for (const Indices& ranking : {Indices{}, Indices{1, 2, 3}}) {
    const Measures measures = Measure(ranking, Indices{7});
    CHECK(measures.ndcg + measures.recall + measures.reciprocal_rank + measures.hit == 0.0);
  }
}

TEST_CASE("the interval of a share is as wide as theory says", "[engine][evaluation]") {
  std::vector<double> column(400, 0.0);
  std::fill_n(column.begin(), 200, 1.0);
  const std::vector<std::vector<double>> columns = {column, column};
  const auto resampled = ResampledMeans(columns, 2'000, 7);
  CHECK(resampled[0] == resampled[1]);  // paired
  CHECK(resampled == ResampledMeans(columns, 2'000, 7));
  CHECK(resampled != ResampledMeans(columns, 2'000, 8));
  const Interval interval = IntervalAround(Mean(column), resampled[0]);
  CHECK(interval.value == 0.5);
  CHECK(interval.low == Approx(0.5 - 1.96 * 0.025).margin(0.006));
  CHECK(interval.high == Approx(0.5 + 1.96 * 0.025).margin(0.006));
}

TEST_CASE("an interval lies between the percentiles", "[engine][evaluation]") {
  std::vector<double> values(201);
  std::iota(values.begin(), values.end(), 0.0);
  const Interval interval = IntervalAround(42.0, values);
  CHECK(interval.value == 42.0);
  CHECK(interval.low == Approx(5.0));
  CHECK(interval.high == Approx(195.0));
  CHECK(IntervalAround(1.0, {3.0}).high == 3.0);
}

TEST_CASE("nothing to resample gives no means", "[engine][evaluation]") {
  CHECK(ResampledMeans({}, 10, 7).empty());
  const std::vector<std::vector<double>> empty_columns(2);
  CHECK(ResampledMeans(empty_columns, 10, 7) == std::vector<std::vector<double>>(2));
  CHECK(Mean({}) == 0.0);
}

TEST_CASE("the Gini coefficient tells even from uneven", "[engine][evaluation]") {
  CHECK(Gini({1, 1, 1, 1}) == Approx(0.0).margin(1e-12));
  CHECK(Gini({0, 4, 0, 0}) == Approx(0.75));
  CHECK(Gini({3, 1}) == Approx(0.25));
  CHECK(Gini({}) == 0.0);
  CHECK(Gini({0, 0}) == 0.0);
}

}  // namespace
}  // namespace kontor
