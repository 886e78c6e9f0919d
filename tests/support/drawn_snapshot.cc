#include "tests/support/drawn_snapshot.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "index/text_index_builder.h"

namespace kontor {
namespace {

[[noreturn]] void RefuseUnknown(std::string_view key) {
  throw std::invalid_argument("not in the drawn snapshot: " + std::string(key));
}

template <typename Builder>
void AddNodes(const DrawnGraph& graph, Builder& builder) {
  std::vector<ValueView> views;
  for (const Node& node : graph.nodes) {
    views.clear();
    for (const Value& value : node.values) views.push_back(value.View());
    builder.AddNode({node.id(), node.key, views});
  }
}

}  // namespace

std::shared_ptr<const Snapshot> BuildSnapshot(const DrawnGraph& graph,
                                              const SnapshotOptions& options, uint64_t generation) {
  SnapshotBuilder builder(options);
  AddNodes(graph, builder);
  for (const Edge& edge : graph.edges) builder.AddEdge(edge);
  return builder.Build(generation);
}

std::shared_ptr<const Snapshot> DrawSnapshot(std::string_view drawing,
                                             const SnapshotOptions& options) {
  return BuildSnapshot(Draw(drawing), options);
}

std::shared_ptr<const TextIndex> BuildTexts(const DrawnGraph& graph, const Snapshot& snapshot,
                                            size_t threads) {
  TextIndexBuilder builder(snapshot.concepts, snapshot.profiles, snapshot.graph,
                           snapshot.generation);
  AddNodes(graph, builder);
  return std::make_shared<const TextIndex>(std::move(builder).Build(threads));
}

NodeIndex OrganisationOf(const Snapshot& snapshot, std::string_view key) {
  const NodeIndex found = snapshot.profiles.Find(NodeId::Of(NodeType::kOrganisation, key));
  if (found == kNoNode) RefuseUnknown(key);
  return found;
}

NodeIndex PartnershipOf(const Snapshot& snapshot, std::string_view key) {
  for (NodeIndex i = 0; i < snapshot.graph.partnership_count(); ++i) {
    if (snapshot.profiles.Partnership(i).key == key) return i;
  }
  RefuseUnknown(key);
}

ConceptIndex ConceptOf(const Snapshot& snapshot, NodeType type, std::string_view code) {
  const ConceptIndex found = snapshot.concepts.Find(type, code);
  if (found == kNoConcept) RefuseUnknown(code);
  return found;
}

}  // namespace kontor
