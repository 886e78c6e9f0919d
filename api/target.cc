#include "api/target.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kontor {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> Decode(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return Fail(ErrorCode::kInvalidArgument,
                    "The address has a '%' that is not followed by two hexadecimal digits.");
      }
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (!IsCleanUtf8(decoded)) {
    return Fail(ErrorCode::kInvalidArgument, "The address is not percent-encoded UTF-8.");
  }
  return decoded;
}

// Calls `take` with each part between separators; stops at its first error.
template <typename Take>
Status Split(std::string_view text, char separator, Take take) {
  while (true) {
    const size_t end = std::min(text.find(separator), text.size());
    if (Status taken = take(text.substr(0, end)); !taken) return taken;
    if (end == text.size()) return {};
    text.remove_prefix(end + 1);
  }
}

Status AddSegment(std::string_view text, Target& target) {
  auto segment = Decode(text, false);
  if (!segment) return std::unexpected(segment.error());
  target.segments.push_back(*std::move(segment));
  return {};
}

Status AddParameter(std::string_view text, Target& target) {
  if (text.empty()) return {};
  const size_t equals = std::min(text.find('='), text.size());
  auto name = Decode(text.substr(0, equals), true);
  if (!name) return std::unexpected(name.error());
  auto value = Decode(text.substr(std::min(equals + 1, text.size())), true);
  if (!value) return std::unexpected(value.error());
  target.parameters.push_back({*std::move(name), *std::move(value)});
  return {};
}

}  // namespace

const std::string* Target::Find(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  return found == parameters.end() ? nullptr : &found->value;
}

Result<Target> ParseTarget(std::string_view text) {
  Target target;
  const size_t question = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(0, question);
  if (path.starts_with('/')) path.remove_prefix(1);
  if (!path.empty()) {
    Status split =
        Split(path, '/', [&](std::string_view part) { return AddSegment(part, target); });
    if (!split) return std::unexpected(split.error());
  }
  if (question < text.size()) {
    Status split = Split(text.substr(question + 1), '&',
                         [&](std::string_view part) { return AddParameter(part, target); });
    if (!split) return std::unexpected(split.error());
  }
  return target;
}

std::string_view PathOf(std::string_view target) { return target.substr(0, target.find('?')); }

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "-._~:";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') || plain.find(c) != std::string_view::npos;
    if (is_plain) {
      encoded += c;
    } else {
      encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return encoded;
}

}  // namespace kontor
