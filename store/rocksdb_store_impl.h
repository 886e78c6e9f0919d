// The class behind OpenRocksDbStore. Private to store/.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "store/database.h"
#include "store/layout.h"
#include "store/rocksdb_view.h"
#include "store/store.h"

namespace kontor {

// What opening a store yields. `lock` and `counter` only when it was opened for writing.
struct OpenedStore {
  std::filesystem::path path;
  DatabaseResources resources;
  std::optional<FileHandle> lock;
  std::optional<CommitCounter> counter;
  uint64_t directory_number = 0;
  Generation generation = 0;
  std::shared_ptr<Database> database;
};

class RocksDbStore : public Store {
 public:
  explicit RocksDbStore(OpenedStore opened);

  Result<std::unique_ptr<ReadView>> View() const override;
  Result<Generation> Write(const Batch& batch, const CommitInfo& info) override;
  Status WriteUserRecords(std::span<const UserRecordChange> changes) override;
  Status PurgeUserRecords(UserFamily family) override;
  Result<std::unique_ptr<BulkWriter>> BeginBulk(const CommitInfo& info) override;
  Result<StoreStats> Stats() const override;
  Result<std::vector<Finding>> Verify() const override;

  // For the bulk writer. Makes its database, flushed and holding `generation`, the store: the
  // directory before goes when its last view does. On failure it is the other way round.
  Status AdoptBulk(std::shared_ptr<Database> database, uint64_t number, Generation generation);
  void EndBulk();

 private:
  std::shared_ptr<Database> database() const;
  // Nothing is written to a database that is open for reading.
  [[nodiscard]] ViewState view_state() const {
    return lock_.has_value() ? ViewState::kSnapshot : ViewState::kLatest;
  }
  // REQUIRES of all below: write_mutex_ is held
  Status ReadyToWrite();
  Status Recover();
  Status Acknowledge(Generation generation);
  Result<std::shared_ptr<Database>> CopyDatabase(uint64_t number);

  const std::filesystem::path path_;
  const DatabaseResources resources_;
  const std::optional<FileHandle> lock_;  // none: read-only

  std::mutex write_mutex_;
  // Guarded by write_mutex_:
  std::optional<CommitCounter> counter_;
  uint64_t directory_number_;
  uint64_t last_number_;  // of a directory that was made since the store was opened
  Generation generation_;
  bool bulk_active_ = false;
  bool write_failed_ = false;       // RocksDB must be brought back before the next write
  std::optional<Error> disagrees_;  // files and memory may differ: only reopening tells

  mutable std::mutex database_mutex_;
  std::shared_ptr<Database> database_;  // guarded by database_mutex_
};

class RocksDbBulkWriter : public BulkWriter {
 public:
  // `database` is the store's copy in the directory of `number`, at `generation`.
  RocksDbBulkWriter(RocksDbStore& store, std::shared_ptr<Database> database, uint64_t number,
                    Generation generation, CommitInfo info);
  ~RocksDbBulkWriter() override;

  Result<WriteCounts> Write(const Batch& batch) override;
  Result<std::unique_ptr<ReadView>> View() const override;
  Result<Generation> Commit() override;

 private:
  Status WriteCommit();
  void Discard();

  RocksDbStore& store_;
  std::shared_ptr<Database> database_;  // null when the writer has ended
  const uint64_t number_;
  const Generation generation_;
  const CommitInfo info_;
  WriteCounts counts_;
  uint32_t parts_ = 0;
};

// Looks again where a writer at work takes files away. Errors as OpenRocksDbStore.
Result<OpenedStore> OpenStoreForReading(const std::filesystem::path& path,
                                        const DatabaseResources& resources);

// All that Verify finds in one state of a database.
Result<std::vector<Finding>> VerifyDatabase(const std::shared_ptr<Database>& database,
                                            ViewState state);

}  // namespace kontor
