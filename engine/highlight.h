// What in an organisation's texts matches a query?
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/search.h"

namespace kontor {

struct MarkedText {
  struct Mark {  // bytes [begin, end) of the text
    size_t begin = 0;
    size_t end = 0;
  };
  TextField field = TextField::kName;
  std::string text;
  std::vector<Mark> marks;  // ascending, apart
};

// For the hits of one answer; must not outlive it. Not thread-safe: words that were looked at are
// remembered.
class Highlighter {
 public:
  Highlighter(const Snapshot& snapshot, const TextIndex& index, const QueryPlan& plan);

  // The name, marked or not, and what else is needed to show where the words of the query occur, as
  // far as they do: at most three texts. Of long texts the part around the first mark.
  [[nodiscard]] std::vector<MarkedText> Matches(NodeIndex organisation);

 private:
  // Which words of the plan a token stands for, as bits.
  uint32_t WordsOf(std::string_view token);
  MarkedText Mark(TextField field, std::string_view text, uint32_t& words);

  const Snapshot& snapshot_;
  const TextIndex& index_;
  std::map<std::string_view, uint32_t> terms_;                 // of the words' meanings
  std::map<std::string, uint32_t, std::less<>> known_tokens_;  // WordsOf
};

}  // namespace kontor
