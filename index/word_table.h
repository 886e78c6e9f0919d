// The distinct words of many texts, numbered, and which texts hold them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontor {

using WordIndex = uint32_t;

// Calls visit(std::string_view) for every word of a folded text (base/text.h) but lone letters: the
// same as Words(), without its vector.
template <typename Visit>
void ForEachWord(std::string_view folded, Visit visit) {
  for (size_t begin = 0; begin < folded.size();) {
    size_t end = begin;
    while (end < folded.size() && folded[end] != ' ') ++end;
    const bool is_digit = begin < end && folded[begin] >= '0' && folded[begin] <= '9';
    if (end - begin > 1 || is_digit) visit(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

// Numbers words in the order in which they come. Open addressing over one arena: two allocations
// for any number of words. Not thread-safe.
class WordTable {
 public:
  WordIndex Intern(std::string_view word);
  [[nodiscard]] size_t size() const { return offsets_.size() - 1; }
  // Valid until the next Intern.
  [[nodiscard]] std::string_view operator[](WordIndex word) const {
    return std::string_view(letters_).substr(offsets_[word], offsets_[word + 1] - offsets_[word]);
  }
  // All words in alphabetical (byte) order.
  [[nodiscard]] std::vector<WordIndex> Sorted() const;

 private:
  struct Slot {
    uint32_t hash = 0;
    WordIndex word = UINT32_MAX;
  };
  void Grow();

  std::string letters_;
  std::vector<size_t> offsets_ = {0};
  std::vector<Slot> slots_;  // a power of two, at most half full
};

// A word in a text of `owner`.
struct WordUse {
  uint32_t owner = 0;
  WordIndex word = 0;
};

// Collects the words of texts, each word of a text once. Long words and bare numbers are left out:
// nobody is about "2014".
class WordCollector {
 public:
  void Add(uint32_t owner, std::string_view text, std::vector<WordUse>& uses);
  [[nodiscard]] const WordTable& words() const { return words_; }

 private:
  static constexpr size_t kLongestWord = 64;

  WordTable words_;
  std::vector<uint32_t> last_text_;  // of each word: the number of the last text that held it
  uint32_t texts_ = 0;
};

// The words of each owner: [0, owner_count). Words of one owner stand in the order of `uses`.
class WordLists {
 public:
  WordLists() = default;
  WordLists(size_t owner_count, std::span<const WordUse> uses);
  [[nodiscard]] std::span<const WordIndex> operator[](size_t owner) const {
    return std::span(words_).subspan(offsets_[owner], offsets_[owner + 1] - offsets_[owner]);
  }

 private:
  std::vector<size_t> offsets_;
  std::vector<WordIndex> words_;
};

}  // namespace kontor
