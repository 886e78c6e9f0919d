#include "api/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace kontor {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};
constexpr std::array kZeroWidth = {
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2060, 0x2069}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

bool IsIn(std::span<const Range> ranges, uint32_t code_point) {
  return std::ranges::any_of(
      ranges, [=](Range r) { return r.first <= code_point && code_point <= r.last; });
}

struct Character {
  uint32_t code_point = 0;
  size_t bytes = 1;
};

// The character at the front of a text that is not empty; ill-formed: U+FFFD of one byte.
Character Front(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t bytes = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {0xFFFD, 1};
  uint32_t code_point = lead & (0x7FU >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    code_point = (code_point << 6U) | (byte(i) & 0x3FU);
  }
  return {code_point, bytes};
}

size_t Width(uint32_t code_point) {
  if (code_point < 0x300) return 1;
  if (IsIn(kZeroWidth, code_point)) return 0;
  return IsIn(kWide, code_point) ? 2 : 1;
}

// C0 and C1 controls, and the marks that reorder a line of text.
bool IsUnprintable(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFFFD;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const Character character = Front(text);
    width += Width(character.code_point);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string Printable(std::string_view text) {
  std::string printable;
  while (!text.empty()) {
    const Character character = Front(text);
    if (IsUnprintable(character.code_point)) {
      printable += ' ';
    } else {
      printable += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return printable;
}

std::string FitTo(std::string_view text, size_t width) {
  std::string fitted = Printable(text);
  size_t taken = DisplayWidth(fitted);
  if (taken > width) {
    size_t kept = 0;
    taken = 0;
    while (kept < fitted.size()) {
      const Character character = Front(std::string_view(fitted).substr(kept));
      if (taken + Width(character.code_point) > width - 1) break;
      taken += Width(character.code_point);
      kept += character.bytes;
    }
    fitted.resize(kept);
    fitted += "…";
    ++taken;
  }
  fitted.append(width - taken, ' ');
  return fitted;
}

}  // namespace kontor
