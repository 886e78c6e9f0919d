#include "index/compounds.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/limits.h"

namespace kontor {
namespace {

constexpr size_t kShortestPart = 4;  // letters
constexpr auto kLanguagesThatJoin =
    std::to_array<std::string_view>({"da", "de", "fi", "is", "nb", "nl", "nn", "no", "sv"});
constexpr auto kJoints = std::to_array<std::string_view>({"", "e", "en", "er", "es", "n", "s"});

// The best way from a place in the term to its end.
struct Rest {
  uint8_t parts = 0;   // 0: there is none
  uint8_t length = 0;  // of the first part
  uint8_t next = 0;    // where the second begins
};

}  // namespace

bool JoinsWords(std::string_view lang) {
  return std::ranges::binary_search(kLanguagesThatJoin, lang);
}

std::vector<std::string_view> SplitCompound(std::string_view term,
                                            const std::function<bool(std::string_view)>& is_known) {
  const size_t size = term.size();
  std::vector<std::string_view> parts;
  if (size < 2 * kShortestPart || size > Limits::max_word_bytes) return parts;
  std::array<Rest, Limits::max_word_bytes + 1> rests{};
  // From the end on; the whole term is no part of itself.
  for (size_t begin = size - kShortestPart + 1; begin-- > 0;) {
    Rest& best = rests[begin];
    const auto offer = [&](size_t length, size_t next, uint8_t parts_behind) {
      const auto count = static_cast<uint8_t>(parts_behind + 1);
      if (best.parts != 0 && best.parts <= count) return;
      best = {count, static_cast<uint8_t>(length), static_cast<uint8_t>(next)};
    };
    const size_t longest = begin == 0 ? size - kShortestPart : size - begin;
    for (size_t length = longest; length >= kShortestPart; --length) {
      const size_t end = begin + length;
      const bool may_follow =
          end == size || std::ranges::any_of(kJoints, [&](std::string_view joint) {
            return term.substr(end).starts_with(joint) && rests[end + joint.size()].parts > 0;
          });
      if (!may_follow || !is_known(term.substr(begin, length))) continue;
      if (end == size) offer(length, end, 0);
      for (const std::string_view joint : kJoints) {
        if (!term.substr(end).starts_with(joint)) continue;
        const Rest& behind = rests[end + joint.size()];
        if (behind.parts > 0) offer(length, end + joint.size(), behind.parts);
      }
    }
  }
  for (size_t at = 0; at < size && rests[at].parts > 0; at = rests[at].next) {
    parts.push_back(term.substr(at, rests[at].length));
  }
  return parts;
}

}  // namespace kontor
