#include "store/rocksdb_writes.h"

#include <algorithm>
#include <iterator>

#include "store/codec.h"
#include "store/names.h"

namespace kontor {
namespace {

void PutNames(const Database& database, const NodeChange& change, rocksdb::WriteBatch& batch) {
  if (change.before.has_value() && change.after.has_value() &&
      SameNames(*change.before, *change.after)) {
    return;
  }
  using Keys = std::vector<std::string>;
  const Keys before = change.before.has_value() ? NameKeys(*change.before) : Keys{};
  const Keys after = change.after.has_value() ? NameKeys(*change.after) : Keys{};
  Keys gone;
  Keys come;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  rocksdb::ColumnFamilyHandle* family = database.family(Family::kName);
  for (const std::string& key : gone) batch.Delete(family, key);
  for (const std::string& key : come) batch.Put(family, key, rocksdb::Slice());
}

void PutNode(const Database& database, const NodeChange& change, std::string& buffer,
             rocksdb::WriteBatch& batch) {
  const NodeKeyBytes key = EncodeNodeKey(change.id);
  rocksdb::ColumnFamilyHandle* family = database.family(Family::kNode);
  if (change.after.has_value()) {
    buffer.clear();
    EncodeNode(*change.after, buffer);
    batch.Put(family, ToSlice(key.view()), buffer);
  } else {
    batch.Delete(family, ToSlice(key.view()));
  }
  PutNames(database, change, batch);
}

void PutEdge(const Database& database, const EdgeChange& change, std::string& buffer,
             rocksdb::WriteBatch& batch) {
  const EdgeKeyBytes key = EncodeEdgeKey(change.key);
  const EdgeKeyBytes reverse_key = EncodeReverseEdgeKey(change.key);
  rocksdb::ColumnFamilyHandle* forward = database.family(Family::kEdge);
  rocksdb::ColumnFamilyHandle* reverse = database.family(Family::kEdgeReverse);
  if (change.after.has_value()) {
    buffer.clear();
    EncodeEdge(*change.after, buffer);
    batch.Put(forward, ToSlice(key.view()), buffer);
    batch.Put(reverse, ToSlice(reverse_key.view()), buffer);
  } else {
    batch.Delete(forward, ToSlice(key.view()));
    batch.Delete(reverse, ToSlice(reverse_key.view()));
  }
}

}  // namespace

void PutChanges(const Database& database, const Changes& changes, const LogEntry& entry,
                rocksdb::WriteBatch& batch) {
  std::string buffer;
  for (const NodeChange& change : changes.nodes) PutNode(database, change, buffer, batch);
  for (const EdgeChange& change : changes.edges) PutEdge(database, change, buffer, batch);
  buffer.clear();
  EncodeLogEntry(entry, buffer);
  const LogEntryKeyBytes key = EncodeLogEntryKey(entry.generation, entry.part);
  batch.Put(database.family(Family::kLog), ToSlice(key.view()), buffer);
}

void PutCommit(const Database& database, const CommitRecord& record, rocksdb::WriteBatch& batch) {
  std::string bytes;
  EncodeCommit(record, bytes);
  const Generation generation = record.commit.generation;
  const CommitKeyBytes key = EncodeCommitKey(generation);
  batch.Put(database.family(Family::kLog), ToSlice(key.view()), bytes);
  PutMeta(database, {kSchemaVersion, generation}, batch);
}

}  // namespace kontor
