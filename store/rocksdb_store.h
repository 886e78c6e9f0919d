// The store on disk. See store/layout.h for what is in its directory, docs/adr/0002 for what is
// promised about power cuts and damage, docs/adr/0003 for bulk writes.
//
// One process writes; any number may read beside it, each the state as of its opening.
#pragma once

#include <filesystem>
#include <memory>

#include "store/store.h"

namespace rocksdb {
class Env;
}

namespace kontor {

struct StoreOptions {
  // Make an empty store when there is none. Never inside a directory that has other content.
  bool create_if_missing = false;
  // Open beside a writer and without permission to write; changes nothing on disk. Every write
  // fails with kPermission.
  bool read_only = false;
  // Memory for blocks that were read, in bytes. A snapshot is built without it; look-ups gain.
  size_t cache_bytes = size_t{32} << 20U;
  // The file system under RocksDB, for tests of failure; the operating system's when null. Must
  // outlive the store.
  rocksdb::Env* env = nullptr;
};

// Errors, in all of which nothing is changed: kNotFound (no store there), kConflict (a directory
// with other content), kTooNew, kCorrupt (damaged, or it lost its last commits), kInUse (another
// process writes; not for read_only), kPermission, kNoSpace, kIo.
Result<std::unique_ptr<Store>> OpenRocksDbStore(const std::filesystem::path& path,
                                                const StoreOptions& options);

}  // namespace kontor
