// A TOML document as a tree of plain values that know where in the file they stand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

struct TomlPlace {
  uint32_t line = 0;  // counted from 1, as the column is
  uint32_t column = 0;
};

struct TomlEntry;

struct TomlNode {
  enum class Kind : uint8_t { kString, kBool, kNumber, kArray, kTable, kOther };

  TomlPlace place;
  Kind kind = Kind::kOther;
  std::string text;                // of a string
  bool flag = false;               // of a bool
  double number = 0;               // of a number
  std::vector<TomlNode> items;     // of an array
  std::vector<TomlEntry> entries;  // of a table, sorted by key

  // The value of that key in a table; null when there is none.
  [[nodiscard]] const TomlNode* Find(std::string_view key) const;
};

struct TomlEntry {
  std::string key;
  TomlPlace key_place;
  TomlNode value;
};

// The document's table. Fails with kInvalidArgument: "m.toml line 2, column 5: …".
Result<TomlNode> ParseToml(std::string_view text, const std::string& name);

// "m.toml line 2, column 5: what"
Error TomlError(const std::string& name, TomlPlace place, const std::string& what);

}  // namespace kontor
