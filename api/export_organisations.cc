#include <array>
#include <utility>
#include <vector>

#include "api/export_graph.h"
#include "api/export_jsonld.h"
#include "api/export_origin.h"
#include "api/table_rows.h"
#include "engine/filters.h"

namespace kontor {
namespace {

std::vector<NodeIndex> Passing(const Snapshot& snapshot, const OrganisationQuery& query) {
  FilterScratch scratch;
  const FilterCheck check(snapshot, query.filters, query.as_of, scratch);
  std::vector<NodeIndex> passing;
  check.ForEachPassing([&passing](NodeIndex organisation) { passing.push_back(organisation); });
  return passing;
}

Provenance ProvenanceOfData(const Snapshot& snapshot, std::string title, Date as_of,
                            std::string question, std::span<const NodeIndex> organisations) {
  Provenance provenance{.title = std::move(title),
                        .question = std::move(question),
                        .generation = snapshot.generation,
                        .model = {},
                        .as_of = as_of,
                        .sources = {},
                        .notes = {}};
  AddOrigins(snapshot, organisations, provenance);
  return provenance;
}

Status WriteOrganisationTable(const Snapshot& snapshot, std::span<const NodeIndex> organisations,
                              TableWriter& writer) {
  if (Status begun = writer.Begin("Organisations", OrganisationColumns()); !begun) return begun;
  for (const NodeIndex organisation : organisations) {
    if (Status added = writer.Add(OrganisationRow(snapshot, organisation)); !added) return added;
  }
  return writer.End();
}

// One on each line; with a document around them, which NDJSON has not.
Status WriteOrganisationJson(const Snapshot& snapshot, std::span<const NodeIndex> organisations,
                             const Provenance& provenance, bool as_document, const Sink& sink) {
  SinkBuffer out(sink);
  if (as_document) {
    Json head = Json::object();
    head["title"] = provenance.title;
    head["question"] = provenance.question;
    head["generation"] = provenance.generation;
    head["as_of"] = OrNull(FormatDate(provenance.as_of));
    head["sources"] = provenance.sources;
    head["notes"] = provenance.notes;
    head["matching"] = organisations.size();
    out.text() += Dump(head);
    out.text().resize(out.text().size() - 2);  // "}\n": goes on
    out.text() += ",\"organisations\":[\n";
  }
  bool is_first = true;
  for (const NodeIndex organisation : organisations) {
    if (as_document && !std::exchange(is_first, false)) out.text() += ',';
    out.text() += RenderOrganisation(snapshot, organisation);
    if (Status passed = out.Pass(); !passed) return passed;
  }
  if (as_document) out.text() += "]}\n";
  return out.Flush();
}

// Of all vertices within so many partnerships of an organisation.
GraphPart PartAround(const Snapshot& snapshot, NodeIndex organisation, size_t hops) {
  GraphPart part(snapshot.graph.vertex_count());
  std::vector<NodeIndex> reached = {organisation};
  part[organisation] = true;
  for (size_t step = 0; step < 2 * hops; ++step) {  // to a partnership, and from it
    std::vector<NodeIndex> next;
    for (const NodeIndex vertex : reached) {
      for (const NodeIndex neighbour : snapshot.graph.Neighbours(vertex)) {
        if (part[neighbour]) continue;
        part[neighbour] = true;
        next.push_back(neighbour);
      }
    }
    reached = std::move(next);
  }
  return part;
}

std::string TitleOf(const Snapshot& snapshot, const GraphQuery& query) {
  if (!query.around) return "Organisations and their partnerships";
  return "Partnerships around " + std::string(snapshot.profiles[*query.around].name);
}

}  // namespace

Status ExportOrganisations(const Snapshot& snapshot, const OrganisationQuery& query,
                           const ExportOptions& options, const Sink& sink) {
  const std::vector<NodeIndex> organisations = Passing(snapshot, query);
  Provenance provenance =
      ProvenanceOfData(snapshot, "Organisations", query.as_of, options.question, organisations);
  switch (options.format) {
    case Format::kJson:
    case Format::kNdjson:
      return WriteOrganisationJson(snapshot, organisations, provenance,
                                   options.format == Format::kJson, sink);
    case Format::kJsonLd:
      return WriteOrganisationsAsJsonLd(snapshot, organisations, provenance, sink);
    default:
      return WriteOrganisationTable(snapshot, organisations,
                                    *MakeTableWriter(options, std::move(provenance), sink));
  }
}

Status ExportGraph(const Snapshot& snapshot, const GraphQuery& query, const ExportOptions& options,
                   const Sink& sink) {
  const GraphPart part = query.around ? PartAround(snapshot, *query.around, query.hops)
                                      : GraphPart(snapshot.graph.vertex_count(), true);
  std::vector<NodeIndex> organisations;
  for (NodeIndex i = 0; i < snapshot.graph.organisation_count(); ++i) {
    if (part[i]) organisations.push_back(i);
  }
  const Provenance provenance = ProvenanceOfData(snapshot, TitleOf(snapshot, query), query.as_of,
                                                 options.question, organisations);
  const auto writer = MakeGraphWriter(options, provenance, sink);
  return WriteGraph(snapshot, part, provenance, nullptr, *writer);
}

}  // namespace kontor
