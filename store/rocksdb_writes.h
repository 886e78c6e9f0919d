// Changes as a batch of RocksDB. Private to store/.
#pragma once

#include <rocksdb/write_batch.h>

#include "store/changes.h"
#include "store/database.h"
#include "store/log_codec.h"

namespace kontor {

// Nodes, both directions of edges, names, and the log entry of one part of a commit.
void PutChanges(const Database& database, const Changes& changes, const LogEntry& entry,
                rocksdb::WriteBatch& batch);

// The commit itself: its record in the log, and the generation.
void PutCommit(const Database& database, const CommitRecord& record, rocksdb::WriteBatch& batch);

void PutUserRecords(const Database& database, std::span<const UserRecordChange> changes,
                    rocksdb::WriteBatch& batch);

}  // namespace kontor
