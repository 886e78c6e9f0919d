#include "data/xml_text.h"

#include <cstdint>

namespace kontor {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoint {
  uint32_t value = 0;
  size_t bytes = 0;  // 0: ill-formed
};

CodePoint DecodeFirst(std::string_view text) {
  const auto byte = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const size_t bytes = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  uint32_t value = first & (0x7FU >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};  // of so many bytes
  return value >= least[bytes] ? CodePoint{value, bytes} : CodePoint{};
}

// The Char production of XML 1.0.
bool IsXmlCharacter(uint32_t value) {
  return value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value <= 0xD7FF) ||
         (value >= 0xE000 && value <= 0xFFFD) || (value >= 0x10000 && value <= 0x10FFFF);
}

// Calls visit(bytes of a character that XML can hold).
template <typename Visit>
void ForEachXmlCharacter(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const CodePoint point = DecodeFirst(text);
    const bool is_good = point.bytes > 0 && IsXmlCharacter(point.value);
    const size_t bytes = point.bytes > 0 ? point.bytes : 1;
    visit(is_good ? text.substr(0, bytes) : kReplacement);
    text.remove_prefix(bytes);
  }
}

std::string_view Reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

}  // namespace

void AppendXmlText(std::string& out, std::string_view text) {
  ForEachXmlCharacter(text, [&out](std::string_view character) {
    const std::string_view reference = Reference(character.front());
    out += reference.empty() ? character : reference;
  });
}

std::string WithXmlCharacters(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  ForEachXmlCharacter(text, [&clean](std::string_view character) { clean += character; });
  return clean;
}

}  // namespace kontor
