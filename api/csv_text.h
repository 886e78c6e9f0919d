// Writing CSV (RFC 4180) that is safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace kontor {

// One field: quoted where it must be. A text that a spreadsheet would run as a formula (it begins
// with = + - @, tab or carriage return, or with NUL) gets an apostrophe in front, as OWASP ASVS
// 1.2.10 asks.
std::string CsvField(std::string_view text);

}  // namespace kontor
