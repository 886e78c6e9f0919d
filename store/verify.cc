// Is the store sound? Whole column families are compared by a sum over hashes of their records,
// which does not depend on the order; only where two sums differ are the records looked up.
#include <algorithm>

#include "store/bytes.h"
#include "store/codec.h"
#include "store/names.h"
#include "store/rocksdb_status.h"
#include "store/rocksdb_store_impl.h"

namespace kontor {
namespace {

constexpr size_t kMaxFindings = 1'000;

class Findings {
 public:
  void Add(std::string what) {
    if (!full()) all_.push_back({std::move(what)});
  }
  [[nodiscard]] bool full() const { return all_.size() >= kMaxFindings; }
  std::vector<Finding> Take() { return std::move(all_); }

 private:
  std::vector<Finding> all_;
};

// Equal for equal multisets of texts, and almost surely different for others.
class MultisetHash {
 public:
  void Add(std::string_view key, std::string_view value) {
    uint64_t hash = Checksum(key) * 0x9e3779b97f4a7c15ULL + Checksum(value);
    hash = (hash ^ (hash >> 31U)) * 0xbf58476d1ce4e5b9ULL;
    sum_ += hash ^ (hash >> 29U);
    ++count_;
  }
  friend bool operator==(const MultisetHash&, const MultisetHash&) = default;

 private:
  uint64_t sum_ = 0;
  uint64_t count_ = 0;
};

std::string Quoted(std::string_view text) { return "'" + std::string(text.substr(0, 80)) + "'"; }

// The text in a key of the name index, without the type, the kind and the node behind it.
std::string_view NameIn(std::string_view key) {
  constexpr size_t kAround = 2 + 1 + 8;
  return key.size() > kAround ? key.substr(2, key.size() - kAround) : std::string_view();
}

// One check each; a record that cannot be read is a finding, a failure to read at all an error.
class Verification {
 public:
  explicit Verification(const RocksDbView& view) : view_(view) {}

  Status CheckNodes();
  Status CheckEdges();
  Status CheckNames();
  Status CheckLog(Generation generation);
  std::vector<Finding> Take() { return findings_.Take(); }

 private:
  void CheckEnd(const EdgeKey& key, NodeId end, const char* which);
  Status CheckEdgeRecords(Family family, MultisetHash& hash);
  Status FindLonelyEdges(Family family, Family twin);
  Status FindMissingNames();
  Status FindWrongNames();

  const RocksDbView& view_;
  Findings findings_;
  std::vector<NodeId> nodes_;  // all, sorted
  MultisetHash names_of_nodes_;
};

Status Verification::CheckNodes() {
  NodeBuffer buffer;
  return view_.ForEachRecord(
      Family::kNode, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        const Result<NodeId> id = DecodeNodeKey(key);
        if (!id.has_value()) {
          findings_.Add(id.error().message);
          return !findings_.full();
        }
        nodes_.push_back(*id);
        const Result<NodeView> node = DecodeNode(*id, value, buffer);
        if (!node.has_value()) {
          findings_.Add(node.error().message);
        } else if (NodeId::Of(id->type(), node->key) != *id) {
          findings_.Add(Describe(*id) + " has the key " + Quoted(node->key) + " of another node");
        } else {
          for (const std::string& name : NameKeys(ToNode(*node))) names_of_nodes_.Add(name, {});
        }
        return !findings_.full();
      });
}

void Verification::CheckEnd(const EdgeKey& key, NodeId end, const char* which) {
  if (!std::ranges::binary_search(nodes_, end)) {
    findings_.Add("the edge " + Describe(key) + " " + which + " a node that does not exist");
  }
}

Status Verification::CheckEdgeRecords(Family family, MultisetHash& hash) {
  Edge edge;
  const bool reverse = family == Family::kEdgeReverse;
  return view_.ForEachRecord(
      family, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        const Result<EdgeKey> edge_key = reverse ? DecodeReverseEdgeKey(key) : DecodeEdgeKey(key);
        if (!edge_key.has_value()) {
          findings_.Add(edge_key.error().message);
          return !findings_.full();
        }
        hash.Add(EncodeEdgeKey(*edge_key).view(), value);
        if (reverse) {
          CheckEnd(*edge_key, edge_key->to, "leads to");
        } else {
          CheckEnd(*edge_key, edge_key->from, "starts from");
          const Status decoded = DecodeEdge(*edge_key, value, edge);
          if (!decoded.has_value()) findings_.Add(decoded.error().message);
        }
        return !findings_.full();
      });
}

Status Verification::FindLonelyEdges(Family family, Family twin) {
  const bool reverse = family == Family::kEdgeReverse;
  return view_.ForEachRecord(
      family, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        const Result<EdgeKey> edge = reverse ? DecodeReverseEdgeKey(key) : DecodeEdgeKey(key);
        if (!edge.has_value()) return true;  // a finding already
        const EdgeKeyBytes twin_key = reverse ? EncodeEdgeKey(*edge) : EncodeReverseEdgeKey(*edge);
        const auto found = view_.FindRecord(twin, twin_key.view());
        if (!found.has_value()) return std::unexpected(found.error());
        if (!found->has_value()) {
          findings_.Add("the edge " + Describe(*edge) + " is missing in " +
                        std::string(kFamilyNames[static_cast<size_t>(twin)]));
        } else if (!reverse && **found != value) {
          findings_.Add("the edge " + Describe(*edge) + " differs between its two directions");
        }
        return !findings_.full();
      });
}

