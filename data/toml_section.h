// A table of a TOML file, read key by key: wrong types and unknown keys become errors with the
// place. Only for .cc files that read mappings.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace kontor {

// What is wrong with a file: the first problem stands.
class TomlProblems {
 public:
  explicit TomlProblems(std::string file) : file_(std::move(file)) {}

  void Add(const toml::source_region& where, const std::string& what);
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
  TomlSection(const toml::table& table, std::string name, TomlProblems& problems)
      : table_(table), name_(std::move(name)), problems_(problems) {}

  // "" when the key is absent.
  std::string String(std::string_view key);
  bool Bool(std::string_view key);
  double Number(std::string_view key, double otherwise);
  // One string or an array of them.
  std::vector<std::string> Strings(std::string_view key);
  const toml::table* Table(std::string_view key);
  std::vector<const toml::table*> Tables(std::string_view key);  // [[key]]

  [[nodiscard]] bool Has(std::string_view key) const { return table_.contains(key); }
  void Problem(std::string_view key, const std::string& what);  // at that key, or at the table
  void Require(std::string_view key);
  [[nodiscard]] uint32_t line() const { return table_.source().begin.line; }

  // Adds a problem for the first key that was never asked for.
  void Finish();

 private:
  const toml::node* Find(std::string_view key);

  const toml::table& table_;
  std::string name_;
  TomlProblems& problems_;
  std::vector<std::string_view> known_;
};

}  // namespace kontor
