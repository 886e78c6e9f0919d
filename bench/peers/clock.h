// Time of the processor: other load on the machine does not count, as long as caches last.
#pragma once

#include <ctime>

namespace kontor::bench {

// In seconds. A process's clock comes from clock_getcpuclockid.
inline double SecondsOf(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

inline double ThreadSeconds() { return SecondsOf(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace kontor::bench
