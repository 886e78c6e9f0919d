#include "api/csv_text.h"

#include <array>
#include <cstdio>
#include <utility>

namespace kontor {

std::string CsvField(std::string_view text) {
  constexpr std::string_view formula_starts("=+-@\t\r\0", 7);
  const bool is_formula =
      !text.empty() && formula_starts.find(text.front()) != std::string_view::npos;
  const bool needs_quotes = text.find_first_of(",\"\r\n") != std::string_view::npos;
  std::string field;
  if (needs_quotes) field += '"';
  if (is_formula) field += '\'';
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  if (needs_quotes) field += '"';
  return field;
}

CsvRecord& CsvRecord::AddNumber(double number, int digits) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, number);
  return AddPlain(text.data());
}

CsvRecord& CsvRecord::AddPlain(std::string_view text) {
  if (!is_first_) text_ += ',';
  is_first_ = false;
  text_ += text;
  return *this;
}

std::string CsvRecord::Finish() {
  text_ += "\r\n";
  return std::move(text_);
}

}  // namespace kontor
