#include "index/near_word.h"

#include <cassert>

namespace kontor {

DistanceRows::DistanceRows(std::string_view word) : word_(word) {
  assert(word.size() <= kLongest);
  for (size_t j = 0; j <= word.size(); ++j) rows_[0][j] = static_cast<uint8_t>(j);
}

uint8_t DistanceRows::Compute(std::string_view term, size_t depth) {
  const auto& above = rows_[depth - 1];
  auto& row = rows_[depth];
  const char last = term[depth - 1];
  row[0] = static_cast<uint8_t>(depth);
  uint8_t least = row[0];
  for (size_t j = 1; j <= word_.size(); ++j) {
    const int substitution = above[j - 1] + (word_[j - 1] == last ? 0 : 1);
    int distance = std::min({row[j - 1] + 1, above[j] + 1, substitution});
    const bool transposed =
        depth > 1 && j > 1 && word_[j - 1] == term[depth - 2] && word_[j - 2] == last;
    if (transposed) distance = std::min(distance, rows_[depth - 2][j - 2] + 1);
    row[j] = static_cast<uint8_t>(distance);
    least = std::min(least, row[j]);
  }
  const uint8_t best = nearest_[depth - 1];
  nearest_[depth] = Distance(depth) <= Distance(best) ? static_cast<uint8_t>(depth) : best;
  return least;
}

}  // namespace kontor
