#include "data/user_pages.h"

namespace kontor {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

}  // namespace

std::string ToHex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += {kHexDigits[byte >> 4U], kHexDigits[byte & 15U]};
  }
  return text;
}

std::string FromHex(std::string_view text) {
  std::string bytes;
  for (; text.size() >= 2; text.remove_prefix(2)) {
    const size_t high = kHexDigits.find(text[0]);
    const size_t low = kHexDigits.find(text[1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return text.empty() ? bytes : std::string();
}

}  // namespace kontor
