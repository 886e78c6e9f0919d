#include "index/codes.h"

#include <algorithm>
#include <cassert>
#include <ranges>
#include <utility>

namespace kontor {

CodeRange CodeLists::Of(size_t organisation, EdgeType tie) const {
  const auto ties = std::ranges::subrange(ties_.begin() + begins_[organisation],
                                          ties_.begin() + begins_[organisation + 1]);
  const auto tie_of = [](uint8_t stored) { return static_cast<EdgeType>(stored & ~kDated); };
  const auto same = std::ranges::equal_range(ties, tie, {}, tie_of);
  return {*this, static_cast<size_t>(same.begin() - ties_.begin()),
          static_cast<size_t>(same.end() - ties_.begin())};
}

CodeLists::CodeLists(std::vector<uint32_t> begins, std::span<const Attribution> codes)
    : begins_(std::move(begins)) {
  assert(begins_.size() > 0 && begins_.back() == codes.size());
  std::vector<ConceptIndex> concepts;
  std::vector<uint8_t> ties;
  std::vector<float> weights;
  std::vector<uint32_t> dated;
  std::vector<Date> valid_from;
  std::vector<Date> valid_to;
  for (const Attribution& code : codes) {
    const bool has_dates = code.valid_from.known() || code.valid_to.known();
    if (has_dates) {
      dated.push_back(static_cast<uint32_t>(concepts.size()));
      valid_from.push_back(code.valid_from);
      valid_to.push_back(code.valid_to);
    }
    concepts.push_back(code.concept_index);
    ties.push_back(static_cast<uint8_t>(static_cast<uint8_t>(code.tie) | (has_dates ? kDated : 0)));
    weights.push_back(code.weight);
  }
  concepts_ = Column(std::move(concepts));
  ties_ = Column(std::move(ties));
  weights_ = Column(std::move(weights));
  dated_ = Column(std::move(dated));
  valid_from_ = Column(std::move(valid_from));
  valid_to_ = Column(std::move(valid_to));
}

void CodeLists::AddDates(size_t position, Attribution& code) const {
  const auto found = std::ranges::lower_bound(dated_, position);
  const auto i = static_cast<size_t>(found - dated_.begin());
  code.valid_from = valid_from_[i];
  code.valid_to = valid_to_[i];
}

}  // namespace kontor
