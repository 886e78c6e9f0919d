// The tables that are built into the program: small RFC 4180 files of our own with a header line.
// They are trusted, so this is a plain reader; files of users go through data/csv_reader.h.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/error.h"

namespace kontor {

// Immutable after Parse(); thread-safe. Rows are views into the table and live as long as it does.
class EmbeddedTable {
 public:
  class Row {
   public:
    // The text in that column, "" where the table has no such column.
    [[nodiscard]] std::string_view operator[](std::string_view column) const;
    // The parts of a list that is written "a|b|c", without empty ones.
    [[nodiscard]] std::vector<std::string_view> List(std::string_view column) const;
    [[nodiscard]] double Number(std::string_view column, double otherwise) const;
    [[nodiscard]] size_t line() const { return index_ + 2; }  // rows of several lines count as one

   private:
    friend class EmbeddedTable;
    Row(const EmbeddedTable& table, size_t index) : table_(&table), index_(index) {}

    const EmbeddedTable* table_;
    size_t index_;
  };

  // Fails with kInternal when a row has another number of fields than the header: the file is ours.
  static Result<EmbeddedTable> Parse(const EmbeddedFile& file);

  [[nodiscard]] std::string_view path() const { return path_; }
  [[nodiscard]] std::span<const std::string> columns() const { return columns_; }
  [[nodiscard]] bool Has(std::string_view column) const;
  [[nodiscard]] size_t size() const { return rows_.size(); }
  [[nodiscard]] Row operator[](size_t index) const { return {*this, index}; }

 private:
  std::string path_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// The parts of `text` between `separator`s, without empty ones.
std::vector<std::string_view> SplitList(std::string_view text, char separator);

// The file of that path among `files`, parsed. Fails with kInternal when there is none.
Result<EmbeddedTable> FindTable(std::span<const EmbeddedFile> files, std::string_view path);

}  // namespace kontor
