// Random numbers that are the same on every machine: the distributions of the standard library
// differ between its implementations, and floating-point arithmetic between processors, so there
// are only integers here. For samples and made-up data, not for secrets.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kontor {

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
// Not thread-safe.
class Random {
 public:
  // An own sequence for each (seed, stream, number): what is made up for one organisation does not
  // depend on how much was made up for the others.
  Random(uint64_t seed, uint64_t stream, uint64_t number);

  uint64_t Next();
  // In [0, bound). REQUIRES: bound > 0
  uint32_t Below(uint32_t bound);
  // In [low, high]. REQUIRES: low <= high
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<uint32_t>(high - low + 1)));
  }
  bool Chance(uint32_t percent) { return Below(100) < percent; }

  // REQUIRES: not empty
  template <typename Items>
  const auto& Pick(const Items& items) {
    assert(!items.empty());
    return items[Below(static_cast<uint32_t>(items.size()))];
  }

  // `count` different items in random order, fewer if there are not so many.
  template <typename Item>
  std::vector<Item> Sample(std::vector<Item> items, size_t count) {
    if (count > items.size()) count = items.size();
    for (size_t i = 0; i < count; ++i) {
      std::swap(items[i], items[i + Below(static_cast<uint32_t>(items.size() - i))]);
    }
    items.resize(count);
    return items;
  }

 private:
  uint64_t state_;
};

// Draws positions in proportion to weights. Immutable after building; thread-safe.
class WeightedChoice {
 public:
  // REQUIRES: the weights sum to more than 0 and less than 2^32
  explicit WeightedChoice(std::span<const uint32_t> weights);
  size_t Draw(Random& random) const;  // O(log size)

 private:
  std::vector<uint32_t> sums_;
};

}  // namespace kontor
