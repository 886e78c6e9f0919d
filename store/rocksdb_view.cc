#include "store/rocksdb_view.h"

#include <rocksdb/iterator.h>

#include "base/distinct.h"
#include "store/codec.h"
#include "store/names.h"
#include "store/rocksdb_status.h"

namespace kontor {
namespace {

constexpr size_t kReadAheadBytes = size_t{1} << 20U;

// The least key after all that start with `prefix`; empty when there is none.
std::string AfterPrefix(std::string_view prefix) {
  std::string after(prefix);
  while (!after.empty() && after.back() == '\xff') after.pop_back();
  if (!after.empty()) after.back() = static_cast<char>(static_cast<uint8_t>(after.back()) + 1);
  return after;
}

Result<bool> VisitNode(std::string_view key, std::string_view value, NodeBuffer& buffer,
                       const NodeVisitor& visit) {
  const Result<NodeId> id = DecodeNodeKey(key);
  if (!id.has_value()) return std::unexpected(id.error());
  const Result<NodeView> node = DecodeNode(*id, value, buffer);
  if (!node.has_value()) return std::unexpected(node.error());
  return visit(*node);
}

}  // namespace

Result<std::unique_ptr<RocksDbView>> RocksDbView::Make(std::shared_ptr<const Database> database,
                                                       ViewState state) {
  const rocksdb::Snapshot* snapshot =
      state == ViewState::kSnapshot ? database->db().GetSnapshot() : nullptr;
  const Result<Meta> meta = ReadMeta(*database, snapshot);
  if (!meta.has_value()) {
    if (snapshot != nullptr) database->db().ReleaseSnapshot(snapshot);
    return std::unexpected(meta.error());
  }
  return std::unique_ptr<RocksDbView>(
      new RocksDbView(std::move(database), snapshot, meta->generation));
}

RocksDbView::~RocksDbView() {
  if (snapshot_ != nullptr) database_->db().ReleaseSnapshot(snapshot_);
}

Result<std::optional<std::string>> RocksDbView::FindRecord(Family family,
                                                           std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const rocksdb::Status status =
      database_->db().Get(options, database_->family(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return std::unexpected(ErrorOf(status, "reading the store"));
  return std::optional(std::move(value));
}

Status RocksDbView::ForEachRecord(Family family, std::string_view prefix, std::string_view from,
                                  const RecordVisitor& visit) const {
  const std::string end = AfterPrefix(prefix);
  const rocksdb::Slice upper_bound(end);
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  if (!end.empty()) options.iterate_upper_bound = &upper_bound;
  if (prefix.empty()) {  // a whole family: in large steps, and not at the cost of the cache
    options.readahead_size = kReadAheadBytes;
    options.fill_cache = false;
  }
  const std::unique_ptr<rocksdb::Iterator> at(
      database_->db().NewIterator(options, database_->family(family)));
  for (at->Seek(std::string(prefix) + std::string(from)); at->Valid(); at->Next()) {
    const Result<bool> more = visit(ToView(at->key()), ToView(at->value()));
    if (!more.has_value()) return std::unexpected(more.error());
    if (!*more) return {};
  }
  return StatusOf(at->status(), "reading the store");
}

Result<std::optional<Node>> RocksDbView::FindNode(NodeId id) const {
  const Result<std::optional<std::string>> record =
      FindRecord(Family::kNode, EncodeNodeKey(id).view());
  if (!record.has_value()) return std::unexpected(record.error());
  if (!record->has_value()) return std::nullopt;
  NodeBuffer buffer;
  const Result<NodeView> view = DecodeNode(id, **record, buffer);
  if (!view.has_value()) return std::unexpected(view.error());
  return ToNode(*view);
}

Result<std::optional<Edge>> RocksDbView::FindEdge(const EdgeKey& key) const {
  const Result<std::optional<std::string>> record =
      FindRecord(Family::kEdge, EncodeEdgeKey(key).view());
  if (!record.has_value()) return std::unexpected(record.error());
  if (!record->has_value()) return std::nullopt;
  Edge edge;
  const Status decoded = DecodeEdge(key, **record, edge);
  if (!decoded.has_value()) return std::unexpected(decoded.error());
  return edge;
}

Status RocksDbView::ForEachNode(const NodeVisitor& visit) const {
  NodeBuffer buffer;
  return ForEachRecord(Family::kNode, {}, {}, [&](std::string_view key, std::string_view value) {
    return VisitNode(key, value, buffer, visit);
  });
}

Status RocksDbView::ForEachNode(NodeType type, const NodeVisitor& visit) const {
  NodeBuffer buffer;
  const char first_byte = static_cast<char>(type);
  return ForEachRecord(Family::kNode, {&first_byte, 1}, {},
                       [&](std::string_view key, std::string_view value) {
                         return VisitNode(key, value, buffer, visit);
                       });
}

Status RocksDbView::VisitEdges(Family family, std::string_view prefix,
                               const EdgeVisitor& visit) const {
  Edge edge;
  const bool reverse = family == Family::kEdgeReverse;
  return ForEachRecord(
      family, prefix, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        const Result<EdgeKey> edge_key = reverse ? DecodeReverseEdgeKey(key) : DecodeEdgeKey(key);
        if (!edge_key.has_value()) return std::unexpected(edge_key.error());
        const Status decoded = DecodeEdge(*edge_key, value, edge);
        if (!decoded.has_value()) return std::unexpected(decoded.error());
        return visit(edge);
      });
}

Status RocksDbView::ForEachEdge(const EdgeVisitor& visit) const {
  return VisitEdges(Family::kEdge, {}, visit);
}

Status RocksDbView::ForEachEdgeFrom(NodeId from, const EdgeVisitor& visit) const {
  return VisitEdges(Family::kEdge, EncodeNodeKey(from).view(), visit);
}

Status RocksDbView::ForEachEdgeTo(NodeId to, const EdgeVisitor& visit) const {
  return VisitEdges(Family::kEdgeReverse, EncodeNodeKey(to).view(), visit);
}

Status RocksDbView::AddNamed(const std::string& prefix, size_t limit,
                             std::vector<NodeId>& ids) const {
  if (prefix.empty() || limit == 0) return {};
  size_t found = 0;
  return ForEachRecord(Family::kName, prefix, {},
                       [&](std::string_view key, std::string_view /*value*/) -> Result<bool> {
                         const std::optional<NodeId> id = NodeOfNameKey(key);
                         if (!id.has_value()) {
                           return Fail(ErrorCode::kCorrupt, "a key of the name index is malformed");
                         }
                         ids.push_back(*id);
                         return ++found < limit;
                       });
}

Result<std::vector<NodeId>> RocksDbView::Resolve(NodeType type, std::string_view name,
                                                 size_t limit) const {
  std::vector<NodeId> ids;
  const NamePrefixes prefixes = NamePrefixesOf(type, name);
  for (const std::string* prefix : {&prefixes.folded, &prefixes.verbatim}) {
    const Status added = AddNamed(*prefix, limit, ids);
    if (!added.has_value()) return std::unexpected(added.error());
  }
  SortDistinct(ids);
  if (ids.size() > limit) ids.resize(limit);
  return ids;
}

Status RocksDbView::ForEachCommitRecord(
    Generation first, const std::function<bool(const CommitRecord&)>& visit) const {
  return ForEachRecord(Family::kLog, {}, EncodeCommitKey(first).view(),
                       [&](std::string_view key, std::string_view value) -> Result<bool> {
                         if (key.size() != sizeof(CommitKeyBytes)) return true;
                         const Result<CommitRecord> record = DecodeCommit(key, value);
                         if (!record.has_value()) return std::unexpected(record.error());
                         return visit(*record);
                       });
}

Status RocksDbView::ForEachCommit(Generation first,
                                  const std::function<bool(const Commit&)>& visit) const {
  return ForEachCommitRecord(first, [&](const CommitRecord& record) {
    return record.commit.generation > generation_ || visit(record.commit);
  });
}

Status RocksDbView::ForEachLogEntry(Generation first,
                                    const std::function<bool(const LogEntry&)>& visit) const {
  return ForEachRecord(Family::kLog, {}, EncodeCommitKey(first).view(),
                       [&](std::string_view key, std::string_view value) -> Result<bool> {
                         if (key.size() == sizeof(CommitKeyBytes)) return true;
                         const Result<LogEntry> entry = DecodeLogEntry(key, value);
                         if (!entry.has_value()) return std::unexpected(entry.error());
                         return entry->generation > generation_ || visit(*entry);
                       });
}

Result<std::optional<std::string>> RocksDbView::FindUserRecord(UserFamily family,
                                                               std::string_view key) const {
  return FindRecord(FamilyOf(family), key);
}

Status RocksDbView::ForEachUserRecord(UserFamily family, std::string_view prefix,
                                      std::string_view from, const UserRecordVisitor& visit) const {
  return ForEachRecord(FamilyOf(family), prefix, from,
                       [&](std::string_view key, std::string_view value) -> Result<bool> {
                         return visit(key, value);
                       });
}

}  // namespace kontor
