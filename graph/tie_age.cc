#include "graph/tie_age.h"

#include <algorithm>

#include "base/portable_math.h"

namespace kontor {
namespace {

// Below this a tie is as good as absent, but it still counts: no vertex with ties becomes dangling
// by rounding.
constexpr double kWeakestStrength = 1e-30;

}  // namespace

Date OldestKnownStart(const CollaborationGraph& graph) {
  Date oldest;
  for (NodeIndex v = graph.organisation_count(); v < graph.vertex_count(); ++v) {
    const Date start = graph.Start(v);
    if (start.known() && (!oldest.known() || start < oldest)) oldest = start;
  }
  return oldest;
}

double FadedStrength(Date start, Date reference, double half_life_years) {
  if (!start.known() || !reference.known() || start >= reference) return 1.0;
  const double age = YearsBetween(start, reference);
  return std::max(Exp2(-age / half_life_years), kWeakestStrength);
}

}  // namespace kontor
