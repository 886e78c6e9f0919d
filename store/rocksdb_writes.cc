#include "store/rocksdb_writes.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "store/codec.h"
#include "store/names.h"

namespace kontor {
namespace {

// Keys of the name index that come and go.
struct NameChanges {
  std::vector<std::string> gone;
  std::vector<std::string> come;
};

void AddNameChanges(const NodeChange& change, NameChanges& names) {
  if (change.before.has_value() && change.after.has_value() &&
      SameNames(*change.before, *change.after)) {
    return;
  }
  using Keys = std::vector<std::string>;
  const Keys before = change.before.has_value() ? NameKeys(*change.before) : Keys{};
  const Keys after = change.after.has_value() ? NameKeys(*change.after) : Keys{};
  std::ranges::set_difference(before, after, std::back_inserter(names.gone));
  std::ranges::set_difference(after, before, std::back_inserter(names.come));
}

void PutNodes(const Database& database, const std::vector<NodeChange>& changes,
              rocksdb::WriteBatch& batch) {
  std::string buffer;
  rocksdb::ColumnFamilyHandle* family = database.family(Family::kNode);
  for (const NodeChange& change : changes) {
    const NodeKeyBytes key = EncodeNodeKey(change.id);
    if (change.after.has_value()) {
      buffer.clear();
      EncodeNode(*change.after, buffer);
      batch.Put(family, ToSlice(key.view()), buffer);
    } else {
      batch.Delete(family, ToSlice(key.view()));
    }
  }
}

void PutNames(const Database& database, const std::vector<NodeChange>& changes,
              rocksdb::WriteBatch& batch) {
  NameChanges names;
  for (const NodeChange& change : changes) AddNameChanges(change, names);
  std::ranges::sort(names.come);
  rocksdb::ColumnFamilyHandle* family = database.family(Family::kName);
  for (const std::string& key : names.gone) batch.Delete(family, key);
  for (const std::string& key : names.come) batch.Put(family, key, rocksdb::Slice());
}

void PutEdge(rocksdb::ColumnFamilyHandle* family, std::string_view key, const EdgeChange& change,
             std::string& buffer, rocksdb::WriteBatch& batch) {
  if (change.after.has_value()) {
    buffer.clear();
    EncodeEdge(*change.after, buffer);
    batch.Put(family, ToSlice(key), buffer);
  } else {
    batch.Delete(family, ToSlice(key));
  }
}

void PutEdges(const Database& database, const std::vector<EdgeChange>& changes,
              rocksdb::WriteBatch& batch) {
  std::string buffer;
  rocksdb::ColumnFamilyHandle* forward = database.family(Family::kEdge);
  for (const EdgeChange& change : changes) {
    PutEdge(forward, EncodeEdgeKey(change.key).view(), change, buffer, batch);
  }
  std::vector<const EdgeChange*> by_target;
  by_target.reserve(changes.size());
  for (const EdgeChange& change : changes) by_target.push_back(&change);
  std::ranges::sort(by_target, {}, [](const EdgeChange* change) {
    return std::tie(change->key.to, change->key.type, change->key.from);
  });
  rocksdb::ColumnFamilyHandle* reverse = database.family(Family::kEdgeReverse);
  for (const EdgeChange* change : by_target) {
    PutEdge(reverse, EncodeReverseEdgeKey(change->key).view(), *change, buffer, batch);
  }
}

}  // namespace

void PutChanges(const Database& database, const Changes& changes, const LogEntry& entry,
                rocksdb::WriteBatch& batch) {
  // In the order of keys: RocksDB takes neighbours in faster.
  PutNodes(database, changes.nodes, batch);
  PutNames(database, changes.nodes, batch);
  PutEdges(database, changes.edges, batch);
  std::string buffer;
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

void PutUserRecords(const Database& database, std::span<const UserRecordChange> changes,
                    rocksdb::WriteBatch& batch) {
  for (const UserRecordChange& change : changes) {
    rocksdb::ColumnFamilyHandle* family = database.family(FamilyOf(change.family));
    if (change.value.has_value()) {
      batch.Put(family, change.key, *change.value);
    } else {
      batch.Delete(family, change.key);
    }
  }
}

}  // namespace kontor
