#include "base/parallel.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

namespace kontor {

TEST_CASE("every index is worked on once, whatever the number of threads", "[base][parallel]") {
  for (const size_t threads : {size_t{1}, size_t{2}, size_t{16}}) {
    for (const size_t count : {size_t{0}, size_t{1}, size_t{1'000}}) {
      std::vector<int> visits(count, 0);
      std::vector<int> by_thread(threads, 0);
      ForEachIndex(count, threads, [&](size_t i, size_t thread) {
        ++visits[i];
        ++by_thread[thread];
      });
      CHECK(visits == std::vector<int>(count, 1));
      int sum = 0;
      for (const int visited : by_thread) sum += visited;
      CHECK(sum == static_cast<int>(count));
    }
  }
}

}  // namespace kontor
