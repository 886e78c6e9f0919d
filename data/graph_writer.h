// A graph with typed attributes that is written node by node and then edge by edge, whatever the
// format of the file.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "data/provenance.h"
#include "data/sink.h"
#include "data/table_writer.h"

namespace kontor {

// Flat in memory, however large the graph. All nodes come before the first edge; edges are
// directed. Cells that hold nothing are left out. Not thread-safe.
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;
  // The attributes of nodes and those of edges. First, and once.
  virtual Status Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
                       std::span<const TableColumn> edge_columns) = 0;
  // REQUIRES: the id is of this node only; a cell of its kind for each of the columns
  virtual Status AddNode(std::string_view id, std::string_view label,
                         std::span<const Cell> cells) = 0;
  // REQUIRES: both nodes were added
  virtual Status AddEdge(std::string_view from, std::string_view to,
                         std::span<const Cell> cells) = 0;
  // The file is not whole before.
  virtual Status End() = 0;
};

// GraphML (graphml.graphdrawing.org), with "label" as an attribute of nodes and the provenance as
// attributes of the graph.
std::unique_ptr<GraphWriter> MakeGraphMlWriter(Sink sink);
// GEXF 1.2, which Gephi and NetworkX read, with the provenance in its description.
std::unique_ptr<GraphWriter> MakeGexfWriter(Sink sink);
// Node-link JSON, as NetworkX and D3 read it: {"nodes": [{"id", "label", …}], "links": [{"source",
// "target", …}]}. What the attributes "id" of a node and "source" of an edge hold is called "key"
// and "stated_by" there.
std::unique_ptr<GraphWriter> MakeGraphJsonWriter(Sink sink);
// The edges alone as a table, with "source_node" and "target_node" before their attributes.
std::unique_ptr<GraphWriter> MakeGraphTableWriter(std::unique_ptr<TableWriter> table);

}  // namespace kontor
