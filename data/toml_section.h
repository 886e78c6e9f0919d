// A table of a TOML file, read key by key: wrong types and unknown keys become errors with the
// place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/toml_node.h"

namespace kontor {

// What is wrong with a file: the first problem stands.
class TomlProblems {
 public:
  explicit TomlProblems(std::string file) : file_(std::move(file)) {}

  void Add(TomlPlace place, const std::string& what) {
    if (!first_) first_ = TomlError(file_, place, what);
  }
  [[nodiscard]] const std::optional<Error>& first() const { return first_; }

 private:
  std::string file_;
  std::optional<Error> first_;
};

// "; did you mean "column"?", or "" when nothing known comes near.
std::string DidYouMean(std::string_view text, const std::vector<std::string_view>& known);

// The table and the problems must outlive it.
class TomlSection {
 public:
  // REQUIRES: table.kind == TomlNode::Kind::kTable
  TomlSection(const TomlNode& table, std::string name, TomlProblems& problems)
      : table_(table), name_(std::move(name)), problems_(problems) {}

  // "" when the key is absent.
  std::string String(std::string_view key);
  bool Bool(std::string_view key);
  double Number(std::string_view key, double otherwise);
  // One string or an array of them.
  std::vector<std::string> Strings(std::string_view key);
  const TomlNode* Table(std::string_view key);                // null when absent
  std::vector<const TomlNode*> Tables(std::string_view key);  // [[key]]

  [[nodiscard]] bool Has(std::string_view key) const { return table_.Find(key) != nullptr; }
  void Problem(std::string_view key, const std::string& what);  // at that key, or at the table
  void Require(std::string_view key);
  [[nodiscard]] uint32_t line() const { return table_.place.line; }

  // Adds a problem for the first key that was never asked for.
  void Finish();

 private:
  // The value of that key if it is of that kind; another kind is a problem.
  const TomlNode* Find(std::string_view key, TomlNode::Kind kind, const std::string& wanted);

  const TomlNode& table_;
  std::string name_;
  TomlProblems& problems_;
  std::vector<std::string_view> known_;
};

}  // namespace kontor
