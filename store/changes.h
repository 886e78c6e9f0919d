// What a batch means for a store: every record checked, merged with what is there, and reduced to
// what really changes. Both stores write exactly this.
#pragma once

#include <optional>
#include <vector>

#include "base/error.h"
#include "store/store.h"

namespace kontor {

struct NodeChange {
  NodeId id;
  std::optional<Node> before;
  std::optional<Node> after;  // none: erased
};

struct EdgeChange {
  EdgeKey key;
  bool existed = false;
  std::optional<Edge> after;  // none: erased
};

// Sorted by id and key; each node and edge at most once, and only where before and after differ.
struct Changes {
  std::vector<NodeChange> nodes;
  std::vector<EdgeChange> edges;
  WriteCounts counts;  // each node and edge of the batch once, by its state before and after

  [[nodiscard]] bool empty() const { return nodes.empty() && edges.empty(); }
};

// Fails with kInvalidArgument or kLimit for a record that no store may hold (the message names it),
// with kConflict for two keys with one id, and with what reading `store` fails with.
// O(records of the batch) look-ups, and as much memory.
Result<Changes> ResolveBatch(const Batch& batch, const ReadView& store);

// The log's record of the changes.
LogEntry LogEntryOf(const Changes& changes, Generation generation, uint32_t part);

}  // namespace kontor
