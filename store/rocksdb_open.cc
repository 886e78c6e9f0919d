// Opening and creating a store on disk: everything is checked by reading before anything is
// written.
#include <algorithm>
#include <chrono>
#include <set>

#include "store/codec.h"
#include "store/rocksdb_status.h"
#include "store/rocksdb_store.h"
#include "store/rocksdb_store_impl.h"
#include "store/rocksdb_writes.h"

namespace kontor {
namespace {

// A reader that meets a writer at work (a file just removed, a log just replaced) finds a sound
// store when it looks again. Damage is still there after so many looks in which nothing moved; a
// writer that never rests is waited for so long.
constexpr int kLooksAtRest = 10;
constexpr std::chrono::seconds kLooking{20};

std::unexpected<Error> LostCommits(const std::filesystem::path& path, Generation held,
                                   Generation acknowledged) {
  return Fail(
      ErrorCode::kCorrupt,
      path.string() + " has lost commits: it holds " + std::to_string(held) + " of " +
          std::to_string(acknowledged) +
          " that were acknowledged; restore a backup, or import again into a new directory");
}

// The counter is written after the commit and before the acknowledgement: it may be behind by the
// one commit that a crash interrupted, and never ahead.
Status CompareWithCounter(const std::filesystem::path& path, Generation held,
                          Generation counter_before, Generation counter_after) {
  if (held < counter_before) return LostCommits(path, held, counter_before);
  if (held > counter_after + 1) {
    return Fail(ErrorCode::kCorrupt,
                path.string() + " holds " + std::to_string(held) +
                    " commits but its counter says " + std::to_string(counter_after) +
                    ": the file 'commits' is not this store's; restore both from one backup");
  }
  return {};
}

Status CheckSchema(const std::filesystem::path& path, const Meta& meta) {
  if (meta.schema_version <= kSchemaVersion) return {};
  return Fail(ErrorCode::kTooNew, path.string() +
                                      " was written by a newer version of kontor (schema " +
                                      std::to_string(meta.schema_version) + ", this one knows " +
                                      std::to_string(kSchemaVersion) + "): update kontor");
}

Result<OpenedStore> TryOpenForReading(const std::filesystem::path& path,
                                      const DatabaseResources& resources) {
  const Result<StorePointer> pointer = ReadPointer(path);
  if (!pointer.has_value()) return std::unexpected(pointer.error());
  const Result<Generation> before = ReadCounter(path);
  if (!before.has_value()) return std::unexpected(before.error());
  Result<std::shared_ptr<Database>> database =
      Database::Open(DatabasePath(path, pointer->directory_number), OpenMode::kRead, resources);
  if (!database.has_value()) return std::unexpected(database.error());
  const Result<Meta> meta = ReadMeta(**database, nullptr);
  if (!meta.has_value()) return std::unexpected(meta.error());
  const Result<Generation> after = ReadCounter(path);
  if (!after.has_value()) return std::unexpected(after.error());

  Status sound = CheckSchema(path, *meta);
  if (sound.has_value()) sound = CompareWithCounter(path, meta->generation, *before, *after);
  if (!sound.has_value()) return std::unexpected(sound.error());
  return OpenedStore{path,
                     resources,
                     std::nullopt,
                     std::nullopt,
                     pointer->directory_number,
                     meta->generation,
                     std::move(*database)};
}

// Changes whenever a commit, a flush or a compaction changes what a reader needs. Empty when it
// cannot be told.
std::set<std::string> FilesInUse(const std::filesystem::path& path) {
  std::set<std::string> names;
  const Result<StorePointer> pointer = ReadPointer(path);
  const Result<Generation> commits = ReadCounter(path);
  if (!pointer.has_value() || !commits.has_value()) return names;
  names.insert("commits " + std::to_string(*commits));
  const std::filesystem::path directory = DatabasePath(path, pointer->directory_number);
  std::error_code error;
  for (std::filesystem::directory_iterator file(directory, error), end; !error && file != end;
       file.increment(error)) {
    names.insert(file->path().string());
  }
  return names;
}

}  // namespace

Result<OpenedStore> OpenStoreForReading(const std::filesystem::path& path,
                                        const DatabaseResources& resources) {
  const auto deadline = std::chrono::steady_clock::now() + kLooking;
  std::set<std::string> before;  // of the look before; a first one has none
  for (int at_rest = 0;;) {
    Result<OpenedStore> opened = TryOpenForReading(path, resources);
    if (opened.has_value()) return opened;
    const ErrorCode code = opened.error().code;
    if (code != ErrorCode::kCorrupt && code != ErrorCode::kIo) return opened;
    std::set<std::string> after = FilesInUse(path);
    if (after == before) ++at_rest;
    if (at_rest == kLooksAtRest || std::chrono::steady_clock::now() > deadline) return opened;
    before = std::move(after);
  }
}

namespace {

// REQUIRES: `lock` is the store's
Result<OpenedStore> OpenForWriting(const std::filesystem::path& path, FileHandle lock,
                                   const DatabaseResources& resources) {
  // Nobody writes while we hold the lock: what does not open for reading now is damaged.
  Result<OpenedStore> opened = TryOpenForReading(path, resources);
  if (!opened.has_value()) return opened;
  opened->database.reset();
  Result<CommitCounter> counter = CommitCounter::Open(path);
  if (!counter.has_value()) return std::unexpected(counter.error());
  const uint64_t number = opened->directory_number;
  Result<std::shared_ptr<Database>> database =
      Database::Open(DatabasePath(path, number), OpenMode::kWrite, resources);
  if (!database.has_value()) return std::unexpected(database.error());

  Status status = RemoveLeftovers(path, number);
  // Its one commit may have been in flight when the process before was killed.
  if (status.has_value()) status = counter->Set(opened->generation);
  if (!status.has_value()) return std::unexpected(status.error());
  opened->lock.emplace(std::move(lock));
  opened->counter.emplace(std::move(*counter));
  opened->database = std::move(*database);
  return opened;
}

// Everything but the pointer, which makes it a store.
Status PrepareNewStore(const std::filesystem::path& path, const DatabaseResources& resources) {
  constexpr uint64_t kFirstDirectory = 1;
  Status status = RemoveLeftovers(path, std::nullopt);
  if (!status.has_value()) return status;
  const Result<std::shared_ptr<Database>> database =
      Database::Open(DatabasePath(path, kFirstDirectory), OpenMode::kCreate, resources);
  if (!database.has_value()) return std::unexpected(database.error());
  rocksdb::WriteBatch batch;
  PutMeta(**database, {kSchemaVersion, 0}, batch);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  status = StatusOf((*database)->db().Write(synced, &batch), "creating " + path.string());
  if (status.has_value()) status = (*database)->Flush();
  if (status.has_value()) status = CommitCounter::Create(path);
  if (status.has_value()) status = WritePointer(path, {kFirstDirectory, kSchemaVersion});
  return status;
}

Result<OpenedStore> CreateStore(const std::filesystem::path& path,
                                const DatabaseResources& resources) {
  Status status = CreateDirectories(path);
  if (!status.has_value()) return std::unexpected(status.error());
  Result<FileHandle> lock = LockStore(path);
  if (!lock.has_value()) return std::unexpected(lock.error());
  // Another process may have made it in the meantime.
  const Result<DirectoryContent> content = Inspect(path);
  if (!content.has_value()) return std::unexpected(content.error());
  if (*content != DirectoryContent::kStore) {
    status = PrepareNewStore(path, resources);
    if (!status.has_value()) {
      (void)RemoveLeftovers(path, std::nullopt);  // or by the next attempt
      return std::unexpected(status.error());
    }
  }
  return OpenForWriting(path, std::move(*lock), resources);
}

Result<OpenedStore> OpenExisting(const std::filesystem::path& path, bool read_only,
                                 const DatabaseResources& resources) {
  if (read_only) return OpenStoreForReading(path, resources);
  // Before the lock: a store of a newer version may lock in another way.
  const Result<StorePointer> pointer = ReadPointer(path);
  if (!pointer.has_value()) return std::unexpected(pointer.error());
  Result<FileHandle> lock = LockStore(path);
  if (!lock.has_value()) return std::unexpected(lock.error());
  return OpenForWriting(path, std::move(*lock), resources);
}

Result<OpenedStore> OpenOrCreate(const std::filesystem::path& path, const StoreOptions& options,
                                 const DatabaseResources& resources) {
  const Result<DirectoryContent> content = Inspect(path);
  if (!content.has_value()) return std::unexpected(content.error());
  switch (*content) {
    case DirectoryContent::kStore:
      return OpenExisting(path, options.read_only, resources);
    case DirectoryContent::kForeign:
      return Fail(ErrorCode::kConflict,
                  path.string() + " is not a store of kontor; give a directory of its own");
    case DirectoryContent::kMissing:
    case DirectoryContent::kEmpty:
    case DirectoryContent::kUnfinished:
      break;
  }
  if (options.create_if_missing && !options.read_only) return CreateStore(path, resources);
  return Fail(ErrorCode::kNotFound,
              "there is no store in " + path.string() + "; kontor import makes one");
}

}  // namespace

Result<std::unique_ptr<Store>> OpenRocksDbStore(const std::filesystem::path& path,
                                                const StoreOptions& options) {
  const DatabaseResources resources{options.env, rocksdb::NewLRUCache(options.cache_bytes)};
  Result<OpenedStore> opened = OpenOrCreate(path.lexically_normal(), options, resources);
  if (!opened.has_value()) return std::unexpected(opened.error());
  return std::make_unique<RocksDbStore>(std::move(*opened));
}

}  // namespace kontor
