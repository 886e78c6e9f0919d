#include "index/similarity.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace kontor {

SimilarityIndex::SimilarityIndex(const ThemeTable& themes, const ProfileTable& profiles)
    : offsets_(themes.size() + 1, 0) {
  Number(profiles);
  for (ThemeIndex theme = 0; theme < themes.size(); ++theme) {
    offsets_[theme + 1] = offsets_[theme] + themes.Carriers(theme).size();
  }
  carriers_.resize(offsets_.back());
  // By position, so that every list is ascending.
  std::vector<size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (uint32_t position = 0; position < order_.size(); ++position) {
    for (const auto& [theme, weight] : themes.Vector(order_[position])) {
      carriers_[next[theme]++] = {position, weight};
    }
  }
}

void SimilarityIndex::Number(const ProfileTable& profiles) {
  order_.resize(profiles.size());
  std::iota(order_.begin(), order_.end(), NodeIndex{0});
  const auto group_of = [&](NodeIndex i) {
    return std::tuple(profiles[i].country, profiles[i].kind);
  };
  std::ranges::stable_sort(order_, {}, group_of);
  for (uint32_t position = 0; position < order_.size(); ++position) {
    const auto [country, kind] = group_of(order_[position]);
    const bool is_new =
        groups_.empty() || groups_.back().country != country || groups_.back().kind != kind;
    if (is_new) groups_.push_back({country, kind, position});
  }
}

void SimilarityIndex::FindRanges(std::span<const ConceptIndex> countries,
                                 std::span<const uint8_t> kinds,
                                 std::vector<PositionRange>& ranges) const {
  ranges.clear();
  const auto is_wanted = [](const auto& wanted, auto one) {
    return wanted.empty() || std::ranges::find(wanted, one) != wanted.end();
  };
  for (size_t i = 0; i < groups_.size(); ++i) {
    const Group& group = groups_[i];
    if (!is_wanted(countries, group.country) || !is_wanted(kinds, group.kind)) continue;
    const uint32_t end =
        i + 1 < groups_.size() ? groups_[i + 1].begin : static_cast<uint32_t>(order_.size());
    if (!ranges.empty() && ranges.back().end == group.begin) {
      ranges.back().end = end;
    } else {
      ranges.push_back({group.begin, end});
    }
  }
}

void SimilarityIndex::Sum(std::span<const ThemeWeight> ours, std::span<const PositionRange> ranges,
                          SimilarityScratch& scratch) const {
  if (scratch.sums.size() != order_.size()) {
    scratch.sums.assign(order_.size(), 0.0);
    scratch.used.assign(order_.size() / 64 + 1, 0);
  }
  for (const ThemeWeight& our : ours) {
    const auto weight = static_cast<double>(our.weight);
    const auto* next = carriers_.data() + offsets_[our.theme];
    const auto* const end = carriers_.data() + offsets_[our.theme + 1];
    for (const PositionRange range : ranges) {
      next = std::lower_bound(next, end, range.begin, [](const Carrier& carrier, uint32_t begin) {
        return carrier.position < begin;
      });
      for (; next != end && next->position < range.end; ++next) {
        scratch.sums[next->position] += weight * static_cast<double>(next->weight);
        scratch.used[next->position / 64] |= uint64_t{1} << (next->position % 64);
      }
    }
  }
}

}  // namespace kontor
