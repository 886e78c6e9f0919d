#include "api/export_graph.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <utility>

#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr auto kNodeColumns = std::to_array<TableColumn>({
    {"type"},
    {"id"},
    {"country"},
    {"region"},
    {"kind"},
    {"city"},
    {"url", CellKind::kLink},
    {"start", CellKind::kDate},
    {"partnerships", CellKind::kInteger},
    {"invented", CellKind::kFlag},
    {"sources"},
});

constexpr auto kTieColumns =
    std::to_array<TableColumn>({{"type"}, {"coordinates", CellKind::kFlag}, {"source"}});

// What a row of partners has and the nodes have not, nor the graph.
constexpr std::array<std::string_view, 14> kNotOfEdges = {
    "id",       "name", "country", "region",     "kind",  "city",  "url",
    "invented", "for",  "sources", "generation", "model", "as_of", "question"};

// Positions in a row of partners.
std::vector<size_t> EdgePositions() {
  std::vector<size_t> positions;
  const auto columns = PartnerColumns();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (std::ranges::find(kNotOfEdges, columns[i].name) == kNotOfEdges.end())
      positions.push_back(i);
  }
  return positions;
}

// What ties have, and then what suggestions have.
std::vector<TableColumn> EdgeColumns() {
  std::vector<TableColumn> columns(kTieColumns.begin(), kTieColumns.end());
  for (const size_t i : EdgePositions()) columns.push_back(PartnerColumns()[i]);
  return columns;
}

// An id of its own for each node, of characters that every format can hold.
std::string GraphId(std::string_view type, std::string_view key) {
  std::string id(type);
  id += ':';
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '%') {
      std::array<char, 4> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "%%%02X", byte);
      id += escaped.data();
    } else {
      id += c;
    }
  }
  return id;
}

class PartWriter {
 public:
  PartWriter(const Snapshot& snapshot, const GraphPart& part, GraphWriter& writer)
      : snapshot_(snapshot), part_(part), writer_(writer) {}

  Status AddOrganisations();
  Status AddPartnerships();
  Status AddSuggestions(const SuggestedEdges& suggested);
  Status AddTies();

 private:
  [[nodiscard]] std::string IdOf(NodeIndex organisation) const {
    return GraphId("organisation", snapshot_.profiles[organisation].key);
  }
  [[nodiscard]] PartnershipFacts PartnershipAt(NodeIndex vertex) const {
    return snapshot_.profiles.Partnership(vertex - snapshot_.graph.organisation_count());
  }
  Status AddTiesOf(NodeIndex organisation);

  const Snapshot& snapshot_;
  const GraphPart& part_;
  GraphWriter& writer_;
  const std::vector<TableColumn> edge_columns_ = EdgeColumns();
};

Status PartWriter::AddOrganisations() {
  for (NodeIndex i = 0; i < snapshot_.graph.organisation_count(); ++i) {
    if (!part_[i]) continue;
    const Profile profile = snapshot_.profiles[i];
    const Row cells = {std::string("organisation"),
                       std::string(profile.key),
                       CodeText(snapshot_, profile.country),
                       CodeText(snapshot_, profile.region),
                       std::string(kOrganisationKinds[profile.kind]),
                       std::string(profile.city),
                       std::string(profile.url),
                       Cell(),
                       uint64_t{snapshot_.graph.Neighbours(i).size()},
                       profile.invented ? Cell(true) : Cell(),
                       JoinForCsv(profile.sources)};
    if (Status added = writer_.AddNode(IdOf(i), profile.name, cells); !added) return added;
  }
  return {};
}

Status PartWriter::AddPartnerships() {
  for (NodeIndex v = snapshot_.graph.organisation_count(); v < snapshot_.graph.vertex_count();
       ++v) {
    if (!part_[v]) continue;
    const PartnershipFacts partnership = PartnershipAt(v);
    const Row cells = {std::string("partnership"),
                       std::string(partnership.key),
                       Cell(),
                       Cell(),
                       std::string(partnership.type),
                       Cell(),
                       Cell(),
                       partnership.start,
                       Cell(),
                       Cell(),
                       std::string(partnership.source)};
    const std::string id = GraphId("partnership", partnership.key);
    if (Status added = writer_.AddNode(id, partnership.label, cells); !added) return added;
  }
  return {};
}

Status PartWriter::AddTiesOf(NodeIndex organisation) {
  const auto vertices = snapshot_.graph.Neighbours(organisation);
  const auto coordinates = snapshot_.graph.Coordinates(organisation);
  Row cells(edge_columns_.size());
  for (size_t i = 0; i < vertices.size(); ++i) {
    if (!part_[vertices[i]]) continue;
    const PartnershipFacts partnership = PartnershipAt(vertices[i]);
    cells[0] = std::string("participates_in");
    cells[1] = coordinates[i];
    cells[2] = std::string(partnership.source);
    const std::string to = GraphId("partnership", partnership.key);
    if (Status added = writer_.AddEdge(IdOf(organisation), to, cells); !added) return added;
  }
  return {};
}

Status PartWriter::AddTies() {
  for (NodeIndex i = 0; i < snapshot_.graph.organisation_count(); ++i) {
    if (!part_[i]) continue;
    if (Status added = AddTiesOf(i); !added) return added;
  }
  return {};
}

Status PartWriter::AddSuggestions(const SuggestedEdges& suggested) {
  const std::vector<size_t> positions = EdgePositions();
  for (size_t i = 0; i < suggested.to.size(); ++i) {
    Row row = suggested.row(i);
    Row cells(kTieColumns.size());
    cells[0] = std::string("suggested");
    for (const size_t position : positions) cells.push_back(std::move(row[position]));
    const std::string to = IdOf(suggested.to[i]);
    if (Status added = writer_.AddEdge(IdOf(suggested.from), to, cells); !added) return added;
  }
  return {};
}

}  // namespace

GraphPart PartAmong(const Snapshot& snapshot, std::span<const NodeIndex> organisations) {
  GraphPart part(snapshot.graph.vertex_count());
  std::vector<NodeIndex> partnerships;  // of all of them
  for (const NodeIndex organisation : organisations) {
    if (part[organisation]) continue;
    part[organisation] = true;
    std::ranges::copy(snapshot.graph.Neighbours(organisation), std::back_inserter(partnerships));
  }
  std::ranges::sort(partnerships);
  for (size_t i = 1; i < partnerships.size(); ++i) {
    if (partnerships[i] == partnerships[i - 1]) part[partnerships[i]] = true;
  }
  return part;
}

Status WriteGraph(const Snapshot& snapshot, const GraphPart& part, const Provenance& provenance,
                  const SuggestedEdges* suggested, GraphWriter& writer) {
  PartWriter all(snapshot, part, writer);
  if (Status begun = writer.Begin(provenance, kNodeColumns, EdgeColumns()); !begun) return begun;
  if (Status added = all.AddOrganisations(); !added) return added;
  if (Status added = all.AddPartnerships(); !added) return added;
  if (suggested != nullptr) {
    if (Status added = all.AddSuggestions(*suggested); !added) return added;
  }
  if (Status added = all.AddTies(); !added) return added;
  return writer.End();
}

}  // namespace kontor
