#include "store/rocksdb_store.h"

#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <map>

#include "store/codec.h"
#include "store/rocksdb_status.h"
#include "store/rocksdb_store_impl.h"
#include "store/rocksdb_writes.h"

namespace kontor {
namespace {

template <typename Type>
using CountsByType = std::map<Type, uint64_t>;

// Counts the keys of a column family by one of their bytes, which is a type.
template <typename Type>
Status CountKeys(const RocksDbView& view, Family family, size_t type_at,
                 CountsByType<Type>& counts) {
  return view.ForEachRecord(family, {}, {},
                            [&](std::string_view key, std::string_view /*value*/) -> Result<bool> {
                              if (key.size() <= type_at)
                                return Fail(ErrorCode::kCorrupt, "a key is too short");
                              ++counts[static_cast<Type>(key[type_at])];
                              return true;
                            });
}

template <typename Type>
uint64_t Sum(const CountsByType<Type>& counts) {
  uint64_t sum = 0;
  for (const auto& [type, count] : counts) sum += count;
  return sum;
}

}  // namespace

RocksDbStore::RocksDbStore(OpenedStore opened)
    : path_(std::move(opened.path)),
      resources_(std::move(opened.resources)),
      lock_(std::move(opened.lock)),
      counter_(std::move(opened.counter)),
      directory_number_(opened.directory_number),
      last_number_(opened.directory_number),
      generation_(opened.generation),
      database_(std::move(opened.database)) {}

std::shared_ptr<Database> RocksDbStore::database() const {
  const std::lock_guard lock(database_mutex_);
  return database_;
}

Result<std::unique_ptr<ReadView>> RocksDbStore::View() const {
  return RocksDbView::Make(database(), view_state());
}

Status RocksDbStore::ReadyToWrite() {
  if (!lock_.has_value()) {
    return Fail(ErrorCode::kPermission, path_.string() + " was opened for reading only");
  }
  if (bulk_active_) {
    return Fail(ErrorCode::kConflict, "an import is under way in this store; wait for its end");
  }
  if (disagrees_.has_value()) return std::unexpected(*disagrees_);
  return write_failed_ ? Recover() : Status{};
}

// After a failed write RocksDB refuses all others. What the log may hold of the failed one must not
// come back at the next opening: flushing makes the log obsolete.
Status RocksDbStore::Recover() {
  const std::shared_ptr<Database> database = this->database();
  Status status = StatusOf(database->db().Resume(), "continuing after a failed write");
  if (status.has_value()) status = database->Flush();
  if (status.has_value()) write_failed_ = false;
  return status;
}

Status RocksDbStore::Acknowledge(Generation generation) {
  const Status counted = counter_->Set(generation);
  if (!counted.has_value()) {
    disagrees_ = Error{counted.error().code, counted.error().message +
                                                 "; the commit is in the store, but not "
                                                 "acknowledged: stop and start again"};
    return std::unexpected(*disagrees_);
  }
  generation_ = generation;
  return {};
}

Result<Generation> RocksDbStore::Write(const Batch& batch, const CommitInfo& info) {
  const std::lock_guard writer(write_mutex_);
  const Status ready = ReadyToWrite();
  if (!ready.has_value()) return std::unexpected(ready.error());
  const std::shared_ptr<Database> database = this->database();
  const auto view = RocksDbView::Make(database, ViewState::kLatest);
  if (!view.has_value()) return std::unexpected(view.error());
  const Result<Changes> changes = ResolveBatch(batch, **view);
  if (!changes.has_value()) return std::unexpected(changes.error());
  if (changes->empty()) return generation_;

  const Generation next = generation_ + 1;
  rocksdb::WriteBatch writes;
  PutChanges(*database, *changes, LogEntryOf(*changes, next, 0), writes);
  PutCommit(*database, {{next, info, changes->counts}, 1}, writes);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const Status written = StatusOf(database->db().Write(synced, &writes), "writing to the store");
  if (!written.has_value()) {
    write_failed_ = true;
    return std::unexpected(written.error());
  }
  const Status acknowledged = Acknowledge(next);
  if (!acknowledged.has_value()) return std::unexpected(acknowledged.error());
  return next;
}

Status RocksDbStore::WriteUserRecords(std::span<const UserRecordChange> changes) {
  const std::lock_guard writer(write_mutex_);
  if (Status ready = ReadyToWrite(); !ready.has_value()) return ready;
  const std::shared_ptr<Database> database = this->database();
  rocksdb::WriteBatch writes;
  PutUserRecords(*database, changes, writes);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  Status written = StatusOf(database->db().Write(synced, &writes), "writing to the store");
  write_failed_ = !written.has_value();
  return written;
}

Status RocksDbStore::PurgeUserRecords(UserFamily family) {
  const std::shared_ptr<Database> database = this->database();
  {
    const std::lock_guard writer(write_mutex_);
    if (Status ready = ReadyToWrite(); !ready.has_value()) return ready;
  }
  return database->Rewrite(FamilyOf(family));
}

// Hard links of the files, and a small log of which there are: cheap at any size.
Result<std::shared_ptr<Database>> RocksDbStore::CopyDatabase(uint64_t number) {
  const std::filesystem::path copy_path = DatabasePath(path_, number);
  const Status status = database()->Flush();
  if (!status.has_value()) return std::unexpected(status.error());

  rocksdb::Checkpoint* made = nullptr;
  rocksdb::Status copied = rocksdb::Checkpoint::Create(&database()->db(), &made);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  if (copied.ok()) copied = checkpoint->CreateCheckpoint(copy_path.string());
  if (!copied.ok()) return std::unexpected(ErrorOf(copied, "preparing a bulk write"));
  return Database::Open(copy_path, OpenMode::kWrite, resources_);
}

Result<std::unique_ptr<BulkWriter>> RocksDbStore::BeginBulk(const CommitInfo& info) {
  const std::lock_guard writer(write_mutex_);
  const Status ready = ReadyToWrite();
  if (!ready.has_value()) return std::unexpected(ready.error());
  // Never one that was used before: a view may still hold what an earlier bulk write made.
  const uint64_t number = ++last_number_;
  Result<std::shared_ptr<Database>> copy = CopyDatabase(number);
  if (!copy.has_value()) return std::unexpected(copy.error());
  bulk_active_ = true;
  return std::make_unique<RocksDbBulkWriter>(*this, std::move(*copy), number, generation_, info);
}

Status RocksDbStore::AdoptBulk(std::shared_ptr<Database> database, uint64_t number,
                               Generation generation) {
  const std::lock_guard writer(write_mutex_);
  Status status = SyncDirectory(path_);
  if (status.has_value()) status = WritePointer(path_, {number, kSchemaVersion});
  if (!status.has_value()) {
    const Result<StorePointer> pointer = ReadPointer(path_);
    if (pointer.has_value() && pointer->directory_number == directory_number_) {
      database->RemoveWhenClosed();
    } else {
      disagrees_ = status.error();  // switched, but perhaps not for good: both directories stay
    }
    return status;
  }
  directory_number_ = number;
  {
    const std::lock_guard lock(database_mutex_);
    database_.swap(database);
  }
  database->RemoveWhenClosed();
  return Acknowledge(generation);
}

void RocksDbStore::EndBulk() {
  const std::lock_guard writer(write_mutex_);
  bulk_active_ = false;
}

Result<StoreStats> RocksDbStore::Stats() const {
  const auto view = RocksDbView::Make(database(), view_state());
  if (!view.has_value()) return std::unexpected(view.error());
  CountsByType<NodeType> nodes;
  CountsByType<EdgeType> edges;
  CountsByType<NodeType> names;
  constexpr size_t kTypeInEdgeKey = 8;
  Status status = CountKeys(**view, Family::kNode, 0, nodes);
  if (status.has_value()) status = CountKeys(**view, Family::kEdge, kTypeInEdgeKey, edges);
  if (status.has_value()) status = CountKeys(**view, Family::kName, 0, names);
  if (!status.has_value()) return std::unexpected(status.error());

  StoreStats stats;
  stats.generation = (*view)->generation();
  stats.schema_version = kSchemaVersion;
  stats.nodes = Sum(nodes);
  stats.edges = Sum(edges);
  stats.names = Sum(names);
  stats.disk_bytes = DirectoryBytes(path_);
  stats.nodes_by_type.assign(nodes.begin(), nodes.end());
  stats.edges_by_type.assign(edges.begin(), edges.end());
  return stats;
}

// The counter is read first: commits may go on meanwhile.
Result<std::vector<Finding>> RocksDbStore::Verify() const {
  const Result<Generation> counter = ReadCounter(path_);
  if (!counter.has_value() && counter.error().code != ErrorCode::kCorrupt) {
    return std::unexpected(counter.error());
  }
  const Result<std::unique_ptr<ReadView>> view = View();
  if (!view.has_value()) return std::unexpected(view.error());
  Result<std::vector<Finding>> findings = VerifyDatabase(database(), view_state());
  if (!findings.has_value()) return findings;
  if (!counter.has_value()) {
    findings->push_back({counter.error().message});
  } else if (lock_.has_value() && *counter > (*view)->generation()) {
    findings->push_back({"the counter stands at " + std::to_string(*counter) +
                         " but the store holds " + std::to_string((*view)->generation()) +
                         " commits"});
  }
  return findings;
}

}  // namespace kontor
