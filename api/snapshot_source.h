// Where the server gets the data that it answers from; app/ implements it over the store.
#pragma once

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
  // The newest snapshot with its texts. kUnavailable while there is none.
  virtual Result<Searchable> ForSearch() = 0;
};

}  // namespace kontor
