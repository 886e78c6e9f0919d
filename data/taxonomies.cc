#include "data/taxonomies.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/country_names.h"
#include "data/import.h"

namespace kontor {
namespace {

// A node of no meaning of its own that tells which version of the taxonomies a store has.
constexpr NodeType kMarkerType = NodeType::kProgramme;
constexpr std::string_view kMarkerKey = "kontor:taxonomies";

struct FieldColumn {
  std::string_view column;
  Field field;
};

struct EdgeColumn {
  std::string_view column;
  EdgeType type;
  NodeType target;
  std::string_view weight_column = {};
};

// A file with one node a row. Its key is the column "code" behind `prefix`. Names come from the
// columns "name_xx" or "label_xx" of every language xx, and from "name" in no stated language.
struct NodeFile {
  std::string_view path;
  NodeType type;
  std::string_view prefix;
  std::vector<FieldColumn> fields;
  std::vector<EdgeColumn> edges;
};

// A file with one edge a row.
struct EdgeFile {
  std::string_view path;
  EdgeType type;
  std::string_view from_column;
  NodeType from;
  std::string_view to_column;
  NodeType to;
  std::string_view weight_column;
  double weight_unit = 1;  // what stands for the weight 1
  std::string_view to_prefix = {};
  std::string_view role_column = {};
};

const std::vector<NodeFile>& NodeFiles() {
  using enum NodeType;
  static const std::vector<NodeFile> files = {
      {"countries.csv",
       kCountry,
       "",
       {{"alternative_codes", Field::kAltCode}, {"other_names", Field::kAlias}},
       {}},
      {"nace-rev2.csv",
       kSector,
       "",
       {{"other_names", Field::kAlias}, {"level", Field::kLevel}},
       {{"parent", EdgeType::kParent, kSector}}},
      {"nace-rev2.1.csv",
       kSector,
       kNace21Prefix,
       {{"level", Field::kLevel}},
       {{"parent", EdgeType::kParent, kSector}}},
      {"nuts-2021.csv",
       kRegion,
       "",
       {{"name_local", Field::kAlias},
        {"level", Field::kLevel},
        {"category", Field::kCategory},
        {"outermost", Field::kOutermost}},
       {{"country", EdgeType::kInCountry, kCountry}}},
      {"ecosystems.csv", kEcosystem, "", {{"other_names", Field::kAlias}}, {}},
      {"technologies.csv", kTechnology, "", {{"set", Field::kCategory}}, {}},
      {"labels.csv",
       kLabel,
       "",
       {{"name_local", Field::kAlias},
        {"other_names", Field::kAlias},
        {"scheme", Field::kCategory},
        {"rank", Field::kRank},
        {"validity_months", Field::kValidityMonths}},
       {{"country", EdgeType::kInCountry, kCountry}}},
      {"value-chains.csv",
       kValueChain,
       "",
       {{"other_names", Field::kAlias}},
       {{"ecosystem", EdgeType::kInEcosystem, kEcosystem}}},
      {"value-chain-stages.csv",
       kStage,
       "",
       {{"kind", Field::kStageKind}, {"position", Field::kSortKey}},
       {{"chain", EdgeType::kStageOf, kValueChain, "position"},
        {"nace", EdgeType::kInSector, kSector}}},
  };
  return files;
}

constexpr std::array kEdgeFiles = std::to_array<EdgeFile>({
    {"ecosystem-sectors.csv", EdgeType::kInSector, "ecosystem", NodeType::kEcosystem, "nace",
     NodeType::kSector, "weight_percent", 100},
    {"supply-links.csv", EdgeType::kSupplies, "supplier", NodeType::kSector, "user",
     NodeType::kSector, "share_of_user_inputs"},
    {"nace-rev2-to-rev2.1.csv", EdgeType::kRelatedTo, "rev2", NodeType::kSector, "rev2_1",
     NodeType::kSector, "", 1, kNace21Prefix, "relation"},
});

class Records {
 public:
  Status AddNodes(const NodeFile& file);
  Status AddEdges(const EdgeFile& file);
  Status AddProgrammeStatus();
  void AddMarker();
  Batch Take() && { return std::move(batch_); }

 private:
  void AddNode(const NodeFile& file, const EmbeddedTable& table, EmbeddedTable::Row row);
  Edge& AddEdge(NodeId from, EdgeType type, NodeId to, double weight = 1);

