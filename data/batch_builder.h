// Collects the records of some rows into one Batch, so that what many rows say about one node or
// edge reaches the store once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.h"

namespace kontor {

// Not thread-safe.
class BatchBuilder {
 public:
  // The node of that key, new or from an earlier row; valid until the next call. Of two keys with
  // one id both are in the batch, so that the store refuses and names them.
  Node& NodeOf(NodeType type, std::string_view key);
  // Adds the edge, or merges it with an equal one of an earlier row.
  void Add(Edge edge);
  void EraseEdge(const EdgeKey& key) { batch_.erase_edges.push_back(key); }

  // Nodes and edges so far: write when it grows to some thousands.
  [[nodiscard]] size_t size() const {
    return batch_.nodes.size() + batch_.edges.size() + batch_.erase_edges.size();
  }
  // Everything so far, normalised; the builder is empty afterwards.
  Batch Take();

 private:
  struct HashOfKey {
    size_t operator()(const EdgeKey& key) const {
      constexpr uint64_t kOdd = 0x9E3779B97F4A7C15U;
      return ((key.from.value() * kOdd) ^ key.to.value()) * kOdd + static_cast<uint64_t>(key.type);
    }
  };

  Batch batch_;
  std::unordered_map<NodeId, size_t> node_at_;
  std::unordered_map<EdgeKey, size_t, HashOfKey> edge_at_;
};

// An edge of weight 1 without attributes.
Edge MakeEdge(NodeId from, EdgeType type, NodeId to, std::string_view source, Date date);

}  // namespace kontor
