#include "data/cell_text.h"

#include <array>
#include <cstdio>

namespace kontor {

std::string TextOf(const Cell& cell, const TableColumn& column) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* integer = std::get_if<uint64_t>(&cell)) return std::to_string(*integer);
  if (const auto* date = std::get_if<Date>(&cell)) return FormatDate(*date);
  if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<double>(&cell)) {
    std::array<char, 340> digits{};
    std::snprintf(digits.data(), digits.size(), "%.*f", column.digits, *number);
    return digits.data();
  }
  return {};
}

std::string_view XmlType(CellKind kind) {
  switch (kind) {
    case CellKind::kInteger:
      return "long";
    case CellKind::kNumber:
      return "double";
    case CellKind::kFlag:
      return "boolean";
    default:
      return "string";
  }
}

}  // namespace kontor
