// Fits curves to examples: gradient boosting (Friedman: Greedy function approximation, 2001) of
// functions of one signal each, so that the result is a sum of curves. The gradient is that of
// LambdaRank (Burges: From RankNet to LambdaRank to LambdaMART, 2010): pairs of a partner and
// another candidate count by how much swapping them would change NDCG.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/curve.h"
#include "engine/examples.h"

namespace kontor {

struct BoostingOptions {
  size_t rounds = 600;
  double rate = 0.1;        // of each round's step
  double shrinkage = 20.0;  // added to every second derivative; greater means smaller steps
  size_t threads = 1;       // the result does not depend on it
  // Called on the calling thread after each round; may be empty.
  std::function<void()> on_round;
};

// Each round adds to one curve: a step at some value, or a multiple of the value's logarithm,
// whichever lowers the loss most. Not thread-safe.
class CurveFit {
 public:
  // O(examples * signals). REQUIRES: `examples` outlives it
  explicit CurveFit(const Examples& examples);

  // Goes on from where it is, on the groups of askers with a number of partnerships in
  // [fewest, most]. O(rounds * examples * signals)
  void Fit(size_t fewest, size_t most, const BoostingOptions& options);
  // What was fitted so far, shifted so that the least of each curve is 0, and scaled so that their
  // highest points sum to 100. Curves that are flat are left out.
  [[nodiscard]] std::vector<Curve> Curves() const;

 private:
  static constexpr size_t kMostBins = 64;

  // The values of one signal, in bins: [0] holds zeros.
  struct Bins {
    std::vector<float> starts;    // of each bin but the first; ascending
    std::vector<double> typical;  // mean value of each bin
    std::vector<double> ramp;    // logarithm of the typical value, from 0 on, in units of its scale
    std::vector<double> points;  // of each bin, so far
    std::vector<uint8_t> of_row;
  };
  // What a round may add to the points of a signal.
  struct Step {
    double gain = 0.0;
    std::vector<double> points;  // to be added to each bin
  };

  void MakeBins(size_t signal);
  void ComputeGradients(const std::vector<size_t>& groups, size_t threads);
  void ComputeGroup(const ExampleGroup& group);
  [[nodiscard]] Step BestStep(const Bins& bins, const std::vector<size_t>& groups,
                              double shrinkage) const;

  const Examples& examples_;
  std::array<Bins, kSignalCount> bins_;
  std::vector<double> scores_;      // of each row
  std::vector<double> gradients_;   // of each row
  std::vector<double> curvatures_;  // second derivatives
};

}  // namespace kontor