Status Verification::CheckEdges() {
  MultisetHash forward;
  MultisetHash reverse;
  Status status = CheckEdgeRecords(Family::kEdge, forward);
  if (status.has_value()) status = CheckEdgeRecords(Family::kEdgeReverse, reverse);
  if (!status.has_value() || forward == reverse || findings_.full()) return status;
  status = FindLonelyEdges(Family::kEdge, Family::kEdgeReverse);
  return status.has_value() ? FindLonelyEdges(Family::kEdgeReverse, Family::kEdge) : status;
}

Status Verification::FindMissingNames() {
  Status found = view_.ForEachNode([&](const NodeView& node) {
    for (const std::string& key : NameKeys(ToNode(node))) {
      const auto record = view_.FindRecord(Family::kName, key);
      if (record.has_value() && record->has_value()) continue;
      findings_.Add("the name " + Quoted(NameIn(key)) + " of " + Describe(node.id) +
                    " is missing in the name index");
    }
    return !findings_.full();
  });
  // A node that cannot be read is a finding already.
  if (!found.has_value() && found.error().code == ErrorCode::kCorrupt) return {};
  return found;
}

Status Verification::FindWrongNames() {
  return view_.ForEachRecord(
      Family::kName, {}, {}, [&](std::string_view key, std::string_view /*value*/) -> Result<bool> {
        const std::optional<NodeId> id = NodeOfNameKey(key);
        const auto node = view_.FindNode(id.value_or(NodeId()));
        const bool named = node.has_value() && node->has_value() &&
                           std::ranges::binary_search(NameKeys(**node), key);
        if (!named) {
          findings_.Add("the name index leads from " + Quoted(NameIn(key)) + " to " +
                        Describe(id.value_or(NodeId())) + ", which does not say so");
        }
        return !findings_.full();
      });
}

Status Verification::CheckNames() {
  MultisetHash names;
  Status status = view_.ForEachRecord(
      Family::kName, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        names.Add(key, value);
        return true;
      });
  if (!status.has_value() || names == names_of_nodes_ || findings_.full()) return status;
  status = FindMissingNames();
  return status.has_value() ? FindWrongNames() : status;
}

Status Verification::CheckLog(Generation generation) {
  Generation last = 0;
  uint32_t announced = 0;
  uint32_t parts = 0;
  const auto end_commit = [&] {
    if (parts != announced) {
      findings_.Add("commit " + std::to_string(last) + " has " + std::to_string(parts) + " of " +
                    std::to_string(announced) + " parts in the commit log");
    }
  };
  const Status read = view_.ForEachRecord(
      Family::kLog, {}, {}, [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() == sizeof(CommitKeyBytes)) {
          end_commit();
          const Result<CommitRecord> record = DecodeCommit(key, value);
          if (!record.has_value()) {
            findings_.Add(record.error().message);
            return false;
          }
          if (record->commit.generation != last + 1) {
            findings_.Add("commit " + std::to_string(last + 1) + " is missing in the commit log");
          }
          last = record->commit.generation;
          announced = record->parts;
          parts = 0;
          return !findings_.full();
        }
        const Result<LogEntry> entry = DecodeLogEntry(key, value);
        if (!entry.has_value()) {
          findings_.Add(entry.error().message);
        } else if (entry->generation != last || entry->part != parts) {
          findings_.Add("part " + std::to_string(entry->part) + " of commit " +
                        std::to_string(entry->generation) + " is out of place in the commit log");
        }
        ++parts;
        return !findings_.full();
      });
  end_commit();
  if (last != generation && !findings_.full()) {
    findings_.Add("the commit log ends with commit " + std::to_string(last) +
                  " but the store is at " + std::to_string(generation));
  }
  return read;
}

}  // namespace

Result<std::vector<Finding>> VerifyDatabase(const std::shared_ptr<Database>& database,
                                            ViewState state) {
  const rocksdb::Status checksums = database->db().VerifyChecksum();
  if (!checksums.ok()) {
    const Error error = ErrorOf(checksums, "checking the files");
    if (error.code != ErrorCode::kCorrupt) return std::unexpected(error);
    return std::vector<Finding>{{error.message}};  // what is in the files cannot be trusted
  }
  const auto view = RocksDbView::Make(database, state);
  if (!view.has_value()) return std::unexpected(view.error());
  Verification verification(**view);
  Status status = verification.CheckNodes();
  if (status.has_value()) status = verification.CheckEdges();
  if (status.has_value()) status = verification.CheckNames();
  if (status.has_value()) status = verification.CheckLog((*view)->generation());
  if (!status.has_value()) return std::unexpected(status.error());
  return verification.Take();
}

}  // namespace kontor
