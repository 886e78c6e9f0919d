#include "data/ndjson_targets.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace kontor {

void TargetCheck::AddTarget(const Mention& mention) {
  mentions_.push_back(mention);
  if (mentions_.size() < compact_at_) return;
  Compact();
  compact_at_ = std::max(compact_at_, 2 * mentions_.size());
}

void TargetCheck::Compact() {
  std::ranges::sort(mentions_);
  const auto repeated = std::ranges::unique(mentions_, {}, &Mention::target);
  mentions_.erase(repeated.begin(), repeated.end());
}

std::vector<TargetCheck::Mention> TargetCheck::Missing() {
  Compact();
  std::ranges::sort(nodes_);
  std::vector<Mention> missing;
  std::ranges::copy_if(mentions_, std::back_inserter(missing), [this](const Mention& mention) {
    return !std::ranges::binary_search(nodes_, mention.target);
  });
  std::ranges::sort(missing, [](const Mention& a, const Mention& b) {
    return std::tie(a.line, a.edge) < std::tie(b.line, b.edge);
  });
  return missing;
}

}  // namespace kontor
