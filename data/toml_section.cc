#include "data/toml_section.h"

#include <algorithm>

#include "base/text.h"

namespace kontor {

using Kind = TomlNode::Kind;

std::string DidYouMean(std::string_view text, const std::vector<std::string_view>& known) {
  const std::string_view best = NearestOf(text, known, std::max<size_t>(2, text.size() / 3));
  return best.empty() ? std::string() : "; did you mean \"" + std::string(best) + "\"?";
}

const TomlNode* TomlSection::Find(std::string_view key, Kind kind, const std::string& wanted) {
  known_.push_back(key);
  const TomlNode* const node = table_.Find(key);
  if (node == nullptr || node->kind == kind) return node;
  problems_.Add(node->place, "\"" + std::string(key) + "\" must be " + wanted);
  return nullptr;
}

std::string TomlSection::String(std::string_view key) {
  const TomlNode* const node = Find(key, Kind::kString, "a string");
  return node == nullptr ? std::string() : node->text;
}

bool TomlSection::Bool(std::string_view key) {
  const TomlNode* const node = Find(key, Kind::kBool, "true or false");
  return node != nullptr && node->flag;
}

double TomlSection::Number(std::string_view key, double otherwise) {
  const TomlNode* const node = Find(key, Kind::kNumber, "a number");
  return node == nullptr ? otherwise : node->number;
}

std::vector<std::string> TomlSection::Strings(std::string_view key) {
  const TomlNode* const node = table_.Find(key);
  if (node == nullptr || node->kind != Kind::kArray) {
    const TomlNode* const one = Find(key, Kind::kString, "a string or an array of strings");
    return one == nullptr ? std::vector<std::string>() : std::vector{one->text};
  }
  known_.push_back(key);
  std::vector<std::string> texts;
  for (const TomlNode& item : node->items) {
    if (item.kind != Kind::kString) {
      problems_.Add(item.place, "\"" + std::string(key) + "\" must be an array of strings");
    }
    texts.push_back(item.text);
  }
  return texts;
}

const TomlNode* TomlSection::Table(std::string_view key) {
  return Find(key, Kind::kTable, "a table");
}

std::vector<const TomlNode*> TomlSection::Tables(std::string_view key) {
  const std::string wanted = "tables of their own, each under [[" + std::string(key) + "]]";
  const TomlNode* const node = Find(key, Kind::kArray, wanted);
  std::vector<const TomlNode*> tables;
  if (node == nullptr) return tables;
  for (const TomlNode& item : node->items) {
    if (item.kind == Kind::kTable) {
      tables.push_back(&item);
    } else {
      problems_.Add(item.place, "\"" + std::string(key) + "\" must be " + wanted);
    }
  }
  return tables;
}

void TomlSection::Problem(std::string_view key, const std::string& what) {
  const TomlNode* const node = table_.Find(key);
  problems_.Add(node == nullptr ? table_.place : node->place, what);
}

void TomlSection::Require(std::string_view key) {
  if (!Has(key)) problems_.Add(table_.place, name_ + " lacks \"" + std::string(key) + "\"");
}

void TomlSection::Finish() {
  for (const TomlEntry& entry : table_.entries) {
    if (std::ranges::find(known_, entry.key) != known_.end()) continue;
    problems_.Add(entry.key_place,
                  "unknown key \"" + entry.key + "\" in " + name_ + DidYouMean(entry.key, known_));
  }
}

}  // namespace kontor
