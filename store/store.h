// What do we durably know? A property graph with a commit log. Two implementations under one
// contract suite: RocksDbStore (store/rocksdb_store.h) and MemoryStore (store/memory_store.h).
//
// Writes merge (base/record.h): the store joins a record with what it holds of that node or edge,
// so writing the same facts twice, or in another order, leaves the same store. A write that changes
// nothing makes no commit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/record.h"

namespace kontor {

// Number of the last commit; 0 for an empty store. Grows by one with each commit.
using Generation = uint64_t;

// What changed together. Applied in this order; all of it or nothing. A record that no store may
// hold fails with kInvalidArgument or kLimit (base/limits.h), two keys with one id with kConflict:
// nothing of its batch is written then. Attributes of edges need not be sorted.
struct Batch {
  std::vector<EdgeKey> erase_edges;
  std::vector<NodeId> erase_nodes;  // with their names and all edges from and to them
  std::vector<Node> nodes;          // merged with what is there
  // Merged with what is there. Ends need not exist yet; Verify finds those that never came.
  std::vector<Edge> edges;
  std::vector<NodeId> clear_nodes;  // before `nodes`: their values go, their edges stay

  [[nodiscard]] bool empty() const {
    return erase_edges.empty() && erase_nodes.empty() && clear_nodes.empty() && nodes.empty() &&
           edges.empty();
  }
};

// Each node and edge of a batch is counted once, by its state before and after the batch. A bulk
// write adds up its batches.
struct WriteCounts {
  uint64_t added = 0;    // nodes and edges that were not there
  uint64_t changed = 0;  // nodes and edges whose merge differs from what was there
  uint64_t unchanged = 0;
  uint64_t erased = 0;

  WriteCounts& operator+=(const WriteCounts& more) {
    added += more.added;
    changed += more.changed;
    unchanged += more.unchanged;
    erased += more.erased;
    return *this;
  }
};

// Who wrote and why: kept in the commit log.
struct CommitInfo {
  std::string origin;  // "import cordis", "import demo", "api"
  std::string detail;  // the file's name, the key's id; no personal data
  int64_t unix_seconds = 0;
};

struct Commit {
  Generation generation = 0;
  CommitInfo info;
  WriteCounts counts;
};

// The log's record of one batch of a commit: what it touched. A commit that came in as a bulk write
// has several, numbered from 0.
struct LogEntry {
  Generation generation = 0;
  uint32_t part = 0;
  std::vector<NodeId> nodes;
  std::vector<EdgeKey> edges;
  std::vector<NodeId> erased_nodes;
  std::vector<EdgeKey> erased_edges;
};

// What users record while they work, beside the graph: bytes under keys, in families of their own.
// Whoever writes them knows what they mean.
enum class UserFamily : uint8_t {
  kEvent,   // feedback, shortlists, expressions of interest
  kPerson,  // contact data
};

struct UserRecordChange {
  UserFamily family = UserFamily::kEvent;
  std::string key;
  std::optional<std::string> value;  // none: the record goes
};

// Callbacks return false to stop. Views passed to them live for that call only.
using NodeVisitor = std::function<bool(const NodeView&)>;
using EdgeVisitor = std::function<bool(const Edge&)>;

// One consistent state of the store. Reads see no later write. Thread-safe; must not outlive the
// store. Every read can fail with kCorrupt or kIo.
class ReadView {
 public:
  virtual ~ReadView() = default;

  [[nodiscard]] virtual Generation generation() const = 0;
  virtual Result<std::optional<Node>> FindNode(NodeId id) const = 0;
  virtual Result<std::optional<Edge>> FindEdge(const EdgeKey& key) const = 0;

  // Nodes in ascending order of id; with a type, those of that type.
  virtual Status ForEachNode(const NodeVisitor& visit) const = 0;
  virtual Status ForEachNode(NodeType type, const NodeVisitor& visit) const = 0;

