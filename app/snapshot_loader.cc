#include "app/snapshot_loader.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "index/text_index_builder.h"

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

Result<std::shared_ptr<const Snapshot>> LoadSnapshot(const Store& store, Date as_of) {
  const Result<std::unique_ptr<ReadView>> view = store.View();
  if (!view) {
    return std::unexpected(view.error());
  }
  SnapshotOptions options;
  options.as_of = as_of;
  return LoadSnapshot(**view, options);
}

Result<std::unique_ptr<ReadView>> ViewOf(const Store& store, const Snapshot& snapshot) {
  Result<std::unique_ptr<ReadView>> view = store.View();
  if (view && (*view)->generation() != snapshot.generation) {
    return Fail(ErrorCode::kUnavailable, "the data have just changed: try again");
  }
  return view;
}

Result<std::shared_ptr<const TextIndex>> LoadTexts(const ReadView& view, const Snapshot& snapshot,
                                                   const TextIndex* former) {
  TextIndexBuilder builder(snapshot.concepts, snapshot.profiles, snapshot.graph,
                           snapshot.generation);
  if (former != nullptr) builder.Follow(*former);
  const Status nodes = view.ForEachNode([&builder](const NodeView& node) {
    builder.AddNode(node);
    return true;
  });
  if (!nodes) {
    return std::unexpected(nodes.error());
  }
  const size_t threads = std::max(std::thread::hardware_concurrency(), 1U);
  return std::make_shared<const TextIndex>(std::move(builder).Build(threads));
}

}  // namespace kontor
