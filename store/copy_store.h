// One state of a store on disk as a store of its own in another directory: what backups are, and
// what a restored store is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/error.h"
#include "store/store.h"

namespace kontor {

// Copies the state as of now, record by record, so that nothing is in the copy that was erased
// before; another process may go on writing to `source`. `target` is missing or empty, or what an
// interrupted copy left; it becomes a store with the last step, durably. The files beside a store
// (store/layout.h) are not copied. Returns the generation. `told` gets the number of records so far
// every now and then; may be empty. O(records), in constant memory.
//
// Errors of opening a store for `source`; kConflict where `target` holds something, kInUse where it
// is being made by another process, kPermission, kNoSpace, kIo. On failure a
// directory that was made for it is removed again.
Result<Generation> CopyStore(const std::filesystem::path& source,
                             const std::filesystem::path& target,
                             const std::function<void(uint64_t records)>& told = {});

}  // namespace kontor
