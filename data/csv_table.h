// A CSV file with a header line: columns are found by name, rows are checked against the header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "data/csv_reader.h"

namespace kontor {

// Not thread-safe.
class CsvTable {
 public:
  // `source` must outlive the table.
  explicit CsvTable(ByteSource& source, const CsvOptions& options = {})
      : source_(source), reader_(source, options), delimiter_(options.delimiter) {}

  // Reads the header. Fails with kBadData when there is none, when it cannot be read, or when a
  // column's name occurs twice.
  Status ReadHeader();

  // Column names compare without case, spaces and punctuation ("organisationID" is
  // "Organisation-Id"). The first of `names` that occurs.
  [[nodiscard]] std::optional<size_t> Find(std::initializer_list<std::string_view> names) const;
  [[nodiscard]] std::optional<size_t> Find(std::string_view name) const { return Find({name}); }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

  // "the columns … are missing; the header has …", with a hint when another delimiter would fit.
  [[nodiscard]] Error MissingColumns(const std::vector<std::string_view>& missing) const;

  // As CsvReader::Next(), but a row with another number of fields than the header is bad.
  Result<CsvOutcome> Next();

  [[nodiscard]] std::string_view operator[](size_t column) const {
    return reader_.fields()[column];
  }
  [[nodiscard]] const CsvFault& fault() const { return fault_; }
  [[nodiscard]] bool clean() const { return reader_.clean(); }
  [[nodiscard]] uint64_t line() const { return reader_.line(); }
  [[nodiscard]] uint64_t position() const { return reader_.position(); }
  [[nodiscard]] const ByteSource& source() const { return source_; }

 private:
  ByteSource& source_;
  CsvReader reader_;
  char delimiter_;
  std::vector<std::string> columns_;
  CsvFault fault_;
};

// The delimiter among , ; tab and | that splits the first line of `head` into most fields; the
// comma when none does.
char GuessDelimiter(std::string_view head);

}  // namespace kontor
