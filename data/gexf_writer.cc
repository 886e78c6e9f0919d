#include <utility>
#include <vector>

#include "data/cell_text.h"
#include "data/graph_writer.h"
#include "data/xml_text.h"

namespace kontor {
namespace {

class GexfWriter final : public GraphWriter {
 public:
  explicit GexfWriter(Sink sink) : out_(std::move(sink)) {}

  Status Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
               std::span<const TableColumn> edge_columns) override;
  Status AddNode(std::string_view id, std::string_view label, std::span<const Cell> cells) override;
  Status AddEdge(std::string_view from, std::string_view to, std::span<const Cell> cells) override;
  Status End() override;

 private:
  void AddMeta(const Provenance& provenance);
  void AddColumns(std::string_view of, std::span<const TableColumn> columns);
  void AddAttribute(std::string_view name, std::string_view value);
  void AddCells(std::span<const TableColumn> columns, std::span<const Cell> cells);
  void BeginEdges();

  SinkBuffer out_;
  std::vector<TableColumn> node_columns_;
  std::vector<TableColumn> edge_columns_;
  uint64_t edges_ = 0;
  bool is_in_edges_ = false;
};

// name="value"
void GexfWriter::AddAttribute(std::string_view name, std::string_view value) {
  std::string& text = out_.text();
  text += ' ';
  text += name;
  text += "=\"";
  AppendXmlText(text, value);
  text += '"';
}

void GexfWriter::AddMeta(const Provenance& provenance) {
  out_.text() += "<meta";
  if (provenance.as_of.known()) AddAttribute("lastmodifieddate", FormatDate(provenance.as_of));
  out_.text() += ">\n<creator>Kontor</creator>\n<description>";
  for (const auto& [name, value] : AsLines(provenance)) {
    AppendXmlText(out_.text(), name + ": " + value + "\n");
  }
  out_.text() += "</description>\n</meta>\n";
}

void GexfWriter::AddColumns(std::string_view of, std::span<const TableColumn> columns) {
  out_.text() += "<attributes";
  AddAttribute("class", of);
  out_.text() += ">\n";
  for (size_t i = 0; i < columns.size(); ++i) {
    out_.text() += "<attribute";
    AddAttribute("id", std::to_string(i));
    AddAttribute("title", columns[i].name);
    AddAttribute("type", XmlType(columns[i].kind));
    out_.text() += "/>\n";
  }
  out_.text() += "</attributes>\n";
}

void GexfWriter::AddCells(std::span<const TableColumn> columns, std::span<const Cell> cells) {
  out_.text() += "<attvalues>";
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string value = TextOf(cells[i], columns[i]);
    if (value.empty()) continue;
    out_.text() += "<attvalue";
    AddAttribute("for", std::to_string(i));
    AddAttribute("value", value);
    out_.text() += "/>";
  }
  out_.text() += "</attvalues>";
}

Status GexfWriter::Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
                         std::span<const TableColumn> edge_columns) {
  node_columns_.assign(node_columns.begin(), node_columns.end());
  edge_columns_.assign(edge_columns.begin(), edge_columns.end());
  out_.text() +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n";
  AddMeta(provenance);
  out_.text() += "<graph mode=\"static\" defaultedgetype=\"directed\">\n";
  AddColumns("node", node_columns_);
  AddColumns("edge", edge_columns_);
  out_.text() += "<nodes>\n";
  return out_.Pass();
}

Status GexfWriter::AddNode(std::string_view id, std::string_view label,
                           std::span<const Cell> cells) {
  out_.text() += "<node";
  AddAttribute("id", id);
  AddAttribute("label", label);
  out_.text() += '>';
  AddCells(node_columns_, cells);
  out_.text() += "</node>\n";
  return out_.Pass();
}

void GexfWriter::BeginEdges() {
  if (!std::exchange(is_in_edges_, true)) out_.text() += "</nodes>\n<edges>\n";
}

Status GexfWriter::AddEdge(std::string_view from, std::string_view to,
                           std::span<const Cell> cells) {
  BeginEdges();
  out_.text() += "<edge";
  AddAttribute("id", std::to_string(edges_++));
  AddAttribute("source", from);
  AddAttribute("target", to);
  out_.text() += '>';
  AddCells(edge_columns_, cells);
  out_.text() += "</edge>\n";
  return out_.Pass();
}

Status GexfWriter::End() {
  BeginEdges();
  out_.text() += "</edges>\n</graph>\n</gexf>\n";
  return out_.Flush();
}

}  // namespace

std::unique_ptr<GraphWriter> MakeGexfWriter(Sink sink) {
  return std::make_unique<GexfWriter>(std::move(sink));
}

}  // namespace kontor
