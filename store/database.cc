#include "store/database.h"

#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <cstdarg>
#include <system_error>
#include <thread>
#include <vector>

#include "store/bytes.h"
#include "store/codec.h"
#include "store/rocksdb_status.h"

namespace kontor {
namespace {

constexpr size_t kWriteBufferBytes = size_t{64} << 20U;  // of all column families together
constexpr size_t kLargeFamilyBufferBytes = size_t{32} << 20U;
constexpr size_t kSmallFamilyBufferBytes = size_t{8} << 20U;
constexpr size_t kBlockBytes = size_t{16} << 10U;
constexpr uint64_t kMaxWalBytes = uint64_t{64} << 20U;
constexpr uint64_t kMaxManifestBytes = uint64_t{4} << 20U;
constexpr double kBloomBitsPerKey = 10;
constexpr double kMemtableBloomShare = 0.05;

constexpr std::string_view kSchemaKey = "schema";
constexpr std::string_view kGenerationKey = "generation";

// RocksDB's own log says nothing to a user and would write into a directory that is only read.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

// After a failed write the store itself brings RocksDB back (RocksDbStore::Recover), before its
// next write and not at any moment: RocksDB would refuse that while its own attempts go on.
class RecoveryOnDemand : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* automatic) override {
    *automatic = false;
  }
};

rocksdb::DBOptions MakeDbOptions(OpenMode mode, const DatabaseResources& resources) {
  rocksdb::DBOptions options;
  if (resources.env != nullptr) options.env = resources.env;
  options.create_if_missing = mode == OpenMode::kCreate;
  options.create_missing_column_families = mode == OpenMode::kCreate;
  options.error_if_exists = mode == OpenMode::kCreate;
  options.info_log = std::make_shared<SilentLogger>();
  options.listeners.push_back(std::make_shared<RecoveryOnDemand>());
  // A record that was cut off by a crash was never acknowledged; any other damage is refused.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.paranoid_checks = true;
  // Every file stays open: a reader keeps what a writer removes.
  options.max_open_files = -1;
  options.max_background_jobs = 2;
  options.db_write_buffer_size = kWriteBufferBytes;
  options.max_total_wal_size = kMaxWalBytes;
  options.max_manifest_file_size = kMaxManifestBytes;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(std::string_view name,
                                               const DatabaseResources& resources) {
  const bool large = name == "node" || name == "edge" || name == "edge_reverse" || name == "name";
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = large ? kLargeFamilyBufferBytes : kSmallFamilyBufferBytes;
  options.compression = rocksdb::kLZ4Compression;
  options.level_compaction_dynamic_level_bytes = true;
  // Most keys of an import are new: both filters make their look-ups cheap.
  options.memtable_whole_key_filtering = large;
  options.memtable_prefix_bloom_size_ratio = large ? kMemtableBloomShare : 0;
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = resources.cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// Until nobody reads a state before that number: what they read is kept in files.
Status AwaitReaders(rocksdb::DB& db, rocksdb::SequenceNumber number) {
  constexpr std::chrono::milliseconds pause(20);
  constexpr int most_pauses = 250;
  for (int i = 0; i < most_pauses; ++i) {
    uint64_t oldest = 0;  // 0: nobody reads
    if (!db.GetIntProperty(rocksdb::DB::Properties::kOldestSnapshotSequence, &oldest)) break;
    if (oldest == 0 || oldest >= number) return {};
    std::this_thread::sleep_for(pause);
  }
  return Fail(ErrorCode::kUnavailable, "somebody reads an earlier state of the store");
}

Result<uint64_t> ReadNumber(const Database& database, std::string_view key, unsigned width,
                            const rocksdb::ReadOptions& options) {
  std::string bytes;
  const rocksdb::Status status =
      database.db().Get(options, database.family(Family::kMeta), ToSlice(key), &bytes);
  if (!status.ok()) return std::unexpected(ErrorOf(status, "reading the store's schema"));
  ByteReader reader(bytes);
  const uint64_t number = reader.Fixed(width);
  if (!reader.done()) return Fail(ErrorCode::kCorrupt, "the store's schema cannot be read");
  return number;
}

}  // namespace

Result<std::shared_ptr<Database>> Database::Open(const std::filesystem::path& path, OpenMode mode,
                                                 const DatabaseResources& resources) {
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string_view name : kFamilyNames) {
    descriptors.emplace_back(std::string(name), MakeFamilyOptions(name, resources));
  }
  // RocksDB insists on having this one.
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName,
                           MakeFamilyOptions(rocksdb::kDefaultColumnFamilyName, resources));

  const rocksdb::DBOptions options = MakeDbOptions(mode, resources);
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status status =
      mode == OpenMode::kRead
          ? rocksdb::DB::OpenForReadOnly(options, path.string(), descriptors, &handles, &db)
          : rocksdb::DB::Open(options, path.string(), descriptors, &handles, &db);
  if (!status.ok()) return std::unexpected(ErrorOf(status, "opening " + path.string()));

  std::shared_ptr<Database> database(new Database());
  database->path_ = path;
  database->db_.reset(db);
  std::copy_n(handles.begin(), kFamilyNames.size(), database->families_.begin());
  db->DestroyColumnFamilyHandle(handles.back());
  return database;
}

Database::~Database() {
  for (rocksdb::ColumnFamilyHandle* handle : families_) db_->DestroyColumnFamilyHandle(handle);
  db_.reset();
  // What cannot be removed now is removed when the store is next opened for writing.
  std::error_code ignored;
  if (remove_when_closed_) std::filesystem::remove_all(path_, ignored);
}

Status Database::Flush() {
  rocksdb::FlushOptions options;
  options.wait = true;
  return StatusOf(db_->Flush(options, std::vector<rocksdb::ColumnFamilyHandle*>(families_.begin(),
                                                                                families_.end())),
                  "writing the store's files");
}

// Flushing all families makes every log obsolete that holds a removed record. Files that are
// obsolete go when deleting them is allowed again, before that returns.
Status Database::Rewrite(Family which) {
  if (Status flushed = Flush(); !flushed.has_value()) return flushed;
  if (Status seen = AwaitReaders(*db_, db_->GetLatestSequenceNumber()); !seen.has_value()) {
    return seen;
  }
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  rocksdb::Status status = db_->CompactRange(options, family(which), nullptr, nullptr);
  if (status.ok()) status = db_->DisableFileDeletions();
  if (status.ok()) status = db_->EnableFileDeletions();
  return StatusOf(status, "rewriting the store's files");
}

void Database::RemoveWhenClosed() {
  const std::lock_guard lock(mutex_);
  remove_when_closed_ = true;
}

Result<Meta> ReadMeta(const Database& database, const rocksdb::Snapshot* snapshot) {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  const Result<uint64_t> schema = ReadNumber(database, kSchemaKey, 4, options);
  if (!schema.has_value()) return std::unexpected(schema.error());
  const Result<uint64_t> generation = ReadNumber(database, kGenerationKey, 8, options);
  if (!generation.has_value()) return std::unexpected(generation.error());
  return Meta{static_cast<uint32_t>(*schema), *generation};
}

void PutMeta(const Database& database, const Meta& meta, rocksdb::WriteBatch& batch) {
  std::string schema;
  ByteWriter(schema).PutFixed(meta.schema_version, 4);
  std::string generation;
  ByteWriter(generation).PutFixed(meta.generation, 8);
  rocksdb::ColumnFamilyHandle* family = database.family(Family::kMeta);
  batch.Put(family, ToSlice(kSchemaKey), schema);
  batch.Put(family, ToSlice(kGenerationKey), generation);
}

}  // namespace kontor
