#include "api/token_bucket.h"

#include <algorithm>

namespace kontor {

Allowance TokenBucket::Take(const RequestRate& rate, Moment now) {
  constexpr int64_t minute = 60'000'000;
  const int64_t step = minute / rate.per_minute;  // of one token
  const int64_t depth = step * rate.burst;        // of a bucket that is empty
  const int64_t time = now.time_since_epoch().count();
  int64_t full_at = full_at_.load(std::memory_order_relaxed);
  while (true) {
    const bool is_ahead = full_at > time + depth;  // the clock was put back
    const int64_t next = (is_ahead ? time : std::max(full_at, time)) + step;
    if (next > time + depth) {
      return {false, 0, Microseconds(next - time - depth), Microseconds(next - step - time)};
    }
    if (full_at_.compare_exchange_weak(full_at, next, std::memory_order_relaxed)) {
      const int64_t room = depth - (next - time);
      return {true, static_cast<uint32_t>(room / step),
              Microseconds(room >= step ? 0 : step - room), Microseconds(next - time)};
    }
  }
}

}  // namespace kontor
