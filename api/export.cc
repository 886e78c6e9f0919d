#include "api/export.h"

#include <optional>
#include <utility>
#include <vector>

#include "api/dossier.h"
#include "api/export_graph.h"
#include "api/export_jsonld.h"
#include "api/export_origin.h"
#include "api/render_search.h"
#include "api/table_rows.h"
#include "engine/list_notes.h"

namespace kontor {
namespace {

// Who asked, who is suggested, and those between them.
std::vector<NodeIndex> Involved(const PartnerAnswer& answer) {
  std::vector<NodeIndex> all = {answer.organisation};
  for (const Suggestion& suggestion : answer.suggestions) {
    all.push_back(suggestion.organisation);
    for (const PathStep& step : suggestion.path) all.push_back(step.to);
  }
  return all;
}

Provenance ProvenanceOf(const Snapshot& snapshot, const PartnerAnswer& answer,
                        const ExportOptions& options) {
  Provenance provenance{
      .title = "Partners for " + std::string(snapshot.profiles[answer.organisation].name),
      .question = options.question,
      .generation = answer.generation,
      .model = answer.model,
      .as_of = answer.as_of,
      .sources = {},
      .notes = ListNotes(answer, *options.language)};
  AddOrigins(snapshot, Involved(answer), provenance);
  return provenance;
}

// Of a list, with its reasons.
SuggestedEdges EdgesOf(const Snapshot& snapshot, const PartnerAnswer& answer,
                       const Language& language) {
  SuggestedEdges edges{.from = answer.organisation, .to = {}, .row = {}};
  for (const Suggestion& one : answer.suggestions) edges.to.push_back(one.organisation);
  edges.row = [&](size_t i) { return PartnerRow(snapshot, answer, i, language, {}); };
  return edges;
}

std::vector<NodeIndex> Found(const SearchAnswer& answer) {
  std::vector<NodeIndex> found;
  for (const SearchHit& hit : answer.hits) found.push_back(hit.organisation);
  return found;
}

Provenance ProvenanceOf(const SearchExport& search, const ExportOptions& options) {
  Provenance provenance{.title = "Search results",
                        .question = options.question,
                        .generation = search.found.generation,
                        .model = search.for_whom == nullptr ? "" : search.for_whom->model,
                        .as_of = {},
                        .sources = {},
                        .notes = search.found.notes};
  AddOrigins(search.snapshot, Found(search.found), provenance);
  return provenance;
}

// What was found for somebody, as a list of partners.
PartnerAnswer AsPartners(const SearchForAnswer& answer) {
  PartnerAnswer partners;
  partners.generation = answer.found.generation;
  partners.model = answer.model;
  partners.organisation = answer.organisation;
  partners.suggestions = answer.suggestions;
  return partners;
}

Status WriteFoundGraph(const SearchExport& search, const ExportOptions& options, const Sink& sink) {
  std::vector<NodeIndex> organisations = Found(search.found);
  const Provenance provenance = ProvenanceOf(search, options);
  const auto writer = MakeGraphWriter(options, provenance, sink);
  if (search.for_whom == nullptr) {
    const GraphPart part = PartAmong(search.snapshot, organisations);
    return WriteGraph(search.snapshot, part, provenance, nullptr, *writer);
  }
  const PartnerAnswer partners = AsPartners(*search.for_whom);
  const SuggestedEdges suggested = EdgesOf(search.snapshot, partners, *options.language);
  const GraphPart part = PartAmong(search.snapshot, Involved(partners));
  return WriteGraph(search.snapshot, part, provenance, &suggested, *writer);
}

Status WriteFoundTable(const SearchExport& search, const ExportOptions& options, const Sink& sink) {
  const auto writer = MakeTableWriter(options, ProvenanceOf(search, options), sink);
  std::optional<ForWhom> for_whom;
  if (search.for_whom != nullptr) for_whom.emplace(*search.for_whom, *options.language);
  return WriteTable(*writer, "Organisations", HitColumns(), search.found.hits.size(),
                    [&](size_t i) {
                      return HitRow(search.snapshot, search.found, i, for_whom, options.question);
                    });
}

}  // namespace

Status ExportPartners(const Snapshot& snapshot, const PartnerAnswer& answer,
                      const ExportOptions& options, const Sink& sink) {
  const Language& language = *options.language;
  switch (options.format) {
    case Format::kCsv:
    case Format::kXlsx: {
      const auto writer = MakeTableWriter(options, ProvenanceOf(snapshot, answer, options), sink);
      return WriteTable(
          *writer, "Partners", PartnerColumns(), answer.suggestions.size(),
          [&](size_t i) { return PartnerRow(snapshot, answer, i, language, options.question); });
    }
    case Format::kGraphMl:
    case Format::kGexf: {
      const Provenance provenance = ProvenanceOf(snapshot, answer, options);
      const auto writer = MakeGraphWriter(options, provenance, sink);
      const SuggestedEdges suggested = EdgesOf(snapshot, answer, language);
      return WriteGraph(snapshot, PartAmong(snapshot, Involved(answer)), provenance, &suggested,
                        *writer);
    }
    case Format::kJsonLd:
      return sink(
          PartnersAsJsonLd(snapshot, answer, language, ProvenanceOf(snapshot, answer, options)));
    default:
      return sink(RenderPartners(snapshot, answer, options.format, language));
  }
}

Status ExportDossier(const Snapshot& snapshot, const PartnerAnswer& answer,
                     const ExportOptions& options, const Sink& sink) {
  return sink(
      DossierAsHtml(snapshot, answer, *options.language, ProvenanceOf(snapshot, answer, options)));
}

Status ExportSearch(const SearchExport& search, const ExportOptions& options, const Sink& sink) {
  switch (options.format) {
    case Format::kCsv:
    case Format::kXlsx:
      return WriteFoundTable(search, options, sink);
    case Format::kGraphMl:
    case Format::kGexf:
      return WriteFoundGraph(search, options, sink);
    case Format::kJsonLd:
      if (search.for_whom != nullptr) {
        return sink(PartnersAsJsonLd(search.snapshot, AsPartners(*search.for_whom),
                                     *options.language, ProvenanceOf(search, options)));
      }
      return sink(HitsAsJsonLd(search.snapshot, search.found, ProvenanceOf(search, options)));
    default:
      return sink(search.for_whom == nullptr
                      ? RenderSearch(search.snapshot, search.index, search.found, options.format)
                      : RenderSearchFor(search.snapshot, search.index, *search.for_whom,
                                        options.format, *options.language));
  }
}

}  // namespace kontor
