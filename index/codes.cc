#include "index/codes.h"

#include <algorithm>
#include <cassert>
#include <ranges>

#include "base/distinct.h"

namespace kontor {

CodeRange CodeLists::Of(size_t organisation, EdgeType tie) const {
  const std::ranges::iota_view positions(begins_[organisation], begins_[organisation + 1]);
  const auto same = std::ranges::equal_range(
      positions, tie, {}, [this](uint32_t position) { return KindAt(position).tie(); });
  const auto first = static_cast<size_t>(same.begin() - positions.begin()) + begins_[organisation];
  return {*this, first, first + same.size()};
}

CodeLists::CodeLists(const std::vector<uint32_t>& begins, std::span<const Attribution> codes)
    : begins_(begins) {
  assert(!begins.empty() && begins.back() == codes.size());
  std::vector<Kind> kinds;
  kinds.reserve(codes.size());
  for (const Attribution& code : codes) kinds.push_back(KindOf(code));
  SortDistinct(kinds);

  std::vector<uint32_t> numbers;
  numbers.reserve(codes.size());
  std::vector<uint32_t> dated;
  std::vector<Date> valid_from;
  std::vector<Date> valid_to;
  for (const Attribution& code : codes) {
    const auto place = std::ranges::lower_bound(kinds, KindOf(code)) - kinds.begin();
    const bool has_dates = code.valid_from.known() || code.valid_to.known();
    if (has_dates) {
      dated.push_back(static_cast<uint32_t>(numbers.size()));
      valid_from.push_back(code.valid_from);
      valid_to.push_back(code.valid_to);
    }
    numbers.push_back(2 * static_cast<uint32_t>(place) + (has_dates ? 1 : 0));
  }
  numbers_ = PackedNumbers(numbers);
  kinds_ = Column(std::move(kinds));
  dated_ = Column(std::move(dated));
  valid_from_ = PackedDates(valid_from);
  valid_to_ = PackedDates(valid_to);
}

void CodeLists::AddDates(size_t position, Attribution& code) const {
  const auto found = std::ranges::lower_bound(dated_, position);
  const auto i = static_cast<size_t>(found - dated_.begin());
  code.valid_from = valid_from_[i];
  code.valid_to = valid_to_[i];
}

}  // namespace kontor
