// How good is a ranked list, and how sure are we of an average? Pure functions on numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/collaboration_graph.h"

namespace kontor {

inline constexpr size_t kListLength = 20;      // what a user looks at
inline constexpr size_t kRankedDepth = 1'000;  // how far the first hit is looked for

// What a hit at this rank (from 1) counts: 1 / log2(rank + 1).
double Discount(size_t rank);
// What the best order of this many hits gives in a list of kListLength.
double IdealGain(size_t relevant);

// Of one ranking, each in [0,1].
struct Measures {
  // Normalised discounted cumulative gain (Järvelin, Kekäläinen: Cumulated gain-based evaluation of
  // IR techniques, 2002) of the first kListLength: the discounts of its hits, divided by the ideal
  // gain.
  double ndcg = 0.0;
  double recall = 0.0;           // hits in the first kListLength / min(kListLength, relevant)
  double reciprocal_rank = 0.0;  // 1 / rank of the first hit within kRankedDepth, else 0
  double hit = 0.0;              // 1 if the first kListLength have one
};

// `ranking`: best first. REQUIRES: `relevant` is ascending and not empty
Measures Measure(std::span<const NodeIndex> ranking, std::span<const NodeIndex> relevant);

// A figure and the interval that holds it in 95 of 100 samples.
struct Interval {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

double Mean(std::span<const double> values);  // 0 of none

// The bootstrap (Efron, Tibshirani: An Introduction to the Bootstrap, 1993): means of `resamples`
// samples with replacement. Row r of a column is its value for question r; all columns are
// resampled alike, so that their means can be compared pair by pair. One list of means per column.
// O(resamples * rows * columns). REQUIRES: columns of one length
std::vector<std::vector<double>> ResampledMeans(std::span<const std::vector<double>> columns,
                                                size_t resamples, uint64_t seed);

// `value` between the 2.5th and the 97.5th percentile of `resampled`. REQUIRES: not empty
Interval IntervalAround(double value, std::vector<double> resampled);

// Gini coefficient of how unevenly something is spread: 0, all the same; near 1, one has all. 0 of
// nothing.
double Gini(std::vector<uint64_t> counts);

}  // namespace kontor
