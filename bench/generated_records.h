// The nodes and edges of a generated network, as an import would have written them: profiles that
// agree with the themes in which organisations work, on the built-in taxonomies.
#pragma once

#include <functional>
#include <memory>

#include "base/record.h"
#include "bench/generated_network.h"
#include "engine/snapshot.h"

namespace kontor::bench {

using NodeVisit = std::function<void(const NodeView&)>;
using EdgeVisit = std::function<void(const Edge&)>;

// Calls visit for every node, the taxonomies' first. What is passed lives until visit returns.
void ForEachNode(const GeneratedNetwork& network, const NodeVisit& visit);
// The same for every edge.
void ForEachEdge(const GeneratedNetwork& network, const EdgeVisit& visit);

// A ready snapshot, without a store.
std::shared_ptr<const Snapshot> BuildSnapshot(const GeneratedNetwork& network);

}  // namespace kontor::bench
