// How often a key may ask: a bucket of tokens that fills up at a steady rate, of which each request
// takes one. Kept as the one moment at which the bucket will be full again (the generic cell rate
// algorithm, ITU-T I.371, annex A), so that no lock is needed.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "api/access_key.h"

namespace kontor {

using Microseconds = std::chrono::microseconds;
using Moment = std::chrono::sys_time<Microseconds>;

struct Allowance {
  bool granted = false;
  uint32_t remaining = 0;       // tokens after this one
  Microseconds until_token{0};  // until the next one is there; 0 where one is left
  Microseconds until_full{0};
};

// Full at first. Thread-safe.
class TokenBucket {
 public:
  // Takes a token where there is one. A clock that is put back refills the bucket, and blocks no
  // one. REQUIRES: a valid rate, the same as before or one that replaces it
  Allowance Take(const RequestRate& rate, Moment now);

 private:
  std::atomic<int64_t> full_at_{0};  // microseconds since 1970
};

}  // namespace kontor
