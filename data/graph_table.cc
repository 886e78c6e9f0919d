// The edges of a graph as a table: who is tied to whom.
#include <utility>
#include <vector>

#include "data/graph_writer.h"

namespace kontor {
namespace {

class GraphTableWriter final : public GraphWriter {
 public:
  explicit GraphTableWriter(std::unique_ptr<TableWriter> table) : table_(std::move(table)) {}

  Status Begin(const Provenance& /*provenance*/, std::span<const TableColumn> /*node_columns*/,
               std::span<const TableColumn> edge_columns) override {
    std::vector<TableColumn> columns = {{"source_node"}, {"target_node"}};
    columns.insert(columns.end(), edge_columns.begin(), edge_columns.end());
    return table_->Begin("Ties", columns);
  }
  Status AddNode(std::string_view /*id*/, std::string_view /*label*/,
                 std::span<const Cell> /*cells*/) override {
    return {};
  }
  Status AddEdge(std::string_view from, std::string_view to, std::span<const Cell> cells) override {
    row_.assign({std::string(from), std::string(to)});
    row_.insert(row_.end(), cells.begin(), cells.end());
    return table_->Add(row_);
  }
  Status End() override { return table_->End(); }

 private:
  std::unique_ptr<TableWriter> table_;
  std::vector<Cell> row_;
};

}  // namespace

std::unique_ptr<GraphWriter> MakeGraphTableWriter(std::unique_ptr<TableWriter> table) {
  return std::make_unique<GraphTableWriter>(std::move(table));
}

}  // namespace kontor
