#include "base/random.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>
#include <vector>

namespace kontor {

TEST_CASE("random numbers are the same on every machine", "[base][random]") {
  Random random(7, 1, 2);
  const uint64_t first = random.Next();
  CHECK(first == Random(7, 1, 2).Next());
  CHECK(first != Random(7, 1, 3).Next());
  CHECK(first != Random(7, 2, 2).Next());
  std::map<int, int> counts;
  for (int i = 0; i < 10'000; ++i) ++counts[random.Between(3, 7)];
  REQUIRE(counts.size() == 5);
  for (const auto& [value, count] : counts) CHECK(std::abs(count - 2'000) < 200);
}

TEST_CASE("a weighted choice follows its weights and never picks a zero", "[base][random]") {
  const std::vector<uint32_t> weights = {0, 1, 0, 3};
  const WeightedChoice choice(weights);
  Random random(1, 0, 0);
  std::vector<int> counts(4);
  for (int i = 0; i < 4'000; ++i) ++counts[choice.Draw(random)];
  CHECK(counts[0] == 0);
  CHECK(counts[2] == 0);
  CHECK(std::abs(counts[3] - 3'000) < 150);
}

TEST_CASE("a sample has different items and is the same for the same seed", "[base][random]") {
  const std::vector<int> items = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::vector<int> sample = Random(7, 0, 0).Sample(items, 5);
  CHECK(sample == Random(7, 0, 0).Sample(items, 5));
  CHECK(sample != Random(8, 0, 0).Sample(items, 5));
  std::vector<int> sorted = Random(7, 0, 0).Sample(items, 100);
  std::ranges::sort(sorted);
  CHECK(sorted == items);
}

}  // namespace kontor
