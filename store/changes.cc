#include "store/changes.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/limits.h"
#include "base/text.h"
#include "store/codec.h"

namespace kontor {
namespace {

struct EdgeKeyHash {
  size_t operator()(const EdgeKey& key) const {
    constexpr uint64_t kOddConstant = 0x9e3779b97f4a7c15ULL;
    return (key.from.value() * kOddConstant + static_cast<uint64_t>(key.type)) * kOddConstant +
           key.to.value();
  }
};

std::unexpected<Error> Invalid(const std::string& which, std::string_view why) {
  return Fail(ErrorCode::kInvalidArgument, which + ": " + std::string(why));
}

std::unexpected<Error> TooMuch(const std::string& which, std::string_view what, size_t limit) {
  return Fail(ErrorCode::kLimit,
              which + ": " + std::string(what) + " exceeds " + std::to_string(limit));
}

// Texts are UTF-8 without NUL: the name index and every output rely on it.
Status CheckText(std::string_view text, const std::string& which) {
  if (text.size() > Limits::max_value_bytes) {
    return TooMuch(which, "the length of a text", Limits::max_value_bytes);
  }
  if (!IsCleanUtf8(text)) return Invalid(which, "a text is not valid UTF-8, or contains NUL");
  return {};
}

std::string Which(const Node& node) {
  return std::string(Name(node.type)) + " '" + node.key.substr(0, 80) + "'";
}

Status CheckNode(const Node& node) {
  if (Name(node.type) == "unknown") return Invalid(Which(node), "the type is unknown");
  if (node.key.empty()) return Invalid(Which(node), "the key is empty");
  if (node.key.size() > Limits::max_key_bytes) {
    return TooMuch(Which(node), "the length of the key", Limits::max_key_bytes);
  }
  if (!IsCleanUtf8(node.key)) return Invalid(Name(node.type).data(), "the key is not valid UTF-8");
  for (const Value& value : node.values) {
    for (const std::string* text : {&value.text, &value.lang, &value.source}) {
      const Status checked = CheckText(*text, Which(node));
      if (!checked.has_value()) return checked;
    }
    if (!value.date.valid()) return Invalid(Which(node), "a date is out of range");
    if (Name(value.field) == "unknown") return Invalid(Which(node), "a field is unknown");
  }
  return {};
}

Status CheckEdge(const Edge& edge) {
  const auto which = [&edge] { return "edge " + Describe(edge.key); };
  if (Name(edge.key.type) == "unknown" || Name(edge.key.from.type()) == "unknown" ||
      Name(edge.key.to.type()) == "unknown") {
    return Invalid(which(), "the type of the edge or of an end is unknown");
  }
  if (!std::isfinite(edge.weight) || edge.weight < 0) {
    return Invalid(which(), "the weight is negative or not finite");
  }
  if (!edge.date.valid() || !edge.valid_from.valid() || !edge.valid_to.valid()) {
    return Invalid(which(), "a date is out of range");
  }
  if (edge.attributes.size() > Limits::max_attributes_per_edge) {
    return TooMuch(which(), "the number of attributes", Limits::max_attributes_per_edge);
  }
  for (const Attribute& attribute : edge.attributes) {
    if (attribute.text.size() > Limits::max_value_bytes || !IsCleanUtf8(attribute.text)) {
      return CheckText(attribute.text, which());
    }
  }
  if (edge.source.size() > Limits::max_value_bytes || !IsCleanUtf8(edge.source)) {
    return CheckText(edge.source, which());
  }
  return {};
}

// Attributes sorted, of two for one field the greater; no negative zero: equal edges, equal bytes.
void NormaliseEdge(Edge& edge) {
  edge.weight += 0.0F;
  std::ranges::sort(edge.attributes, [](const Attribute& a, const Attribute& b) {
    return a.field != b.field ? a.field < b.field : a.text > b.text;
  });
  const auto repeated = std::ranges::unique(edge.attributes, {}, &Attribute::field);
  edge.attributes.erase(repeated.begin(), repeated.end());
}

// The state of the nodes and edges that a batch touches, as it goes through the batch.
class Resolution {
 public:
  explicit Resolution(const ReadView& store) : store_(store) {}

  Status EraseEdge(const EdgeKey& key);
  Status EraseNode(NodeId id);
  Status ClearNode(NodeId id);
  Status MergeNode(const Node& node);
  Status MergeEdge(const Edge& edge);
  Result<Changes> Finish();

 private:
  struct EdgeState {
    std::optional<Edge> before;
    std::optional<Edge> after;
  };

  Result<NodeChange*> Touch(NodeId id);
  Result<EdgeState*> Touch(const EdgeKey& key);
  Status FinishNode(NodeChange& node, Changes& changes);

