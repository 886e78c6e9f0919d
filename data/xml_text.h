// Texts for XML 1.0 and HTML.
#pragma once

#include <string>
#include <string_view>

namespace kontor {

// Adds a text as the content of an element or of an attribute in quotation marks: & < > " ' and
// line breaks become references, which no parser changes. What XML 1.0 cannot hold even as a
// reference (control characters, U+FFFE, U+FFFF, ill-formed UTF-8) becomes U+FFFD. Linear.
void AppendXmlText(std::string& out, std::string_view text);

// Only that last part.
std::string WithXmlCharacters(std::string_view text);

}  // namespace kontor
