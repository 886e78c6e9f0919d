#include "api/export_origin.h"

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "api/csv_table.h"
#include "data/xlsx_writer.h"

namespace kontor {

void AddOrigins(const Snapshot& snapshot, std::span<const NodeIndex> organisations,
                Provenance& provenance) {
  std::set<std::string, std::less<>> sources;
  bool invented = false;
  for (const NodeIndex organisation : organisations) {
    const Profile profile = snapshot.profiles[organisation];
    invented = invented || profile.invented;
    for (const std::string_view source : profile.sources) {
      if (!sources.contains(source)) sources.emplace(source);
    }
  }
  provenance.sources.assign(sources.begin(), sources.end());
  if (invented) provenance.notes.emplace_back("These organisations are invented, for trying out.");
}

std::unique_ptr<TableWriter> MakeTableWriter(const ExportOptions& options, Provenance provenance,
                                             const Sink& sink) {
  if (options.format == Format::kXlsx) return MakeXlsxWriter(std::move(provenance), sink);
  return MakeCsvWriter(sink, options.with_mark);
}

std::unique_ptr<GraphWriter> MakeGraphWriter(const ExportOptions& options,
                                             const Provenance& provenance, const Sink& sink) {
  switch (options.format) {
    case Format::kGraphMl:
      return MakeGraphMlWriter(sink);
    case Format::kGexf:
      return MakeGexfWriter(sink);
    case Format::kJson:
      return MakeGraphJsonWriter(sink);
    default:
      return MakeGraphTableWriter(MakeTableWriter(options, provenance, sink));
  }
}

}  // namespace kontor