  const ReadView& store_;
  std::unordered_map<NodeId, NodeChange> nodes_;
  std::unordered_map<EdgeKey, EdgeState, EdgeKeyHash> edges_;
};

Result<NodeChange*> Resolution::Touch(NodeId id) {
  const auto [found, inserted] = nodes_.try_emplace(id);
  NodeChange& change = found->second;
  if (inserted) {
    Result<std::optional<Node>> before = store_.FindNode(id);
    if (!before.has_value()) return std::unexpected(before.error());
    change = {id, *before, std::move(*before)};
  }
  return &change;
}

Result<Resolution::EdgeState*> Resolution::Touch(const EdgeKey& key) {
  const auto [found, inserted] = edges_.try_emplace(key);
  EdgeState& state = found->second;
  if (inserted) {
    Result<std::optional<Edge>> before = store_.FindEdge(key);
    if (!before.has_value()) return std::unexpected(before.error());
    state = {*before, std::move(*before)};
  }
  return &state;
}

Status Resolution::EraseEdge(const EdgeKey& key) {
  const Result<EdgeState*> state = Touch(key);
  if (!state.has_value()) return std::unexpected(state.error());
  (*state)->after.reset();
  return {};
}

Status Resolution::EraseNode(NodeId id) {
  const Result<NodeChange*> node = Touch(id);
  if (!node.has_value()) return std::unexpected(node.error());
  (*node)->after.reset();
  // Erasures come first in a batch: no edge that the batch itself adds can be among these.
  const EdgeVisitor erase = [this](const Edge& edge) {
    edges_[edge.key].before = edge;
    edges_[edge.key].after.reset();
    return true;
  };
  const Status from = store_.ForEachEdgeFrom(id, erase);
  return from.has_value() ? store_.ForEachEdgeTo(id, erase) : from;
}

Status Resolution::ClearNode(NodeId id) {
  const Result<NodeChange*> node = Touch(id);
  if (!node.has_value()) return std::unexpected(node.error());
  if ((*node)->after.has_value()) (*node)->after->values.clear();
  return {};
}

Status Resolution::MergeNode(const Node& node) {
  const Status checked = CheckNode(node);
  if (!checked.has_value()) return checked;
  const Result<NodeChange*> touched = Touch(node.id());
  if (!touched.has_value()) return std::unexpected(touched.error());
  std::optional<Node>& after = (*touched)->after;
  if (!after.has_value()) {
    after = node;
  } else if (after->key != node.key) {
    return Fail(ErrorCode::kConflict, Which(node) + " has the same id as '" + after->key +
                                          "': give one of them another key");
  } else {
    after->values.insert(after->values.end(), node.values.begin(), node.values.end());
  }
  return {};
}

Status Resolution::MergeEdge(const Edge& edge) {
  const Status checked = CheckEdge(edge);
  if (!checked.has_value()) return checked;
  const Result<EdgeState*> touched = Touch(edge.key);
  if (!touched.has_value()) return std::unexpected(touched.error());
  Edge normal = edge;
  NormaliseEdge(normal);
  std::optional<Edge>& after = (*touched)->after;
  if (!after.has_value() || &MergeEdges(*after, normal) == &normal) after = std::move(normal);
  return {};
}

void Count(bool existed, bool exists, bool same, WriteCounts& counts) {
  if (existed && exists) {
    ++(same ? counts.unchanged : counts.changed);
  } else if (exists) {
    ++counts.added;
  } else if (existed) {
    ++counts.erased;
  }
}

// Merging is associative: joining all statements at once gives what one after the other would.
Status Resolution::FinishNode(NodeChange& node, Changes& changes) {
  if (node.after.has_value()) {
    Normalise(*node.after);
    if (node.after->values.size() > Limits::max_values_per_node) {
      return TooMuch(Which(*node.after), "the number of values", Limits::max_values_per_node);
    }
  }
  const bool same = node.before == node.after;
  Count(node.before.has_value(), node.after.has_value(), same, changes.counts);
  if (!same) changes.nodes.push_back(std::move(node));
  return {};
}

Result<Changes> Resolution::Finish() {
  Changes changes;
  changes.nodes.reserve(nodes_.size());
  changes.edges.reserve(edges_.size());
  for (auto& [id, node] : nodes_) {
    const Status finished = FinishNode(node, changes);
    if (!finished.has_value()) return std::unexpected(finished.error());
  }
  for (auto& [key, state] : edges_) {
    const bool existed = state.before.has_value();
    const bool same = state.before == state.after;
    Count(existed, state.after.has_value(), same, changes.counts);
    if (!same) changes.edges.push_back({key, existed, std::move(state.after)});
  }
  std::ranges::sort(changes.nodes, {}, &NodeChange::id);
  std::ranges::sort(changes.edges, {}, &EdgeChange::key);
  return changes;
}

template <typename Records, typename Apply>
Status ForAll(const Records& records, Apply apply) {
  for (const auto& record : records) {
    Status applied = apply(record);
    if (!applied.has_value()) return applied;
  }
  return {};
}

}  // namespace

Result<Changes> ResolveBatch(const Batch& batch, const ReadView& store) {
  Resolution resolution(store);
  Status status =
      ForAll(batch.erase_edges, [&](const auto& key) { return resolution.EraseEdge(key); });
  if (status.has_value()) {
    status = ForAll(batch.erase_nodes, [&](NodeId id) { return resolution.EraseNode(id); });
  }
  if (status.has_value()) {
    status = ForAll(batch.clear_nodes, [&](NodeId id) { return resolution.ClearNode(id); });
  }
  if (status.has_value()) {
    status = ForAll(batch.nodes, [&](const auto& node) { return resolution.MergeNode(node); });
  }
  if (status.has_value()) {
    status = ForAll(batch.edges, [&](const auto& edge) { return resolution.MergeEdge(edge); });
  }
  if (!status.has_value()) return std::unexpected(status.error());
  return resolution.Finish();
}

LogEntry LogEntryOf(const Changes& changes, Generation generation, uint32_t part) {
  LogEntry entry{generation, part, {}, {}, {}, {}};
  for (const NodeChange& node : changes.nodes) {
    (node.after.has_value() ? entry.nodes : entry.erased_nodes).push_back(node.id);
  }
  for (const EdgeChange& edge : changes.edges) {
    (edge.after.has_value() ? entry.edges : entry.erased_edges).push_back(edge.key);
  }
  return entry;
}

}  // namespace kontor
