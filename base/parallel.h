// One loop on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace kontor {

// Calls work(i, thread) once for every i in [0, count), on the calling thread, which has the number
// 0, and at most threads - 1 others. Each takes the next i that nobody has; so that a result does
// not depend on who was faster, every i has a place of its own for it. `work` must not throw on the
// other threads. REQUIRES: threads > 0
template <typename Work>
void ForEachIndex(size_t count, size_t threads, Work work) {
  std::atomic<size_t> next = 0;
  const auto take = [&](size_t thread) {
    for (size_t i = next++; i < count; i = next++) work(i, thread);
  };
  std::vector<std::jthread> others;
  for (size_t thread = 1; thread < std::min(threads, count); ++thread) {
    others.emplace_back(take, thread);
  }
  take(0);
}

}  // namespace kontor
