// Who holds some words in their texts, one behind the other?
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/snapshot.h"
#include "index/text_index.h"

namespace kontor {

// For one question: all its phrases share a bound. Not thread-safe.
class PhraseFinder {
 public:
  // So many bytes of text are read for a question: a tenth of a second or two.
  static constexpr size_t kMostBytes = size_t{16} << 20U;

  // Must not outlive its arguments.
  PhraseFinder(const Snapshot& snapshot, const TextIndex& index, size_t most_bytes = kMostBytes)
      : snapshot_(snapshot), index_(index), bytes_left_(most_bytes) {}

  // Those that hold the words of the phrase in this order in one text; ascending. Where its words
  // are so common that the bound is reached, only the first of them, and is_cut() from then on.
  // REQUIRES: the phrase has a word
  [[nodiscard]] std::vector<NodeIndex> CarriersOf(std::string_view phrase);
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  bool Holds(NodeIndex organisation, const std::string& terms);
  bool TextHolds(std::string_view text, const std::string& terms);

  const Snapshot& snapshot_;
  const TextIndex& index_;
  size_t bytes_left_;
  bool is_cut_ = false;
  // By where a text stands: partnerships have many members.
  std::unordered_map<const char*, bool> of_partnerships_;
};

// Those that hold a word in whatever form; ascending.
std::vector<NodeIndex> CarriersOfWord(const TextIndex& index, std::string_view word);

}  // namespace kontor
