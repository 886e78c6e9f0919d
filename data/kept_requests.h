// Requests that clients may send again without their being done twice: kept for a day, in the
// store.
#pragma once

#include <optional>

#include "base/kept_request.h"
#include "data/user_writer.h"

namespace kontor {

// Thread-safe.
class KeptRequests {
 public:
  static constexpr int64_t kKeptSeconds = 24 * 3600;

  explicit KeptRequests(UserWriter& writer) : writer_(writer) {}

  // Nothing: it is new, and is kept as begun from now on. Otherwise the one that was sent before
  // with that name and API key: whether it asked for the same, and what it got, is for the caller
  // to see. kUnavailable where Limits::max_kept_answers are kept. Forgets some of the old ones.
  Result<std::optional<KeptRequest>> Begin(const KeptRequest& request);
  // REQUIRES: Begin has kept it
  Status Finish(const KeptRequest& request);
  // It was not done: it may be sent again. REQUIRES: Begin has kept it
  Status Forget(const KeptRequest& request);

 private:
  UserWriter& writer_;
};

}  // namespace kontor
