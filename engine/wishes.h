// Criteria that need not be met: who meets them comes sooner.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/filter_words.h"
#include "engine/filters.h"

namespace kontor {

inline constexpr size_t kMostWishes = 32;

struct Wish {
  enum class Strength : uint8_t { kShould, kNice };  // count 2 and 1
  Strength strength = Strength::kShould;
  std::string text;  // as it was asked for: "country:PT"
  Filters filters;
};
std::string_view Name(Wish::Strength strength);  // "should"

// Of a clause whose role is to be a wish. Fails as ReadFilters does.
Result<Wish> ReadWish(const Snapshot& snapshot, const QueryClause& clause);

// Of a text of fields and values, as in "country:PT,ES label:gold". kInvalidArgument for anything
// else in it, and as ParseQuery and ReadFilters fail.
Result<std::vector<Wish>> ReadWishes(const Snapshot& snapshot, Wish::Strength strength,
                                     std::string_view text);

// Which wishes does each organisation meet?
class WishCheck {
 public:
  // REQUIRES: at most kMostWishes. O(wishes * organisations / 64 + those that meet them). The
  // scratch may be used otherwise afterwards; `met` is of the thread that asks, and in use while
  // this lives.
  WishCheck(const Snapshot& snapshot, const std::vector<Wish>& wishes, Date as_of,
            FilterScratch& scratch, std::vector<uint32_t>& met);

  // Positions of the wishes that it meets, as bits.
  [[nodiscard]] uint32_t Met(NodeIndex organisation) const {
    return all_ == 0 ? 0 : met_[organisation];
  }
  // The score, and as much again as is the share of the wishes that it meets.
  [[nodiscard]] double Raise(NodeIndex organisation, double score) const;

 private:
  [[nodiscard]] uint32_t Worth(uint32_t wishes) const;
  uint32_t all_ = 0;  // bits
  uint32_t should_ = 0;
  std::vector<uint32_t>& met_;  // of each organisation
};

}  // namespace kontor
