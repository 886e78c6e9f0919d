// Store to snapshot: reads everything that a read view holds and builds graph and indexes of it.
#pragma once

#include <memory>

#include "engine/snapshot.h"
#include "index/text_index.h"
#include "store/store.h"

namespace kontor {

// O(nodes + edges). Fails with what the store fails with (kCorrupt, kIo).
Result<std::shared_ptr<const Snapshot>> LoadSnapshot(const ReadView& view,
                                                     const SnapshotOptions& options);

// The newest state of the store as it was known on a day; unknown: everything.
Result<std::shared_ptr<const Snapshot>> LoadSnapshot(const Store& store, Date as_of);

// The store's state, of which the snapshot was made; kUnavailable when newer data have come since.
Result<std::unique_ptr<ReadView>> ViewOf(const Store& store, const Snapshot& snapshot);

// The index of the texts of a snapshot of the same state, built on all processors. `former`: one of
// an earlier state, to take parts over from that would come out the same, or null. O(nodes)
Result<std::shared_ptr<const TextIndex>> LoadTexts(const ReadView& view, const Snapshot& snapshot,
                                                   const TextIndex* former = nullptr);

}  // namespace kontor
