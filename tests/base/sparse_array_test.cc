#include "base/sparse_array.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "base/random.h"

namespace kontor {
namespace {

TEST_CASE("a set gives back its indices in ascending order", "[base][sparse_array]") {
  Random random(1, 0, 0);
  IndexSet set;
  for (const uint32_t bound : {1U, 63U, 64U, 65U, 1'000U}) {
    set.Resize(bound);
    std::set<uint32_t> expected;
    for (uint32_t n = 0; n < bound / 2 + 1; ++n) {
      const uint32_t i = random.Below(bound);
      set.Insert(i);
      expected.insert(i);
      if (random.Below(4) == 0) {
        const uint32_t gone = random.Below(bound);
        set.Erase(gone);
        expected.erase(gone);
      }
    }
    std::vector<uint32_t> found;
    set.ForEach([&found](uint32_t i) { found.push_back(i); });
    CHECK(found == std::vector(expected.begin(), expected.end()));
    for (uint32_t i = 0; i < bound; ++i) CHECK(set.Contains(i) == expected.contains(i));
    CHECK(set.IsEmpty() == expected.empty());
    set.Clear();
    CHECK(set.IsEmpty());
  }
}

TEST_CASE("a full set holds every index below its bound, and no other", "[base][sparse_array]") {
  for (const uint32_t bound : {0U, 1U, 63U, 64U, 65U, 130U}) {
    IndexSet all;
    all.Resize(bound);
    all.Fill();
    CHECK(all.Count() == bound);
    uint32_t next = 0;
    all.ForEach([&next](uint32_t i) { CHECK(i == next++); });
    CHECK(next == bound);

    IndexSet even;
    even.Resize(bound);
    for (uint32_t i = 0; i < bound; i += 2) even.Insert(i);
    all.IntersectWith(even);
    CHECK(all.Count() == (bound + 1) / 2);
    all.ForEach([](uint32_t i) { CHECK(i % 2 == 0); });
  }
}

TEST_CASE("a sparse array holds what was written, and nothing once it is clear",
          "[base][sparse_array]") {
  Random random(2, 0, 0);
  SparseArray<double> array;
  for (const uint32_t bound : {100U, 10U, 300U}) {
    array.Resize(bound);
    std::map<uint32_t, double> expected;
    for (int n = 0; n < 20; ++n) {
      const uint32_t i = random.Below(bound);
      array.Use(i) += 1.5;
      expected[i] += 1.5;
    }
    const uint32_t dropped = expected.begin()->first;
    array.Drop(dropped);
    expected.erase(dropped);
    std::map<uint32_t, double> found;
    array.ForEach([&found](uint32_t i, double value) { found[i] = value; });
    CHECK(found == expected);
    CHECK(array[dropped] == 0.0);
    array.Clear();
    CHECK(array.IsClear());
    for (uint32_t i = 0; i < bound; ++i) CHECK(array[i] == 0.0);
  }
}

}  // namespace
}  // namespace kontor
