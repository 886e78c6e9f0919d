#include "engine/signals.h"

#include <numeric>

namespace kontor {
namespace {

// y's fading partnerships of each size, weighted by how usual that size and its neighbours are for
// x (a quarter, a half, a quarter). Partnerships of one member say nothing.
double SizeMatch(const Activity& x, const Activity& y) {
  const double all = std::accumulate(x.by_size.begin() + 1, x.by_size.end(), 0.0);
  if (all <= 0.0) return 0.0;
  const auto share = [&x, all](size_t size) {
    return size < 1 || size >= kSizeClasses ? 0.0 : static_cast<double>(x.by_size[size]) / all;
  };
  double sum = 0.0;
  for (size_t size = 1; size < kSizeClasses; ++size) {
    const double usual = 0.25 * share(size - 1) + 0.5 * share(size) + 0.25 * share(size + 1);
    sum += usual * static_cast<double>(y.by_size[size]);
  }
  return sum;
}

double WalkBack(const Pair& pair) {
  return pair.near.probability > 0.0 ? ProbabilityBack(pair) : 0.0;
}

}  // namespace

SignalValues MeasureSignals(const Pair& pair) {
  const Snapshot& snapshot = pair.snapshot;
  const Activity& theirs = snapshot.activity[pair.them];
  SignalValues values = {
      pair.near.cosine,
      pair.near.connection.on_theme,
      pair.near.probability,
      WalkBack(pair),
      pair.near.connection.paths,
      pair.near.connection.themed_paths,
      snapshot.country_affinity.Of(pair.us, pair.them),
      snapshot.profiles.InSameCity(pair.us, pair.them) ? 1.0 : 0.0,
      static_cast<double>(theirs.partners),
      static_cast<double>(theirs.new_partners),
      static_cast<double>(theirs.newest_partners),
      static_cast<double>(theirs.recent),
      static_cast<double>(theirs.first_years),
      static_cast<double>(theirs.last_years),
      static_cast<double>(theirs.newcomer_share),
      SizeMatch(snapshot.activity[pair.us], theirs),
  };
  if (pair.supposition.change == Change::kSignal) {
    values[static_cast<size_t>(pair.supposition.signal)] = pair.supposition.value;
  }
  return values;
}

}  // namespace kontor
