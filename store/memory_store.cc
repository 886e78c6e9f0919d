#include "store/memory_store.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include "store/changes.h"
#include "store/codec.h"
#include "store/names.h"

namespace kontor {
namespace {

struct ByTarget {
  bool operator()(const EdgeKey& a, const EdgeKey& b) const {
    return std::tie(a.to, a.type, a.from) < std::tie(b.to, b.type, b.from);
  }
};

struct State {
  Generation generation = 0;
  std::map<NodeId, Node> nodes;
  std::map<EdgeKey, Edge> edges;
  std::set<EdgeKey, ByTarget> reverse_edges;
  std::set<std::string> names;
  std::vector<Commit> commits;
  std::vector<LogEntry> log;
  std::map<std::pair<UserFamily, std::string>, std::string> user_records;
};

constexpr NodeId FirstOf(NodeType type) { return NodeId(static_cast<uint64_t>(type) << 56U); }

class MemoryView : public ReadView {
 public:
  explicit MemoryView(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  [[nodiscard]] Generation generation() const override { return state_->generation; }

  Result<std::optional<Node>> FindNode(NodeId id) const override {
    const auto found = state_->nodes.find(id);
    if (found == state_->nodes.end()) return std::nullopt;
    return found->second;
  }

  Result<std::optional<Edge>> FindEdge(const EdgeKey& key) const override {
    const auto found = state_->edges.find(key);
    if (found == state_->edges.end()) return std::nullopt;
    return found->second;
  }

  Status ForEachNode(const NodeVisitor& visit) const override {
    VisitNodes(state_->nodes.begin(), state_->nodes.end(), visit);
    return {};
  }

  Status ForEachNode(NodeType type, const NodeVisitor& visit) const override {
    const auto next_type = static_cast<NodeType>(static_cast<uint8_t>(type) + 1);
    VisitNodes(state_->nodes.lower_bound(FirstOf(type)),
               state_->nodes.lower_bound(FirstOf(next_type)), visit);
    return {};
  }

  Status ForEachEdge(const EdgeVisitor& visit) const override {
    for (const auto& [key, edge] : state_->edges) {
      if (!visit(edge)) break;
    }
    return {};
  }

  Status ForEachEdgeFrom(NodeId from, const EdgeVisitor& visit) const override {
    const EdgeKey first{from, EdgeType{}, NodeId()};
    for (auto at = state_->edges.lower_bound(first); at != state_->edges.end(); ++at) {
      if (at->first.from != from || !visit(at->second)) break;
    }
    return {};
  }

  Status ForEachEdgeTo(NodeId to, const EdgeVisitor& visit) const override {
    const EdgeKey first{NodeId(), EdgeType{}, to};
    for (auto at = state_->reverse_edges.lower_bound(first); at != state_->reverse_edges.end();
         ++at) {
      if (at->to != to || !visit(state_->edges.at(*at))) break;
    }
    return {};
  }

  Result<std::vector<NodeId>> Resolve(NodeType type, std::string_view name,
                                      size_t limit) const override {
    std::set<NodeId> ids;
    const NamePrefixes prefixes = NamePrefixesOf(type, name);
    for (const std::string* prefix : {&prefixes.folded, &prefixes.verbatim}) {
      if (prefix->empty()) continue;
      for (auto at = state_->names.lower_bound(*prefix); at != state_->names.end(); ++at) {
        if (!at->starts_with(*prefix)) break;
        ids.insert(*NodeOfNameKey(*at));
      }
    }
    std::vector<NodeId> found(ids.begin(), ids.end());
    if (found.size() > limit) found.resize(limit);
    return found;
  }

  Status ForEachCommit(Generation first,
                       const std::function<bool(const Commit&)>& visit) const override {
    for (const Commit& commit : state_->commits) {
      if (commit.generation >= first && !visit(commit)) break;
    }
    return {};
  }

  Status ForEachLogEntry(Generation first,
                         const std::function<bool(const LogEntry&)>& visit) const override {
    for (const LogEntry& entry : state_->log) {
      if (entry.generation > state_->generation) break;  // of a bulk write that goes on
      if (entry.generation >= first && !visit(entry)) break;
    }
    return {};
  }

  Result<std::optional<std::string>> FindUserRecord(UserFamily family,
                                                    std::string_view key) const override {
    const auto found = state_->user_records.find({family, std::string(key)});
    if (found == state_->user_records.end()) return std::nullopt;
    return found->second;
  }

  Status ForEachUserRecord(UserFamily family, std::string_view prefix, std::string_view from,
                           const UserRecordVisitor& visit) const override {
    const std::string first = std::string(prefix) + std::string(from);
    for (auto at = state_->user_records.lower_bound({family, first});
         at != state_->user_records.end(); ++at) {
      const auto& [place, value] = *at;
      if (place.first != family || !place.second.starts_with(prefix)) break;
      if (!visit(place.second, value)) break;
    }
    return {};
  }

 private:
  using NodeIterator = std::map<NodeId, Node>::const_iterator;

  static void VisitNodes(NodeIterator first, NodeIterator last, const NodeVisitor& visit) {
    std::vector<ValueView> values;
    for (; first != last; ++first) {
      const auto& [id, node] = *first;
      values.clear();
      for (const Value& value : node.values) values.push_back(value.View());
      if (!visit(NodeView{id, node.key, values})) break;
    }
  }

  std::shared_ptr<const State> state_;
};

std::set<std::string> NamesOf(const Node& node) {
  const std::vector<std::string> keys = NameKeys(node);
  return {keys.begin(), keys.end()};
}

void ApplyNode(NodeChange& change, State& state) {
  if (change.before.has_value()) {
    for (const std::string& key : NameKeys(*change.before)) state.names.erase(key);
  }
  if (!change.after.has_value()) {
    state.nodes.erase(change.id);
    return;
  }
  for (std::string& key : NameKeys(*change.after)) state.names.insert(std::move(key));
  state.nodes.insert_or_assign(change.id, std::move(*change.after));
}

void ApplyEdge(EdgeChange& change, State& state) {
  if (change.after.has_value()) {
    state.edges.insert_or_assign(change.key, std::move(*change.after));
    state.reverse_edges.insert(change.key);
  } else {
    state.edges.erase(change.key);
    state.reverse_edges.erase(change.key);
  }
}

// Writes all but the commit itself. `part` grows by one unless nothing changed.
Result<WriteCounts> ApplyBatch(const Batch& batch, const std::shared_ptr<State>& state,
                               uint32_t& part) {
  Result<Changes> changes = ResolveBatch(batch, MemoryView(state));
  if (!changes.has_value()) return std::unexpected(changes.error());
  if (!changes->empty()) state->log.push_back(LogEntryOf(*changes, state->generation + 1, part++));
  for (NodeChange& node : changes->nodes) ApplyNode(node, *state);
  for (EdgeChange& edge : changes->edges) ApplyEdge(edge, *state);
  return changes->counts;
}

void AppendCommit(const CommitInfo& info, const WriteCounts& counts, State& state) {
  state.commits.push_back({++state.generation, info, counts});
}

class MemoryStore : public Store {
 public:
  Result<std::unique_ptr<ReadView>> View() const override {
    return std::make_unique<MemoryView>(state());
  }

