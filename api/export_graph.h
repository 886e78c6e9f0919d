// Parts of the graph of organisations and partnerships as files, with suggestions as further edges.
#pragma once

#include <functional>
#include <vector>

#include "api/table_rows.h"
#include "data/graph_writer.h"

namespace kontor {

// Of each vertex, whether it belongs to the part.
using GraphPart = std::vector<bool>;

// These organisations, and the partnerships that tie two or more of them.
GraphPart PartAmong(const Snapshot& snapshot, std::span<const NodeIndex> organisations);

// From one organisation to others, each with a row of PartnerColumns.
struct SuggestedEdges {
  NodeIndex from = 0;
  std::vector<NodeIndex> to;
  std::function<Row(size_t)> row;  // of the one at this place of `to`
};

// Organisations, then partnerships, then ties; each by index. Where there are suggestions, edges of
// another type lead from who asked to who is suggested: `suggested` may be null, else all of them
// belong to the part.
Status WriteGraph(const Snapshot& snapshot, const GraphPart& part, const Provenance& provenance,
                  const SuggestedEdges* suggested, GraphWriter& writer);

}  // namespace kontor
