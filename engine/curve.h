// One-dimensional curves: how many points a value of a signal is worth.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/signal.h"

namespace kontor {

struct Knot {
  double value = 0.0;
  double points = 0.0;
  friend bool operator==(const Knot&, const Knot&) = default;
};

// Piecewise linear between knots, constant before the first and behind the last.
struct Curve {
  Signal signal = Signal::kThemeCosine;
  std::vector<Knot> knots;  // ascending by value, at least one; points at least 0

  [[nodiscard]] double Points(double value) const;
  [[nodiscard]] double Most() const;  // the highest of its knots
};

// The curves for askers of one kind.
struct CurveSet {
  uint32_t most_partnerships = UINT32_MAX;  // for askers with at most so many partnerships
  std::vector<Curve> curves;                // at most one for each signal, in the order of Signal

  // The most points that the curves of a feature give together.
  [[nodiscard]] double Most(Feature feature) const;
};

}  // namespace kontor
