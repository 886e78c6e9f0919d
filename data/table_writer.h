// A table with typed columns that is written row by row, whatever the format of the file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/date.h"
#include "base/error.h"

namespace kontor {

// What the cells of a column hold; those that hold nothing are std::monostate.
enum class CellKind : uint8_t {
  kText,     // std::string
  kInteger,  // uint64_t
  kNumber,   // double
  kDate,     // Date; an unknown one is an empty cell
  kFlag,     // bool
  kLink,     // std::string: an address to follow, or any text
};

struct TableColumn {
  std::string_view name;  // stable: programs find the column by it. Lives as long as the program
  CellKind kind = CellKind::kText;
  int digits = 0;  // behind the point, of numbers
};

using Cell = std::variant<std::monostate, std::string, uint64_t, double, Date, bool>;

// Flat in memory, however many the rows. Not thread-safe.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  // The name for people, and the columns. First, and once.
  virtual Status Begin(std::string_view title, std::span<const TableColumn> columns) = 0;
  // REQUIRES: a cell of its kind for each of the columns
  virtual Status Add(std::span<const Cell> row) = 0;
  // The file is not whole before.
  virtual Status End() = 0;
};

}  // namespace kontor
