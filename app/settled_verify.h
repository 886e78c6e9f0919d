// Checking a store that another process may be writing.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "store/store.h"

namespace kontor {

// Which state a store is in: its RocksDB directory and its commit counter. Empty: unreadable.
using StoreState = std::optional<std::pair<uint64_t, Generation>>;

struct VerifyCalls {
  std::function<StoreState()> state;
  std::function<Result<std::vector<Finding>>()> verify;  // opens the store anew
};

// What a check found. An import that commits takes the files away that are being read: what is
// found wrong while the state changes tells nothing, and the check is made again. kUnavailable when
// that happens every time.
Result<std::vector<Finding>> VerifySettled(const VerifyCalls& calls);

}  // namespace kontor