  Result<Generation> Write(const Batch& batch, const CommitInfo& info) override {
    const std::lock_guard writer(write_mutex_);
    if (bulk_active_) return BulkUnderWay();
    auto next = std::make_shared<State>(*state());
    uint32_t parts = 0;
    const Result<WriteCounts> counts = ApplyBatch(batch, next, parts);
    if (!counts.has_value()) return std::unexpected(counts.error());
    if (parts > 0) {
      AppendCommit(info, *counts, *next);
      Publish(next);
    }
    return next->generation;
  }

  Status WriteUserRecords(std::span<const UserRecordChange> changes) override {
    const std::lock_guard writer(write_mutex_);
    if (bulk_active_) return BulkUnderWay();
    auto next = std::make_shared<State>(*state());
    for (const auto& [family, key, value] : changes) {
      if (value.has_value()) {
        next->user_records.insert_or_assign({family, key}, *value);
      } else {
        next->user_records.erase({family, key});
      }
    }
    Publish(std::move(next));
    return {};
  }

  Status PurgeUserRecords(UserFamily /*family*/) override { return {}; }

  Result<std::unique_ptr<BulkWriter>> BeginBulk(const CommitInfo& info) override;
  Result<StoreStats> Stats() const override;
  Result<std::vector<Finding>> Verify() const override;

 private:
  friend class MemoryBulkWriter;

  static std::unexpected<Error> BulkUnderWay() {
    return Fail(ErrorCode::kConflict, "an import is under way in this store; wait for its end");
  }

  std::shared_ptr<const State> state() const {
    const std::lock_guard lock(state_mutex_);
    return state_;
  }

