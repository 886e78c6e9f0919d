#include <utility>
#include <vector>

#include "data/cell_text.h"
#include "data/graph_writer.h"
#include "data/xml_text.h"

namespace kontor {
namespace {

class GraphMlWriter final : public GraphWriter {
 public:
  explicit GraphMlWriter(Sink sink) : out_(std::move(sink)) {}

  Status Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
               std::span<const TableColumn> edge_columns) override;
  Status AddNode(std::string_view id, std::string_view label, std::span<const Cell> cells) override;
  Status AddEdge(std::string_view from, std::string_view to, std::span<const Cell> cells) override;
  Status End() override;

 private:
  void AddKey(const std::string& id, std::string_view of, std::string_view name, CellKind kind);
  void AddKeys(std::string_view prefix, std::string_view of, std::span<const TableColumn> columns);
  void AddData(const std::string& key, std::string_view text);
  void AddCells(std::string_view prefix, std::span<const TableColumn> columns,
                std::span<const Cell> cells);

  SinkBuffer out_;
  std::vector<TableColumn> node_columns_;
  std::vector<TableColumn> edge_columns_;
};

// <key id="n0" for="node" attr.name="country" attr.type="string"/>
void GraphMlWriter::AddKey(const std::string& id, std::string_view of, std::string_view name,
                           CellKind kind) {
  std::string& text = out_.text();
  text += "<key id=\"" + id + "\" for=\"";
  text += of;
  text += "\" attr.name=\"";
  AppendXmlText(text, name);
  text += "\" attr.type=\"";
  text += XmlType(kind);
  text += "\"/>\n";
}

void GraphMlWriter::AddKeys(std::string_view prefix, std::string_view of,
                            std::span<const TableColumn> columns) {
  for (size_t i = 0; i < columns.size(); ++i) {
    AddKey(std::string(prefix) + std::to_string(i), of, columns[i].name, columns[i].kind);
  }
}

void GraphMlWriter::AddData(const std::string& key, std::string_view text) {
  if (text.empty()) return;
  out_.text() += "<data key=\"" + key + "\">";
  AppendXmlText(out_.text(), text);
  out_.text() += "</data>";
}

void GraphMlWriter::AddCells(std::string_view prefix, std::span<const TableColumn> columns,
                             std::span<const Cell> cells) {
  for (size_t i = 0; i < columns.size(); ++i) {
    AddData(std::string(prefix) + std::to_string(i), TextOf(cells[i], columns[i]));
  }
}

Status GraphMlWriter::Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
                            std::span<const TableColumn> edge_columns) {
  node_columns_.assign(node_columns.begin(), node_columns.end());
  edge_columns_.assign(edge_columns.begin(), edge_columns.end());
  out_.text() +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  const auto lines = AsLines(provenance);
  for (size_t i = 0; i < lines.size(); ++i) {
    AddKey("g" + std::to_string(i), "graph", lines[i].first, CellKind::kText);
  }
  AddKey("label", "node", "label", CellKind::kText);
  AddKeys("n", "node", node_columns_);
  AddKeys("e", "edge", edge_columns_);
  out_.text() += "<graph edgedefault=\"directed\">\n";
  for (size_t i = 0; i < lines.size(); ++i) {
    AddData("g" + std::to_string(i), lines[i].second);
    out_.text() += '\n';
  }
  return out_.Pass();
}

Status GraphMlWriter::AddNode(std::string_view id, std::string_view label,
                              std::span<const Cell> cells) {
  out_.text() += "<node id=\"";
  AppendXmlText(out_.text(), id);
  out_.text() += "\">";
  AddData("label", label);
  AddCells("n", node_columns_, cells);
  out_.text() += "</node>\n";
  return out_.Pass();
}

Status GraphMlWriter::AddEdge(std::string_view from, std::string_view to,
                              std::span<const Cell> cells) {
  out_.text() += "<edge source=\"";
  AppendXmlText(out_.text(), from);
  out_.text() += "\" target=\"";
  AppendXmlText(out_.text(), to);
  out_.text() += "\">";
  AddCells("e", edge_columns_, cells);
  out_.text() += "</edge>\n";
  return out_.Pass();
}

Status GraphMlWriter::End() {
  out_.text() += "</graph>\n</graphml>\n";
  return out_.Flush();
}

}  // namespace

std::unique_ptr<GraphWriter> MakeGraphMlWriter(Sink sink) {
  return std::make_unique<GraphMlWriter>(std::move(sink));
}

}  // namespace kontor
