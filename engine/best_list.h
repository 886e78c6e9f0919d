// The best of a stream of scored organisations.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "graph/collaboration_graph.h"

namespace kontor {

struct Scored {
  double score = 0.0;
  NodeIndex organisation = 0;
};

// Greater scores first, ties by index.
inline bool IsBetter(const Scored& a, const Scored& b) {
  return a.score != b.score ? a.score > b.score : a.organisation < b.organisation;
}

// Keeps the best `count` of all that were added. Amortised O(1) for each; its storage is reused.
class BestList {
 public:
  // REQUIRES: count > 0
  void Start(size_t count) {
    count_ = count;
    worst_ = kNone;
    kept_.clear();
  }
  // False if `one` cannot be among the best any more.
  [[nodiscard]] bool Wants(const Scored& one) const { return IsBetter(one, worst_); }
  void Add(const Scored& one) {
    if (!Wants(one)) return;
    kept_.push_back(one);
    if (kept_.size() == 2 * count_) Shrink();
  }
  // In no order.
  [[nodiscard]] const std::vector<Scored>& Finish() {
    if (kept_.size() > count_) Shrink();
    return kept_;
  }

 private:
  void Shrink() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(count_) - 1;
    std::nth_element(kept_.begin(), last, kept_.end(),
                     [](const Scored& a, const Scored& b) { return IsBetter(a, b); });  // inlined
    worst_ = *last;
    kept_.resize(count_);
  }

  // Worse than all.
  static constexpr Scored kNone = {-std::numeric_limits<double>::infinity(), kNoNode};

  size_t count_ = 1;
  Scored worst_ = kNone;  // of the best `count_`, once there were so many
  std::vector<Scored> kept_;
};

}  // namespace kontor
