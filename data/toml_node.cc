#include "data/toml_node.h"

#include <toml++/toml.h>

#include <algorithm>

namespace kontor {
namespace {

TomlPlace PlaceOf(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

TomlNode Copy(const toml::node& node) {
  TomlNode copy;
  copy.place = PlaceOf(node.source());
  if (const auto* const text = node.as_string(); text != nullptr) {
    copy.kind = TomlNode::Kind::kString;
    copy.text = text->get();
  } else if (const auto* const flag = node.as_boolean(); flag != nullptr) {
    copy.kind = TomlNode::Kind::kBool;
    copy.flag = flag->get();
  } else if (node.is_number()) {
    copy.kind = TomlNode::Kind::kNumber;
    copy.number = node.value<double>().value_or(0);
  } else if (const auto* const array = node.as_array(); array != nullptr) {
    copy.kind = TomlNode::Kind::kArray;
    for (const toml::node& item : *array) copy.items.push_back(Copy(item));
  } else if (const auto* const table = node.as_table(); table != nullptr) {
    copy.kind = TomlNode::Kind::kTable;
    for (const auto& [key, value] : *table) {
      copy.entries.push_back({std::string(key.str()), PlaceOf(key.source()), Copy(value)});
    }
  }
  return copy;
}

}  // namespace

const TomlNode* TomlNode::Find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &TomlEntry::key);
  return found == entries.end() ? nullptr : &found->value;
}

Error TomlError(const std::string& name, TomlPlace place, const std::string& what) {
  return {ErrorCode::kInvalidArgument, name + " line " + std::to_string(place.line) + ", column " +
                                           std::to_string(place.column) + ": " + what};
}

Result<TomlNode> ParseToml(std::string_view text, const std::string& name) {
  try {
    return Copy(toml::parse(text, name));
  } catch (const toml::parse_error& error) {
    return std::unexpected(
        TomlError(name, PlaceOf(error.source()), std::string(error.description())));
  }
}

}  // namespace kontor
