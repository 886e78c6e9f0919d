// The store in a directory that the user named, opened for what a verb does with it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/snapshot_cache.h"
#include "store/store.h"

namespace kontor {

// Creates the store when the directory does not exist or is empty.
Result<std::unique_ptr<Store>> OpenForWriting(const std::string& database);

// Beside another process that writes: it shows the state at the time of opening. kNotFound when
// there is no store, with how to make one.
Result<std::unique_ptr<Store>> OpenForReading(const std::string& database);

// kNotFound, as OpenForReading, where there is none, without opening it; kInvalidArgument where no
// directory is named.
Status CheckStoreExists(const std::string& database);

// True if there is a store, be it readable or not.
bool StoreExists(const std::string& database);

// Told what a user should know of the files beside the store. Thread-safe.
using TellRemark = std::function<void(const std::string&)>;
// On standard error.
void SayRemark(const std::string& remark);

// Snapshots of the store, opened for reading anew for each of them, so that what another process
// imports is seen. Fails as OpenForReading does.
Result<SnapshotOrigin> OpenOrigin(const std::string& database, const TellRemark& tell = SayRemark);

// The same, with the texts of the newest of them.
Result<SnapshotOrigin> OpenOriginForSearch(const std::string& database,
                                           const TellRemark& tell = SayRemark);

// The same of a store that is open for writing: what is written through it is seen. `store`
// outlives it.
SnapshotOrigin OriginOf(const Store& store, const std::string& database,
                        const TellRemark& tell = SayRemark);

// kConflict, with how to fill the store.
[[nodiscard]] std::unexpected<Error> FailEmptyStore(const std::string& database);

}  // namespace kontor
