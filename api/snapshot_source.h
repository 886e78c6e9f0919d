// Where the server gets the data that it answers from; app/ implements it over the store.
#pragma once

#include <cstdint>
#include <memory>

#include "base/date.h"
#include "base/error.h"
#include "engine/search.h"
#include "engine/snapshot.h"

namespace kontor {

// A snapshot and the index of its texts.
struct Searchable {
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const TextIndex> texts;
};

// Thread-safe: every request calls it once, before anything else.
class SnapshotSource {
 public:
  virtual ~SnapshotSource() = default;

  // The newest snapshot when `as_of` is unknown: must be cheap. Else what was known on that day:
  // may be built on demand, so an implementation bounds how many it keeps and builds at a time.
  // kUnavailable while there is none.
  virtual Result<std::shared_ptr<const Snapshot>> Current(Date as_of) = 0;
  // The snapshot of that generation with its texts; 0: the newest. kUnavailable while there is
  // none, kConflict where that generation is not held any more.
  virtual Result<Searchable> ForSearch(uint64_t generation) = 0;
};

}  // namespace kontor
