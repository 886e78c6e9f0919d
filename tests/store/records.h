// Small records for tests of stores.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "store/store.h"

namespace kontor {

inline Node MakeNode(const std::string& key, const std::string& name,
                     NodeType type = NodeType::kOrganisation, int32_t day = 1) {
  Node node{type, key, {}};
  node.Set(Field::kName, name, "test", Date{day});
  return node;
}

inline Edge MakeEdge(const Node& from, EdgeType type, const Node& to, int32_t day = 1) {
  Edge edge;
  edge.key = {from.id(), type, to.id()};
  edge.source = "test";
  edge.date = Date{day};
  return edge;
}

inline Batch NodesBatch(std::vector<Node> nodes) { return {{}, {}, std::move(nodes), {}}; }

inline CommitInfo TestInfo() { return {"test", "a test", 1'700'000'000}; }

// The value of a result that must be one.
template <typename T>
T Must(Result<T> result) {
  INFO((result.has_value() ? std::string() : result.error().message));
  REQUIRE(result.has_value());
  return std::move(*result);
}

inline void Must(const Status& status) {
  INFO((status.has_value() ? std::string() : status.error().message));
  REQUIRE(status.has_value());
}

inline std::vector<Node> AllNodes(const ReadView& view) {
  std::vector<Node> nodes;
  Must(view.ForEachNode([&](const NodeView& node) {
    nodes.push_back(ToNode(node));
    return true;
  }));
  return nodes;
}

inline std::vector<Edge> AllEdges(const ReadView& view) {
  std::vector<Edge> edges;
  Must(view.ForEachEdge([&](const Edge& edge) {
    edges.push_back(edge);
    return true;
  }));
  return edges;
}

inline std::vector<Commit> AllCommits(const ReadView& view, Generation first = 0) {
  std::vector<Commit> commits;
  Must(view.ForEachCommit(first, [&](const Commit& commit) {
    commits.push_back(commit);
    return true;
  }));
  return commits;
}

inline std::vector<LogEntry> AllLogEntries(const ReadView& view, Generation first = 0) {
  std::vector<LogEntry> entries;
  Must(view.ForEachLogEntry(first, [&](const LogEntry& entry) {
    entries.push_back(entry);
    return true;
  }));
  return entries;
}

}  // namespace kontor
