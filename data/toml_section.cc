#include "data/toml_section.h"

#include <algorithm>

#include "base/text.h"

namespace kontor {

void TomlProblems::Add(const toml::source_region& where, const std::string& what) {
  if (first_) return;
  first_ = Error{ErrorCode::kInvalidArgument, file_ + " line " + std::to_string(where.begin.line) +
                                                  ", column " + std::to_string(where.begin.column) +
                                                  ": " + what};
}

std::string DidYouMean(std::string_view text, const std::vector<std::string_view>& known) {
  const size_t bound = std::max<size_t>(2, text.size() / 3);
  size_t best_distance = bound + 1;
  std::string_view best;
  for (const std::string_view one : known) {
    const size_t distance = EditDistance(text, one, bound);
    if (distance < best_distance) {
      best_distance = distance;
      best = one;
    }
  }
  return best.empty() ? std::string() : "; did you mean \"" + std::string(best) + "\"?";
}

const toml::node* TomlSection::Find(std::string_view key) {
  known_.push_back(key);
  return table_.get(key);
}

std::string TomlSection::String(std::string_view key) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return {};
  const auto text = node->value_exact<std::string>();
  if (!text) problems_.Add(node->source(), "\"" + std::string(key) + "\" must be a string");
  return text.value_or("");
}

bool TomlSection::Bool(std::string_view key) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return false;
  const auto flag = node->value_exact<bool>();
  if (!flag) problems_.Add(node->source(), "\"" + std::string(key) + "\" must be true or false");
  return flag.value_or(false);
}

double TomlSection::Number(std::string_view key, double otherwise) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return otherwise;
  const auto number = node->value<double>();
  if (!node->is_number()) {
    problems_.Add(node->source(), "\"" + std::string(key) + "\" must be a number");
  }
  return number.value_or(otherwise);
}

std::vector<std::string> TomlSection::Strings(std::string_view key) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return {};
  std::vector<std::string> texts;
  const auto add = [&](const toml::node& one) {
    const auto text = one.value_exact<std::string>();
    if (!text) {
      problems_.Add(one.source(),
                    "\"" + std::string(key) + "\" must be a string or an array of strings");
    }
    texts.push_back(text.value_or(""));
  };
  const toml::array* const array = node->as_array();
  if (array == nullptr) {
    add(*node);
  } else {
    for (const toml::node& one : *array) add(one);
  }
  return texts;
}

const toml::table* TomlSection::Table(std::string_view key) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) {
    problems_.Add(node->source(), "\"" + std::string(key) + "\" must be a table");
  }
  return node->as_table();
}

std::vector<const toml::table*> TomlSection::Tables(std::string_view key) {
  const toml::node* const node = Find(key);
  if (node == nullptr) return {};
  std::vector<const toml::table*> tables;
  if (const toml::array* const array = node->as_array(); array != nullptr) {
    for (const toml::node& one : *array) {
      if (one.is_table()) tables.push_back(one.as_table());
    }
    if (tables.size() == array->size()) return tables;
  }
  problems_.Add(node->source(),
                "write each as a table of its own, under [[" + std::string(key) + "]]");
  return {};
}

void TomlSection::Problem(std::string_view key, const std::string& what) {
  const toml::node* const node = table_.get(key);
  problems_.Add(node == nullptr ? table_.source() : node->source(), what);
}

void TomlSection::Require(std::string_view key) {
  if (Has(key)) return;
  problems_.Add(table_.source(), name_ + " lacks \"" + std::string(key) + "\"");
}

void TomlSection::Finish() {
  for (const auto& [key, node] : table_) {
    if (std::ranges::find(known_, key.str()) != known_.end()) continue;
    problems_.Add(key.source(), "unknown key \"" + std::string(key.str()) + "\" in " + name_ +
                                    DidYouMean(key.str(), known_));
  }
}

}  // namespace kontor
