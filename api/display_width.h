// How many columns a text takes on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kontor {

// Wide East Asian characters and emoji take two columns, combining marks none, all others one.
// Ill-formed bytes count one each.
size_t DisplayWidth(std::string_view text);

// Exactly `width` columns: filled up with blanks, or cut with "…" at its end. Control characters
// become blanks, so that a name cannot move the cursor. REQUIRES: width > 0
std::string FitTo(std::string_view text, size_t width);

// Without control characters, uncut.
std::string Printable(std::string_view text);

}  // namespace kontor