  // Edges in ascending order of (from, type, to).
  virtual Status ForEachEdge(const EdgeVisitor& visit) const = 0;
  virtual Status ForEachEdgeFrom(NodeId from, const EdgeVisitor& visit) const = 0;
  // Edges to a node, in ascending order of (type, from).
  virtual Status ForEachEdgeTo(NodeId to, const EdgeVisitor& visit) const = 0;

  // Nodes of `type` with a name, alias or acronym that folds (base/text.h) to the same as `name`,
  // or with the key or identifier `name` itself; ascending by id, at most `limit`.
  virtual Result<std::vector<NodeId>> Resolve(NodeType type, std::string_view name,
                                              size_t limit) const = 0;

  // Commits in ascending order, from `first` on.
  virtual Status ForEachCommit(Generation first,
                               const std::function<bool(const Commit&)>& visit) const = 0;
  virtual Status ForEachLogEntry(Generation first,
                                 const std::function<bool(const LogEntry&)>& visit) const = 0;

  // None when there is no such record.
  virtual Result<std::optional<std::string>> FindUserRecord(UserFamily family,
                                                            std::string_view key) const = 0;
  // Records whose keys start with `prefix`, in ascending order, from `prefix` + `from` on.
  using UserRecordVisitor = std::function<bool(std::string_view key, std::string_view value)>;
  virtual Status ForEachUserRecord(UserFamily family, std::string_view prefix,
                                   std::string_view from, const UserRecordVisitor& visit) const = 0;
};

// A large write in many batches that becomes visible and durable as one commit, or not at all, even
// under kill -9. Memory does not grow with it, but with its largest batch: some thousand records
// are enough for full speed. One at a time, and no Store::Write beside it: both fail with
// kConflict, as does every call after Commit() or after a failure of the disk. A batch that is
// refused leaves the writer usable. Not thread-safe; must not outlive the store. Destroying it
// without Commit() leaves the store as it was.
class BulkWriter {
 public:
  virtual ~BulkWriter() = default;

  virtual Result<WriteCounts> Write(const Batch& batch) = 0;
  // The state with what has been written so far (its generation is the one before the commit).
  virtual Result<std::unique_ptr<ReadView>> View() const = 0;
  // Returns the new generation, or the old one when nothing changed. Synced and flushed.
  virtual Result<Generation> Commit() = 0;
};

struct StoreStats {
  Generation generation = 0;
  uint32_t schema_version = 0;
  uint64_t nodes = 0;
  uint64_t edges = 0;
  uint64_t names = 0;
  uint64_t disk_bytes = 0;                                   // 0 for the store in memory
  std::vector<std::pair<NodeType, uint64_t>> nodes_by_type;  // only types that occur
  std::vector<std::pair<EdgeType, uint64_t>> edges_by_type;
};

struct Finding {
  std::string what;  // one sentence: which record, and what is wrong with it
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Result<std::unique_ptr<ReadView>> View() const = 0;  // thread-safe
  // Atomic; durable when it returns. One writer at a time: callers are serialised by a mutex.
  virtual Result<Generation> Write(const Batch& batch, const CommitInfo& info) = 0;
  // All of it or nothing; durable when it returns. No commit: the generation stays, and so does all
  // that was made from it. Later changes of one key win. kConflict during a bulk write.
  virtual Status WriteUserRecords(std::span<const UserRecordChange> changes) = 0;
  // Rewrites the files of a family, so that what was removed is in none of them any more. Takes as
  // long as there is of it; reads and writes go on meanwhile. kUnavailable where a view of before
  // is held for seconds.
  virtual Status PurgeUserRecords(UserFamily family) = 0;
  virtual Result<std::unique_ptr<BulkWriter>> BeginBulk(const CommitInfo& info) = 0;
  virtual Result<StoreStats> Stats() const = 0;
  // Checks checksums, both edge directions, dangling references, the name index and the commit
  // counter. The findings, at most 1,000; empty: the store is sound.
  virtual Result<std::vector<Finding>> Verify() const = 0;
};

}  // namespace kontor
