// Writing CSV (RFC 4180) that is safe to open in a spreadsheet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kontor {

// One field: quoted where it must be. A text that a spreadsheet would run as a formula (it begins
// with = + - @, tab or carriage return, or with NUL) gets an apostrophe in front, as OWASP ASVS
// 1.2.10 asks.
std::string CsvField(std::string_view text);

// One record, field by field.
class CsvRecord {
 public:
  CsvRecord& Add(std::string_view text) { return AddPlain(CsvField(text)); }
  CsvRecord& Add(uint64_t number) { return AddPlain(std::to_string(number)); }
  // With so many digits behind the point.
  CsvRecord& AddNumber(double number, int digits);
  // With its end.
  std::string Finish();

 private:
  CsvRecord& AddPlain(std::string_view text);

  std::string text_;
  bool is_first_ = true;
};

// With blanks between them.
template <typename Texts>
std::string JoinForCsv(const Texts& texts) {
  std::string joined;
  for (const std::string_view text : texts) {
    if (!joined.empty()) joined += ' ';
    joined += text;
  }
  return joined;
}

}  // namespace kontor
