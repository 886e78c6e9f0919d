// Sets as sorted vectors.
#pragma once

#include <algorithm>
#include <vector>

namespace kontor {

// Sorts the values and keeps one of each. O(n log n)
template <typename T>
void SortDistinct(std::vector<T>& values) {
  std::ranges::sort(values);
  const auto repeated = std::ranges::unique(values);
  values.erase(repeated.begin(), repeated.end());
}

}  // namespace kontor
