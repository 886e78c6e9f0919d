// A store that lives in memory only: for tests, dry runs and small examples. Keeps every promise of
// store/store.h but durability. A write takes time and memory in proportion to the whole store, so
// that views stay as they are.
#pragma once

#include <memory>

#include "store/store.h"

namespace kontor {

std::unique_ptr<Store> MakeMemoryStore();

}  // namespace kontor
