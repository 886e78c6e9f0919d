#include "app/snapshot_loader.h"

namespace kontor {

Result<std::shared_ptr<const Snapshot>> LoadSnapshot(const ReadView& view,
                                                     const SnapshotOptions& options) {
  SnapshotBuilder builder(options);
  const Status nodes = view.ForEachNode([&builder](const NodeView& node) {
    builder.AddNode(node);
    return true;
  });
  if (!nodes) {
    return std::unexpected(nodes.error());
  }
  const Status edges = view.ForEachEdge([&builder](const Edge& edge) {
    builder.AddEdge(edge);
    return true;
  });
  if (!edges) {
    return std::unexpected(edges.error());
  }
  return builder.Build(view.generation());
}

}  // namespace kontor
