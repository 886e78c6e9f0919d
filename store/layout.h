// The directory of a store, around what RocksDB keeps in it. On disk, frozen:
//
//   kontor.store    which RocksDB directory is the store, and the schema; replaced in one step
//   commits         the number of the last acknowledged commit; written in place and synced
//   LOCK            held by the one process that may write
//   store-000001/   RocksDB's files; another number after each bulk write (docs/adr/0003)
//
// Beside the store, and no part of it:
//
//   snapshot        what was last built of it in memory (docs/adr/0009); replaced in one step, and
//                   ignored where it does not fit the store
//   texts           the index of its texts, likewise
//   keys            who may ask over HTTP, readable by its owner only (docs/adr/0012); replaced in
//                   one step. Its content is for api/ to read
//   keys.used       when each of them was used last, roughly
//   keys.lock       held by whoever changes one of these two, for a moment
//
// Readers take no lock and write nothing of the store.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"
#include "store/files.h"
#include "store/store.h"

namespace kontor {

// What kontor.store says.
struct StorePointer {
  uint64_t directory_number = 1;
  uint32_t schema_version = 0;
};

// What is at a path.
enum class DirectoryContent {
  kMissing,     // nothing
  kEmpty,       // a directory without entries
  kUnfinished,  // a store whose creation was interrupted
  kStore,
  kForeign,  // a directory with something else in it, or no directory
};
Result<DirectoryContent> Inspect(const std::filesystem::path& store);

// kCorrupt for a damaged file, kTooNew for one of a newer version, kNotFound when there is none.
Result<StorePointer> ReadPointer(const std::filesystem::path& store);
// Durable when it returns. See ReplaceFile about failure.
Status WritePointer(const std::filesystem::path& store, const StorePointer& pointer);

std::filesystem::path DatabasePath(const std::filesystem::path& store, uint64_t number);

std::filesystem::path SnapshotPath(const std::filesystem::path& store);
std::filesystem::path TextsPath(const std::filesystem::path& store);
// Where they are written before they take these places: several may write at once, each to a place
// of its own. REQUIRES: place < kSnapshotPlaces
inline constexpr unsigned kSnapshotPlaces = 8;
std::filesystem::path TemporarySnapshotPath(const std::filesystem::path& store, unsigned place);

std::filesystem::path KeysPath(const std::filesystem::path& store);
std::filesystem::path KeyUsePath(const std::filesystem::path& store);

// kInUse while another process has it.
Result<FileHandle> LockStore(const std::filesystem::path& store);
Result<FileHandle> LockKeys(const std::filesystem::path& store);

// Removes RocksDB directories other than the live one, and temporary files: what interrupted bulk
// writes left. Those of keys stay, as another lock guards them, and are overwritten by the next
// change. REQUIRES: the lock of the store is held
Status RemoveLeftovers(const std::filesystem::path& store, std::optional<uint64_t> live_number);

// kCorrupt when the file is missing or damaged.
Result<Generation> ReadCounter(const std::filesystem::path& store);

// The file of the commit counter, open for writing. Not thread-safe.
class CommitCounter {
 public:
  static Status Create(const std::filesystem::path& store);  // with the counter 0
  static Result<CommitCounter> Open(const std::filesystem::path& store);

  // Durable when it returns. Takes no new space: it cannot fail on a full disk.
  Status Set(Generation generation);

 private:
  CommitCounter(FileHandle file, std::filesystem::path path)
      : file_(std::move(file)), path_(std::move(path)) {}

  FileHandle file_;
  std::filesystem::path path_;
};

}  // namespace kontor
