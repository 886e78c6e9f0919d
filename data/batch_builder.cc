#include "data/batch_builder.h"

#include <utility>

namespace kontor {

Node& BatchBuilder::NodeOf(NodeType type, std::string_view key) {
  const auto [entry, is_new] = node_at_.try_emplace(NodeId::Of(type, key), batch_.nodes.size());
  if (is_new) batch_.nodes.push_back({type, std::string(key), {}});
  if (batch_.nodes[entry->second].key != key) {  // another key with the same id
    batch_.nodes.push_back({type, std::string(key), {}});
    return batch_.nodes.back();
  }
  Node& node = batch_.nodes[entry->second];
  // A node that thousands of rows name would otherwise gather all their values until Take().
  constexpr size_t kGathered = 256;
  if (node.values.size() > kGathered) Normalise(node);
  return node;
}

void BatchBuilder::Add(Edge edge) {
  const auto [entry, is_new] = edge_at_.try_emplace(edge.key, batch_.edges.size());
  if (is_new) {
    batch_.edges.push_back(std::move(edge));
    return;
  }
  Edge& known = batch_.edges[entry->second];
  if (&MergeEdges(known, edge) == &edge) known = std::move(edge);
}

Batch BatchBuilder::Take() {
  for (Node& node : batch_.nodes) Normalise(node);
  node_at_.clear();
  edge_at_.clear();
  return std::exchange(batch_, Batch());
}

Edge MakeEdge(NodeId from, EdgeType type, NodeId to, std::string_view source, Date date) {
  Edge edge;
  edge.key = {from, type, to};
  edge.source = source;
  edge.date = date;
  return edge;
}

}  // namespace kontor
