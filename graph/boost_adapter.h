// Makes CollaborationGraph a model of Boost.Graph's VertexListGraph, BidirectionalGraph (and so
// IncidenceGraph), AdjacencyGraph and EdgeListGraph, undirected, so that the library's algorithms
// run on it as it is: boost::breadth_first_search(graph, boost::visitor(…).color_map(…)).
//
// Vertices are NodeIndex; boost::vertex_index is the identity. An edge knows its position in the
// arrays of ties (`Tie::position`), by which TieStrengths and other columns are read. Nothing is
// copied; the graph must outlive iterators. Include it only in .cc files: Boost is heavy.
#pragma once

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <utility>

#include "graph/collaboration_graph.h"

// Boost.Graph and its iterators demand names in their own style.
// NOLINTBEGIN(readability-identifier-naming)

namespace kontor {

// A tie as seen from `source`. The two directions of a tie are the same edge.
struct Tie {
  NodeIndex source = kNoNode;
  NodeIndex target = kNoNode;
  size_t position = 0;  // among the ties of `source` as CollaborationGraph::TieBegin counts

  friend bool operator==(const Tie& a, const Tie& b) {
    return std::minmax(a.source, a.target) == std::minmax(b.source, b.target);
  }
};

// Runs over the ties of one vertex; `reversed`: towards it.
class TieIterator
    : public boost::iterator_facade<TieIterator, Tie, boost::random_access_traversal_tag, Tie> {
 public:
  TieIterator() = default;
  TieIterator(const CollaborationGraph& graph, NodeIndex vertex, size_t position, bool reversed)
      : neighbours_(graph.Neighbours(vertex).data()),
        begin_(graph.TieBegin(vertex)),
        position_(position),
        vertex_(vertex),
        reversed_(reversed) {}

 private:
  friend class boost::iterator_core_access;

  [[nodiscard]] Tie dereference() const {
    const NodeIndex neighbour = neighbours_[position_ - begin_];
    return reversed_ ? Tie{neighbour, vertex_, position_} : Tie{vertex_, neighbour, position_};
  }
  [[nodiscard]] bool equal(const TieIterator& other) const { return position_ == other.position_; }
  void increment() { ++position_; }
  void decrement() { --position_; }
  void advance(std::ptrdiff_t count) {
    position_ = static_cast<size_t>(static_cast<std::ptrdiff_t>(position_) + count);
  }
  [[nodiscard]] std::ptrdiff_t distance_to(const TieIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.position_) - static_cast<std::ptrdiff_t>(position_);
  }

  const NodeIndex* neighbours_ = nullptr;
  size_t begin_ = 0;
  size_t position_ = 0;
  NodeIndex vertex_ = 0;
  bool reversed_ = false;
};

// Runs over all ties once, from their organisations.
class AllTiesIterator
    : public boost::iterator_facade<AllTiesIterator, Tie, boost::forward_traversal_tag, Tie> {
 public:
  AllTiesIterator() = default;
  AllTiesIterator(const CollaborationGraph& graph, size_t position)
      : graph_(&graph), position_(position) {
    SkipEmptyVertices();
  }

 private:
  friend class boost::iterator_core_access;

  [[nodiscard]] Tie dereference() const {
    return {vertex_, graph_->Neighbours(vertex_)[position_ - graph_->TieBegin(vertex_)], position_};
  }
  [[nodiscard]] bool equal(const AllTiesIterator& other) const {
    return position_ == other.position_;
  }
  void increment() {
    ++position_;
    SkipEmptyVertices();
  }
  void SkipEmptyVertices() {
    if (position_ >= graph_->tie_count()) return;
    while (graph_->TieBegin(vertex_ + 1) <= position_) ++vertex_;
  }

  const CollaborationGraph* graph_ = nullptr;
  size_t position_ = 0;
  NodeIndex vertex_ = 0;
};

struct CollaborationGraphCategory : boost::bidirectional_graph_tag,
                                    boost::adjacency_graph_tag,
                                    boost::vertex_list_graph_tag,
                                    boost::edge_list_graph_tag {};

}  // namespace kontor

template <>
struct boost::graph_traits<kontor::CollaborationGraph> {
  using vertex_descriptor = kontor::NodeIndex;
  using edge_descriptor = kontor::Tie;
  using directed_category = boost::undirected_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = kontor::CollaborationGraphCategory;
  using vertex_iterator = boost::counting_iterator<kontor::NodeIndex>;
  using out_edge_iterator = kontor::TieIterator;
  using in_edge_iterator = kontor::TieIterator;
  using edge_iterator = kontor::AllTiesIterator;
  using adjacency_iterator = const kontor::NodeIndex*;
  using vertices_size_type = size_t;
  using edges_size_type = size_t;
  using degree_size_type = size_t;
  static vertex_descriptor null_vertex() { return kontor::kNoNode; }
};

template <>
struct boost::property_map<kontor::CollaborationGraph, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<kontor::NodeIndex>;
  using const_type = type;
};

namespace kontor {

using GraphTraits = boost::graph_traits<CollaborationGraph>;

inline std::pair<GraphTraits::vertex_iterator, GraphTraits::vertex_iterator> vertices(
    const CollaborationGraph& graph) {
  return {GraphTraits::vertex_iterator(0), GraphTraits::vertex_iterator(graph.vertex_count())};
}
inline size_t num_vertices(const CollaborationGraph& graph) { return graph.vertex_count(); }

inline std::pair<AllTiesIterator, AllTiesIterator> edges(const CollaborationGraph& graph) {
  return {AllTiesIterator(graph, 0), AllTiesIterator(graph, graph.tie_count())};
}
inline size_t num_edges(const CollaborationGraph& graph) { return graph.tie_count(); }

inline NodeIndex source(const Tie& tie, const CollaborationGraph& /*graph*/) { return tie.source; }
inline NodeIndex target(const Tie& tie, const CollaborationGraph& /*graph*/) { return tie.target; }

inline std::pair<TieIterator, TieIterator> out_edges(NodeIndex v, const CollaborationGraph& graph) {
  return {TieIterator(graph, v, graph.TieBegin(v), false),
          TieIterator(graph, v, graph.TieBegin(v + 1), false)};
}
inline std::pair<TieIterator, TieIterator> in_edges(NodeIndex v, const CollaborationGraph& graph) {
  return {TieIterator(graph, v, graph.TieBegin(v), true),
          TieIterator(graph, v, graph.TieBegin(v + 1), true)};
}
inline size_t out_degree(NodeIndex v, const CollaborationGraph& graph) {
  return graph.Neighbours(v).size();
}
inline size_t in_degree(NodeIndex v, const CollaborationGraph& graph) {
  return graph.Neighbours(v).size();
}
inline size_t degree(NodeIndex v, const CollaborationGraph& graph) {
  return graph.Neighbours(v).size();
}

inline std::pair<const NodeIndex*, const NodeIndex*> adjacent_vertices(
    NodeIndex v, const CollaborationGraph& graph) {
  const auto neighbours = graph.Neighbours(v);
  return {neighbours.data(), neighbours.data() + neighbours.size()};
}

inline boost::typed_identity_property_map<NodeIndex> get(boost::vertex_index_t /*tag*/,
                                                         const CollaborationGraph& /*graph*/) {
  return {};
}
inline NodeIndex get(boost::vertex_index_t /*tag*/, const CollaborationGraph& /*graph*/,
                     NodeIndex v) {
  return v;
}

}  // namespace kontor

// NOLINTEND(readability-identifier-naming)
