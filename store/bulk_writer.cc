#include <rocksdb/write_batch.h>

#include "store/rocksdb_status.h"
#include "store/rocksdb_store_impl.h"
#include "store/rocksdb_writes.h"

namespace kontor {
namespace {

std::unexpected<Error> Ended() { return Fail(ErrorCode::kConflict, "this bulk write has ended"); }

// The copy is worth nothing until it is whole and flushed, so it needs no log of its own.
rocksdb::WriteOptions WithoutLog() {
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  return options;
}

}  // namespace

RocksDbBulkWriter::RocksDbBulkWriter(RocksDbStore& store, std::shared_ptr<Database> database,
                                     uint64_t number, Generation generation, CommitInfo info)
    : store_(store),
      database_(std::move(database)),
      number_(number),
      generation_(generation),
      info_(std::move(info)) {}

RocksDbBulkWriter::~RocksDbBulkWriter() { Discard(); }

void RocksDbBulkWriter::Discard() {
  if (database_ == nullptr) return;
  database_->RemoveWhenClosed();
  database_.reset();
  store_.EndBulk();
}

Result<WriteCounts> RocksDbBulkWriter::Write(const Batch& batch) {
  if (database_ == nullptr) return Ended();
  const auto view = RocksDbView::Make(database_, ViewState::kLatest);
  if (!view.has_value()) return std::unexpected(view.error());
  const Result<Changes> changes = ResolveBatch(batch, **view);
  if (!changes.has_value()) return std::unexpected(changes.error());
  if (!changes->empty()) {
    rocksdb::WriteBatch writes;
    PutChanges(*database_, *changes, LogEntryOf(*changes, generation_ + 1, parts_), writes);
    const Status written =
        StatusOf(database_->db().Write(WithoutLog(), &writes), "writing to the store");
    if (!written.has_value()) {
      Discard();
      return std::unexpected(written.error());
    }
    ++parts_;
  }
  counts_ += changes->counts;
  return changes->counts;
}

Result<std::unique_ptr<ReadView>> RocksDbBulkWriter::View() const {
  if (database_ == nullptr) return Ended();
  return RocksDbView::Make(database_, ViewState::kSnapshot);
}

Status RocksDbBulkWriter::WriteCommit() {
  rocksdb::WriteBatch writes;
  PutCommit(*database_, {{generation_ + 1, info_, counts_}, parts_}, writes);
  const Status written =
      StatusOf(database_->db().Write(WithoutLog(), &writes), "writing to the store");
  return written.has_value() ? database_->Flush() : written;
}

Result<Generation> RocksDbBulkWriter::Commit() {
  if (database_ == nullptr) return Ended();
  if (parts_ == 0) {
    Discard();
    return generation_;
  }
  Status status = WriteCommit();
  if (!status.has_value()) {
    Discard();
    return std::unexpected(status.error());
  }
  status = store_.AdoptBulk(std::move(database_), number_, generation_ + 1);
  store_.EndBulk();
  if (!status.has_value()) return std::unexpected(status.error());
  return generation_ + 1;
}

}  // namespace kontor