  Batch batch_;
};

Edge& Records::AddEdge(NodeId from, EdgeType type, NodeId to, double weight) {
  Edge& edge = batch_.edges.emplace_back();
  edge.key = {from, type, to};
  edge.weight = static_cast<float>(weight);
  edge.source = kTaxonomySource;
  edge.date = kTaxonomyDate;
  return edge;
}

// "de" for "name_de", otherwise "".
std::string_view LanguageOf(std::string_view column) {
  for (const std::string_view stem : {"name_", "label_"}) {
    if (column.starts_with(stem) && column.size() == stem.size() + 2) {
      return column.substr(stem.size());
    }
  }
  return {};
}

// A NUTS code contains its parent's: "DE21" is in "DE2".
std::string_view ParentRegion(std::string_view code) {
  return code.size() > 2 ? code.substr(0, code.size() - 1) : std::string_view();
}

// In the languages that the table lacks; where ICU knows another name than ours, as an alias.
void AddCountryNames(Node& country) {
  for (const auto& [lang, name] : CountryNames(country.key)) {
    const bool is_named = std::ranges::any_of(country.values, [&](const Value& value) {
      return value.field == Field::kName && value.lang == lang;
    });
    country.Set(is_named ? Field::kAlias : Field::kName, name, kTaxonomySource, kTaxonomyDate,
                lang);
  }
}

void Records::AddNode(const NodeFile& file, const EmbeddedTable& table, EmbeddedTable::Row row) {
  Node node{file.type, std::string(file.prefix) + std::string(row["code"]), {}};
  const auto set = [&node](Field field, std::string_view text, std::string_view lang = {}) {
    node.Set(field, text, kTaxonomySource, kTaxonomyDate, lang);
  };
  set(Field::kName, row["name"]);
  for (const std::string& column : table.columns()) {
    const std::string_view lang = LanguageOf(column);
    if (!lang.empty()) set(Field::kName, row[column], lang);
  }
  for (const auto& [column, field] : file.fields) {
    if (IsMultiValued(field)) {
      for (const std::string_view text : row.List(column)) set(field, text);
    } else if (field != Field::kOutermost) {
      set(field, row[column]);
    } else if (row[column] == "1") {
      set(field, "true");
    }
  }
  if (!row["lat"].empty()) {
    set(Field::kLocation, std::string(row["lat"]) + "," + std::string(row["lon"]));
  }
  if (file.type == NodeType::kCountry) AddCountryNames(node);
  for (const EdgeColumn& edge : file.edges) {
    for (const std::string_view code : row.List(edge.column)) {
      const std::string target =
          std::string(edge.target == file.type ? file.prefix : "") + std::string(code);
      const double weight = edge.weight_column.empty() ? 1 : row.Number(edge.weight_column, 1);
      AddEdge(node.id(), edge.type, NodeId::Of(edge.target, target), weight);
    }
  }
  if (file.type == NodeType::kRegion && !ParentRegion(node.key).empty()) {
    AddEdge(node.id(), EdgeType::kParent, NodeId::Of(NodeType::kRegion, ParentRegion(node.key)));
  }
  batch_.nodes.push_back(std::move(node));
}

Status Records::AddNodes(const NodeFile& file) {
  const auto table = TaxonomyTable(file.path);
  if (!table) return std::unexpected(table.error());
  for (size_t i = 0; i < table->size(); ++i) AddNode(file, *table, (*table)[i]);
  return {};
}

Status Records::AddEdges(const EdgeFile& file) {
  const auto table = TaxonomyTable(file.path);
  if (!table) return std::unexpected(table.error());
  for (size_t i = 0; i < table->size(); ++i) {
    const auto row = (*table)[i];
    const std::string to = std::string(file.to_prefix) + std::string(row[file.to_column]);
    Edge& edge =
        AddEdge(NodeId::Of(file.from, row[file.from_column]), file.type, NodeId::Of(file.to, to),
                row.Number(file.weight_column, file.weight_unit) / file.weight_unit);
    if (!file.role_column.empty()) {
      edge.attributes.push_back({Field::kRole, std::string(row[file.role_column])});
    }
  }
  return {};
}

// "from_date", or the first day of "from_year"; unknown when both are empty.
Date DateOr(std::string_view date, std::string_view year, std::string_view day_of_year) {
  const std::string text = date.empty() && !year.empty()
                               ? std::string(year) + std::string(day_of_year)
                               : std::string(date);
  return ParseDate(text).value_or(Date{});
}

// A country has one edge to a programme: where its status changed, the latest one stands.
Status Records::AddProgrammeStatus() {
  const auto table = TaxonomyTable("programme-status.csv");
  if (!table) return std::unexpected(table.error());
  std::map<EdgeKey, Edge> latest;
  for (size_t i = 0; i < table->size(); ++i) {
    const auto row = (*table)[i];
    Edge edge;
    edge.key = {NodeId::Of(NodeType::kCountry, row["country"]), EdgeType::kUnderProgramme,
                NodeId::Of(NodeType::kProgramme, row["programme"])};
    edge.valid_from = DateOr(row["from_date"], row["from_year"], "-01-01");
    edge.valid_to = DateOr(row["to_date"], row["to_year"], "-12-31");
    edge.attributes.push_back({Field::kRole, std::string(row["status"])});
    edge.source = kTaxonomySource;
    edge.date = kTaxonomyDate;
    Edge& kept = latest.try_emplace(edge.key, edge).first->second;
    if (kept.valid_from < edge.valid_from) kept = edge;
    if (i > 0 && row["programme"] == (*table)[i - 1]["programme"]) continue;
    Node programme{NodeType::kProgramme, std::string(row["programme"]), {}};
    programme.Set(Field::kName, programme.key, kTaxonomySource, kTaxonomyDate);
    batch_.nodes.push_back(std::move(programme));
  }
  for (auto& [key, edge] : latest) batch_.edges.push_back(std::move(edge));
  return {};
}

void Records::AddMarker() {
  Node marker{kMarkerType, std::string(kMarkerKey), {}};
  marker.Set(Field::kStatus, TaxonomyVersion(), kTaxonomySource, kTaxonomyDate);
  batch_.nodes.push_back(std::move(marker));
}

}  // namespace

Result<EmbeddedTable> TaxonomyTable(std::string_view file) {
  return FindTable(TaxonomyFiles(), file);
}

// FNV-1a over paths and contents, and the version of what is not in the files.
std::string TaxonomyVersion() {
  uint64_t hash = 0xcbf29ce484222325ULL;
  const auto mix = [&hash](std::string_view text) {
    for (const char c : text) {
      hash ^= static_cast<uint8_t>(c);
      hash *= 0x100000001b3ULL;
    }
  };
  for (const EmbeddedFile& file : TaxonomyFiles()) {
    mix(file.path);
    mix(file.content);
  }
  mix(CountryNamesVersion());
  std::string digits(16, '0');
  for (size_t i = 16; i > 0; --i, hash >>= 4U) digits[i - 1] = "0123456789abcdef"[hash & 0xFU];
  return digits;
}

Result<Batch> TaxonomyRecords() {
  Records records;
  for (const NodeFile& file : NodeFiles()) {
    if (const auto added = records.AddNodes(file); !added) return std::unexpected(added.error());
  }
  for (const EdgeFile& file : kEdgeFiles) {
    if (const auto added = records.AddEdges(file); !added) return std::unexpected(added.error());
  }
  if (const auto added = records.AddProgrammeStatus(); !added) {
    return std::unexpected(added.error());
  }
  records.AddMarker();
  return std::move(records).Take();
}

Result<WriteCounts> WriteTaxonomies(BulkWriter& writer) {
  const auto view = writer.View();
  if (!view) return std::unexpected(view.error());
  const NodeId marker_id = NodeId::Of(kMarkerType, kMarkerKey);
  const auto marker = (*view)->FindNode(marker_id);
  if (!marker) return std::unexpected(marker.error());
  if (marker->has_value() && (*marker)->Text(Field::kStatus) == TaxonomyVersion()) {
    return WriteCounts{};
  }
  auto records = TaxonomyRecords();
  if (!records) return std::unexpected(records.error());
  // Two versions of one day would leave the marker at the greater hash.
  if (marker->has_value()) records->erase_nodes.push_back(marker_id);
  return writer.Write(*records);
}

}  // namespace kontor
