// The tables that are exported: their columns, in one place for all formats of tables, and rows to
// them. docs/exports.md says what each column holds.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "api/render_search_formats.h"
#include "data/table_writer.h"

namespace kontor {

using Row = std::vector<Cell>;

// A suggestion of each row; `question` as it was asked.
std::span<const TableColumn> PartnerColumns();
Row PartnerRow(const Snapshot& snapshot, const PartnerAnswer& answer, size_t number,
               const Language& language, std::string_view question);

// A hit of each row.
std::span<const TableColumn> HitColumns();
Row HitRow(const Snapshot& snapshot, const SearchAnswer& answer, size_t number,
           const std::optional<ForWhom>& for_whom, std::string_view question);

// An organisation of each row.
std::span<const TableColumn> OrganisationColumns();
Row OrganisationRow(const Snapshot& snapshot, NodeIndex organisation);

// "Alpha - WINDY (2015-01-01, cordis:h2020) - Beta"
std::string PathText(const Snapshot& snapshot, std::span<const PathStep> path);

// "DE", or "" for none.
std::string CodeText(const Snapshot& snapshot, ConceptIndex code);

// With "; " between them.
template <typename Texts>
std::string Listed(const Texts& texts) {
  std::string list;
  for (const std::string_view text : texts) {
    if (!list.empty()) list += "; ";
    list += text;
  }
  return list;
}

}  // namespace kontor
