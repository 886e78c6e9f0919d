// Applies a TextRule of a mapping to the rows of a table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv_mapping.h"
#include "data/table_row.h"

namespace kontor {

// The column of that name. REQUIRES: the table has it, or `name` is empty (no column)
std::optional<size_t> ColumnNamed(const CsvTable& table, const std::string& name);

// A rule with its columns looked up in a table. Refers to the mapping. Not thread-safe.
class BoundText {
 public:
  BoundText(const TextRule& rule, const CsvMapping& mapping, const CsvTable& table);

  // The pieces of the row's text: split, trimmed, without empty ones; not yet translated.
  [[nodiscard]] std::vector<std::string> Pieces(const TableRow& row) const;

  // A piece without what `strip` names, translated, and behind the prefix; "" when a code table
  // leaves it out. An unknown code is told as a warning that names the nearest known one.
  [[nodiscard]] std::string Finish(std::string_view piece, const TableRow& row) const;

  // The first column, to tell problems of.
  [[nodiscard]] std::optional<size_t> column() const {
    return columns_.empty() ? std::nullopt : columns_.front();
  }

 private:
  const TextRule& rule_;
  const CodeTable* codes_ = nullptr;
  std::vector<std::optional<size_t>> columns_;
};

// Reads "2019-07-31" or a year, which stands for its first day or, with `last`, for its last one.
// Something else is told as a warning.
Date ReadDateOrYear(const TableRow& row, std::optional<size_t> column, bool last = false);

}  // namespace kontor
