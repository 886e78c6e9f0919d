#include "index/spelling.h"

#include <algorithm>

#include "base/text.h"
#include "index/hash.h"

namespace kontor {
namespace {

std::string WithoutSpaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void Add(std::vector<std::string>& spellings, std::string spelling) {
  if (!spelling.empty() && std::ranges::find(spellings, spelling) == spellings.end()) {
    spellings.push_back(std::move(spelling));
  }
}

}  // namespace

std::vector<std::string> SpellingsOf(NodeType type, std::string_view code,
                                     std::span<const std::string> alternatives,
                                     std::string_view category) {
  std::vector<std::string> spellings;
  Add(spellings, Fold(code));
  for (const std::string& alternative : alternatives) Add(spellings, Fold(alternative));
  if (type == NodeType::kSector) {
    const std::string compact = WithoutSpaces(Fold(code));
    Add(spellings, compact);
    // The numbers of NACE are unique without the letter of their section.
    if (compact.size() > 2 && IsLetter(compact[0]) && IsDigit(compact[1])) {
      Add(spellings, compact.substr(1));
    }
  }
  if (type == NodeType::kLabel && !category.empty() && code.starts_with(category)) {
    Add(spellings, Fold(code.substr(category.size())));
  }
  return spellings;
}

std::vector<std::string> SpellingsToTry(NodeType type, std::string_view text) {
  std::vector<std::string> spellings;
  Add(spellings, Fold(text));
  if (type == NodeType::kSector) Add(spellings, WithoutSpaces(Fold(text)));
  return spellings;
}

uint64_t HashSpelling(NodeType type, std::string_view spelling) {
  return HashBytes(spelling, static_cast<uint64_t>(type));
}

}  // namespace kontor
