// How well a name matches what somebody has typed so far, and which of two matches to propose
// first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kontor {

enum class MatchGrade : uint8_t {
  kWhole,      // the text is the name, or the identifier
  kBeginning,  // the name begins with it
  kWithin,     // its words begin with or are words of the name
};

struct NameMatch {
  uint32_t item = 0;  // an organisation, or a code
  MatchGrade grade = MatchGrade::kWithin;
  uint32_t uses = 0;   // partnerships of the organisation, or organisations that carry the code
  uint32_t label = 0;  // of a code: the place of the name that matches
};

// Whole names first, then by how much they are used, where one that begins with the text counts
// four times; ties by item.
inline bool ComesBefore(const NameMatch& a, const NameMatch& b) {
  const auto worth = [](const NameMatch& match) {
    constexpr uint64_t kWhenItBegins = 4;
    return (uint64_t{match.uses} + 1) * (match.grade == MatchGrade::kBeginning ? kWhenItBegins : 1);
  };
  const bool a_whole = a.grade == MatchGrade::kWhole;
  const bool b_whole = b.grade == MatchGrade::kWhole;
  if (a_whole != b_whole) return a_whole;
  const uint64_t worth_a = worth(a);
  const uint64_t worth_b = worth(b);
  return worth_a != worth_b ? worth_a > worth_b : a.item < b.item;
}

// Of each item its best match, the best `limit` of all, best first.
inline void KeepBest(std::vector<NameMatch>& matches, size_t limit) {
  std::ranges::sort(matches, [](const NameMatch& a, const NameMatch& b) {
    return a.item != b.item ? a.item < b.item : ComesBefore(a, b);
  });
  const auto repeated = std::ranges::unique(matches, {}, &NameMatch::item);
  matches.erase(repeated.begin(), repeated.end());
  std::ranges::sort(matches, ComesBefore);
  if (matches.size() > limit) matches.resize(limit);
}

}  // namespace kontor
