// The current row of a table, read field by field with every doubt told.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "data/csv_table.h"
#include "data/import_run.h"

namespace kontor {

// A view of the table's current row. Not thread-safe.
class TableRow {
 public:
  // Problems go to `run`, or nowhere when it is null.
  TableRow(const CsvTable& table, ImportRun* run) : table_(&table), run_(run) {}

  // The field without spaces around it; empty when the column is absent. A field that is not
  // well-formed UTF-8, holds a NUL, or is longer than Limits::max_value_bytes is told as a warning
  // and read as empty.
  [[nodiscard]] std::string_view Text(std::optional<size_t> column) const;
  // As Text(), read as a date, as an amount of money ("1234.5", "1234,50": ParseAmount), or as a
  // point on the globe ("48.1,11.5"). What cannot be read as that is told as a warning and left
  // out.
  [[nodiscard]] Date Day(std::optional<size_t> column) const;
  [[nodiscard]] std::string Amount(std::optional<size_t> column) const;
  [[nodiscard]] std::string_view Point(std::optional<size_t> column) const;
  // A web address with http, https or no scheme; others ("javascript:") are told and left out.
  [[nodiscard]] std::string_view Url(std::optional<size_t> column) const;

  void Warn(std::optional<size_t> column, std::string reason) const;
  void Error(std::optional<size_t> column, std::string reason) const;
  // Tells the fault of a bad record.
  void TellFault() const;

 private:
  void Tell(Severity severity, std::optional<size_t> column, std::string reason) const;

  const CsvTable* table_;
  ImportRun* run_;
};

// A decimal number with a point or a comma before the decimals, in its shortest form: "5240708,13"
// gives "5240708.13", "16125.0" gives "16125", "1.234.567,80" gives "1234567.8". Nothing when it is
// not a number.
std::optional<std::string> ParseAmount(std::string_view text);

// "true" or "false" for the usual words (true, yes, 1, y; false, no, 0, n); otherwise "".
std::string_view ParseBool(std::string_view text);

// Whether it is "latitude,longitude" in degrees.
bool IsPoint(std::string_view text);

// Whether it has the scheme http or https, or none.
bool IsWebAddress(std::string_view text);

// The exact sum of amounts as ParseAmount() gives them, in any order; empty ones do not count. ""
// when all are empty.
std::string SumOfAmounts(std::span<const std::string> amounts);

using RowVisitor = std::function<Status(const TableRow&)>;

// Calls `visit` with each row that is well-formed, until it fails or the user cancels. Counts the
// rows in `run`, tells of the bad ones and reports the progress there.
Status ForEachRow(CsvTable& table, ImportRun& run, const RowVisitor& visit);

// The same for a first pass: nothing is counted or told but the progress.
Status ForEachRowInSilence(CsvTable& table, const ImportRun& run, const RowVisitor& visit);

}  // namespace kontor
