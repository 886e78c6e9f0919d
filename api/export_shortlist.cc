#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "api/csv_text.h"
#include "api/export.h"
#include "api/export_graph.h"
#include "api/export_jsonld.h"
#include "api/export_origin.h"
#include "api/render_user_records.h"
#include "api/table_rows.h"
#include "base/instant.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

NodeIndex FindByKey(const Snapshot& snapshot, std::string_view key) {
  return snapshot.profiles.Find(NodeId::Of(NodeType::kOrganisation, key));
}

// Cells by the names of PartnerColumns; what is not set stays empty.
class PartnerCells {
 public:
  PartnerCells() : cells_(PartnerColumns().size()) {}

  void Set(std::string_view name, Cell cell) {
    const auto found = std::ranges::find(PartnerColumns(), name, &TableColumn::name);
    if (found == PartnerColumns().end()) return;  // of a feature that is no more
    cells_[static_cast<size_t>(found - PartnerColumns().begin())] = std::move(cell);
  }
  Row Take() { return std::move(cells_); }

 private:
  Row cells_;
};

// What is known of it now.
void SetProfile(const Snapshot& snapshot, NodeIndex organisation, PartnerCells& cells) {
  const Profile profile = snapshot.profiles[organisation];
  cells.Set("country", CodeText(snapshot, profile.country));
  cells.Set("region", CodeText(snapshot, profile.region));
  cells.Set("kind", std::string(kOrganisationKinds[profile.kind]));
  cells.Set("city", std::string(profile.city));
  cells.Set("url", std::string(profile.url));
  cells.Set("invented", profile.invented);
  cells.Set("sources", JoinForCsv(profile.sources));
}

// What was said of it then.
void SetAnswer(const AnswerThen& answer, PartnerCells& cells) {
  cells.Set("score", answer.score);
  cells.Set("fit", answer.fit);
  cells.Set("reach", answer.reach);
  cells.Set("mutual", answer.mutual);
  cells.Set("reverse_score", answer.reverse_score);
  for (const AnswerThen::Part& part : answer.contributions) {
    cells.Set(part.feature + "_points", part.points);
  }
  cells.Set("joint_partnerships", answer.joint_partnerships);
  cells.Set("reasons", JoinForCsv(answer.reasons));
  cells.Set("reverse_reasons", JoinForCsv(answer.reverse_reasons));
  cells.Set("generation", answer.generation);
  cells.Set("model", answer.model);
  cells.Set("as_of", answer.as_of);
}

Row KeptRow(const Snapshot& snapshot, const ShortlistContent& content, size_t number,
            std::string_view question) {
  const ShortlistEntry& entry = content.entries[number];
  PartnerCells cells;
  cells.Set("rank", uint64_t{number + 1});
  cells.Set("id", entry.organisation);
  cells.Set("name", entry.name);
  cells.Set("for", content.list.for_key);
  cells.Set("question", std::string(question));
  SetAnswer(entry.answer, cells);
  const NodeIndex found = FindByKey(snapshot, entry.organisation);
  if (found != kNoNode) SetProfile(snapshot, found, cells);
  return cells.Take();
}

// Those of partners, and what a shortlist has beside them.
std::vector<TableColumn> ShortlistColumns() {
  std::vector<TableColumn> columns(PartnerColumns().begin(), PartnerColumns().end());
  columns.insert(columns.end(), {{"note"}, {"added", CellKind::kDate}, {"shortlist"}});
  return columns;
}

Row ListedRow(const Snapshot& snapshot, const ShortlistContent& content, size_t number,
              std::string_view question) {
  const ShortlistEntry& entry = content.entries[number];
  const std::chrono::sys_seconds added(std::chrono::seconds(entry.added.unix_seconds));
  Row row = KeptRow(snapshot, content, number, question);
  row.emplace_back(entry.note);
  row.emplace_back(DayOf(added));
  row.emplace_back(content.list.name);
  return row;
}

// Those on the list that there are, and then the list's own where there is.
std::vector<NodeIndex> Present(const Snapshot& snapshot, const ShortlistContent& content) {
  std::vector<NodeIndex> present;
  for (const ShortlistEntry& entry : content.entries) {
    const NodeIndex found = FindByKey(snapshot, entry.organisation);
    if (found != kNoNode) present.push_back(found);
  }
  const NodeIndex owner = FindByKey(snapshot, content.list.for_key);
  if (owner != kNoNode) present.push_back(owner);
  return present;
}

Provenance ProvenanceOf(const Snapshot& snapshot, const ShortlistContent& content,
                        const ExportOptions& options) {
  Provenance provenance{.title = "Shortlist: " + content.list.name,
                        .question = options.question,
                        .generation = snapshot.generation,
                        .model = {},
                        .as_of = {},
                        .sources = {},
                        .notes = {}};
  AddOrigins(snapshot, Present(snapshot, content), provenance);
  provenance.notes.emplace_back(
      "Scores and reasons are those of the day on which an organisation was added.");
  return provenance;
}

Status WriteListGraph(const Snapshot& snapshot, const ShortlistContent& content,
                      const ExportOptions& options, const Sink& sink) {
  const Provenance provenance = ProvenanceOf(snapshot, content, options);
  const auto writer = MakeGraphWriter(options, provenance, sink);
  const GraphPart part = PartAmong(snapshot, Present(snapshot, content));
  std::vector<size_t> numbers;  // of entries that there still are
  SuggestedEdges edges{.from = FindByKey(snapshot, content.list.for_key), .to = {}, .row = {}};
  for (size_t i = 0; i < content.entries.size(); ++i) {
    const NodeIndex found = FindByKey(snapshot, content.entries[i].organisation);
    if (found == kNoNode) continue;
    numbers.push_back(i);
    edges.to.push_back(found);
  }
  edges.row = [&](size_t i) { return KeptRow(snapshot, content, numbers[i], {}); };
  return WriteGraph(snapshot, part, provenance, edges.from == kNoNode ? nullptr : &edges, *writer);
}

}  // namespace

Status ExportShortlist(const Snapshot& snapshot, const ShortlistContent& content,
                       const ExportOptions& options, const Sink& sink) {
  switch (options.format) {
    case Format::kCsv:
    case Format::kXlsx: {
      const auto writer = MakeTableWriter(options, ProvenanceOf(snapshot, content, options), sink);
      return WriteTable(
          *writer, "Shortlist", ShortlistColumns(), content.entries.size(),
          [&](size_t i) { return ListedRow(snapshot, content, i, options.question); });
    }
    case Format::kGraphMl:
    case Format::kGexf:
      return WriteListGraph(snapshot, content, options, sink);
    case Format::kJsonLd:
      return sink(ShortlistAsJsonLd(snapshot, content, ProvenanceOf(snapshot, content, options)));
    case Format::kNdjson:
      return sink(ShortlistAsNdjson(content));
    default:
      return sink(RenderShortlist(content));
  }
}

}  // namespace kontor
