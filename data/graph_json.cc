#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "data/cell_text.h"
#include "data/graph_writer.h"

namespace kontor {
namespace {

using GraphJson = nlohmann::ordered_json;

void AppendJson(const GraphJson& json, std::string& out) {
  out += json.dump(-1, ' ', false, GraphJson::error_handler_t::replace);
}

class GraphJsonWriter final : public GraphWriter {
 public:
  explicit GraphJsonWriter(Sink sink) : out_(std::move(sink)) {}

  Status Begin(const Provenance& provenance, std::span<const TableColumn> node_columns,
               std::span<const TableColumn> edge_columns) override {
    node_columns_.assign(node_columns.begin(), node_columns.end());
    edge_columns_.assign(edge_columns.begin(), edge_columns.end());
    GraphJson about = GraphJson::object();
    for (auto& [name, text] : AsLines(provenance)) about[name] = text;
    out_.text() += "{\"directed\":true,\"multigraph\":true,\"graph\":";
    AppendJson(about, out_.text());
    out_.text() += ",\"nodes\":[";
    return out_.Pass();
  }

  Status AddNode(std::string_view id, std::string_view label,
                 std::span<const Cell> cells) override {
    GraphJson json = Members(node_columns_, cells);
    json["key"] = std::exchange(json["id"], id);  // "id" is the node's own, as NetworkX wants it
    json["label"] = label;
    return AddTo(json);
  }

  Status AddEdge(std::string_view from, std::string_view to, std::span<const Cell> cells) override {
    if (!std::exchange(is_in_edges_, true)) BeginEdges();
    GraphJson json = Members(edge_columns_, cells);
    if (json.contains("source")) json["stated_by"] = json["source"];
    json["source"] = from;
    json["target"] = to;
    return AddTo(json);
  }

  Status End() override {
    if (!is_in_edges_) BeginEdges();
    out_.text() += "\n]}\n";
    return out_.Flush();
  }

 private:
  static GraphJson Members(std::span<const TableColumn> columns, std::span<const Cell> cells) {
    GraphJson json = GraphJson::object();
    for (size_t i = 0; i < columns.size(); ++i) {
      GraphJson value = AsJson(cells[i], columns[i]);
      if (!value.is_null()) json[std::string(columns[i].name)] = std::move(value);
    }
    return json;
  }
  static GraphJson AsJson(const Cell& cell, const TableColumn& column) {
    if (const auto* integer = std::get_if<uint64_t>(&cell)) return *integer;
    if (const auto* flag = std::get_if<bool>(&cell)) return *flag;
    if (const auto* number = std::get_if<double>(&cell)) {
      const double unit = std::pow(10.0, column.digits);
      return std::round(*number * unit) / unit;
    }
    const std::string text = TextOf(cell, column);
    return text.empty() ? GraphJson() : GraphJson(text);
  }
  void BeginEdges() {
    out_.text() += "\n],\"links\":[";
    is_first_ = true;
  }
  Status AddTo(const GraphJson& json) {
    out_.text() += std::exchange(is_first_, false) ? "\n" : ",\n";
    AppendJson(json, out_.text());
    return out_.Pass();
  }

  SinkBuffer out_;
  std::vector<TableColumn> node_columns_;
  std::vector<TableColumn> edge_columns_;
  bool is_first_ = true;
  bool is_in_edges_ = false;
};

}  // namespace

std::unique_ptr<GraphWriter> MakeGraphJsonWriter(Sink sink) {
  return std::make_unique<GraphJsonWriter>(std::move(sink));
}

}  // namespace kontor