  void Publish(std::shared_ptr<const State> next) {
    const std::lock_guard lock(state_mutex_);
    state_ = std::move(next);
  }

  std::mutex write_mutex_;    // one writer at a time
  bool bulk_active_ = false;  // guarded by write_mutex_

  mutable std::mutex state_mutex_;
  std::shared_ptr<const State> state_ = std::make_shared<State>();  // guarded by state_mutex_
};

class MemoryBulkWriter : public BulkWriter {
 public:
  MemoryBulkWriter(MemoryStore& store, CommitInfo info)
      : store_(store), info_(std::move(info)), next_(std::make_shared<State>(*store.state())) {}

  ~MemoryBulkWriter() override { End(); }

  Result<WriteCounts> Write(const Batch& batch) override {
    if (ended_) return Ended();
    const Result<WriteCounts> counts = ApplyBatch(batch, next_, parts_);
    if (counts.has_value()) counts_ += *counts;
    return counts;
  }

  Result<std::unique_ptr<ReadView>> View() const override {
    if (ended_) return Ended();
    return std::make_unique<MemoryView>(std::make_shared<State>(*next_));
  }

  Result<Generation> Commit() override {
    if (ended_) return Ended();
    if (parts_ > 0) {
      AppendCommit(info_, counts_, *next_);
      store_.Publish(next_);
    }
    End();
    return next_->generation;
  }

 private:
  static std::unexpected<Error> Ended() {
    return Fail(ErrorCode::kConflict, "this bulk write has ended");
  }

  void End() {
    if (ended_) return;
    ended_ = true;
    const std::lock_guard lock(store_.write_mutex_);
    store_.bulk_active_ = false;
  }

  MemoryStore& store_;
  const CommitInfo info_;
  std::shared_ptr<State> next_;
  WriteCounts counts_;
  uint32_t parts_ = 0;
  bool ended_ = false;
};

Result<std::unique_ptr<BulkWriter>> MemoryStore::BeginBulk(const CommitInfo& info) {
  const std::lock_guard writer(write_mutex_);
  if (bulk_active_) return BulkUnderWay();
  bulk_active_ = true;
  return std::make_unique<MemoryBulkWriter>(*this, info);
}

// What files and their checksums are to a store on disk cannot go wrong here.
Result<std::vector<Finding>> MemoryStore::Verify() const {
  constexpr size_t kMaxFindings = 1'000;
  const std::shared_ptr<const State> state = this->state();
  std::vector<Finding> findings;
  const auto check = [&findings](bool sound, const auto& what) {
    if (!sound && findings.size() < kMaxFindings) findings.push_back({what()});
  };
  for (const auto& [key, edge] : state->edges) {
    const auto which = [&key = key] { return "the edge " + Describe(key); };
    check(state->nodes.contains(key.from),
          [&] { return which() + " starts from a node that does not exist"; });
    check(state->nodes.contains(key.to),
          [&] { return which() + " leads to a node that does not exist"; });
    check(state->reverse_edges.contains(key), [&] { return which() + " is missing backwards"; });
  }
  check(state->reverse_edges.size() == state->edges.size(),
        [] { return std::string("there are edges backwards that are missing forwards"); });
  std::set<std::string> names;
  for (const auto& [id, node] : state->nodes) names.merge(NamesOf(node));
  check(names == state->names,
        [] { return std::string("the name index is not what the nodes say"); });
  check(state->commits.size() == state->generation,
        [] { return std::string("the commit log does not end with the last commit"); });
  return findings;
}

Result<StoreStats> MemoryStore::Stats() const {
  const std::shared_ptr<const State> state = this->state();
  std::map<NodeType, uint64_t> nodes;
  std::map<EdgeType, uint64_t> edges;
  for (const auto& [id, node] : state->nodes) ++nodes[id.type()];
  for (const auto& [key, edge] : state->edges) ++edges[key.type];
  StoreStats stats;
  stats.generation = state->generation;
  stats.schema_version = kSchemaVersion;
  stats.nodes = state->nodes.size();
  stats.edges = state->edges.size();
  stats.names = state->names.size();
  stats.nodes_by_type.assign(nodes.begin(), nodes.end());
  stats.edges_by_type.assign(edges.begin(), edges.end());
  return stats;
}

}  // namespace

std::unique_ptr<Store> MakeMemoryStore() { return std::make_unique<MemoryStore>(); }

}  // namespace kontor
