#include "store/names.h"

#include <algorithm>
#include <ranges>

#include "base/distinct.h"
#include "base/text.h"
#include "store/codec.h"

namespace kontor {
namespace {

constexpr char kFolded = 'f';
constexpr char kVerbatim = 'v';

bool IsFoldedName(Field field) {
  return field == Field::kName || field == Field::kAlias || field == Field::kAcronym;
}

bool IsName(const Value& value) {
  return IsFoldedName(value.field) || value.field == Field::kIdentifier;
}

std::string Prefix(NodeType type, char kind, std::string_view text) {
  std::string prefix;
  prefix.reserve(text.size() + 11);
  prefix += static_cast<char>(type);
  prefix += kind;
  prefix += text;
  prefix += '\0';
  return prefix;
}

}  // namespace

std::vector<std::string> NameKeys(const Node& node) {
  std::vector<std::string> keys;
  keys.push_back(Prefix(node.type, kVerbatim, node.key));
  for (const Value& value : node.values) {
    if (value.field == Field::kIdentifier) {
      keys.push_back(Prefix(node.type, kVerbatim, value.text));
    } else if (IsFoldedName(value.field)) {
      const std::string folded = Fold(value.text);
      if (!folded.empty()) keys.push_back(Prefix(node.type, kFolded, folded));
    }
  }
  SortDistinct(keys);
  const NodeKeyBytes id = EncodeNodeKey(node.id());
  for (std::string& key : keys) key += id.view();
  return keys;
}

bool SameNames(const Node& a, const Node& b) {
  const auto names = std::views::filter(IsName);
  return a.key == b.key &&
         std::ranges::equal(a.values | names, b.values | names, [](const Value& x, const Value& y) {
           return x.field == y.field && x.text == y.text;
         });
}

NamePrefixes NamePrefixesOf(NodeType type, std::string_view name) {
  NamePrefixes prefixes;
  const std::string folded = Fold(name);
  if (!folded.empty()) prefixes.folded = Prefix(type, kFolded, folded);
  if (name.find('\0') == std::string_view::npos) prefixes.verbatim = Prefix(type, kVerbatim, name);
  return prefixes;
}

std::optional<NodeId> NodeOfNameKey(std::string_view key) {
  if (key.size() < 8) return std::nullopt;
  const Result<NodeId> id = DecodeNodeKey(key.substr(key.size() - 8));
  return id.has_value() ? std::optional(*id) : std::nullopt;
}

}  // namespace kontor
