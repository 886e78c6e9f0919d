// What all exports have in common: where their data come from, and the writers of their formats.
#pragma once

#include <memory>
#include <span>

#include "api/export.h"
#include "data/graph_writer.h"
#include "data/provenance.h"
#include "data/table_writer.h"

namespace kontor {

// Adds the sources of these organisations, and that they are invented where one is.
void AddOrigins(const Snapshot& snapshot, std::span<const NodeIndex> organisations,
                Provenance& provenance);

// REQUIRES: kCsv or kXlsx
std::unique_ptr<TableWriter> MakeTableWriter(const ExportOptions& options, Provenance provenance,
                                             const Sink& sink);

// Of the tables' formats the edges alone. REQUIRES: kGraphMl, kGexf, kJson, kCsv or kXlsx
std::unique_ptr<GraphWriter> MakeGraphWriter(const ExportOptions& options,
                                             const Provenance& provenance, const Sink& sink);

// make_row(number) for each of `count` rows.
template <typename MakeRow>
Status WriteTable(TableWriter& writer, std::string_view title, std::span<const TableColumn> columns,
                  size_t count, MakeRow make_row) {
  if (Status begun = writer.Begin(title, columns); !begun) return begun;
  for (size_t i = 0; i < count; ++i) {
    if (Status added = writer.Add(make_row(i)); !added) return added;
  }
  return writer.End();
}

}  // namespace kontor
