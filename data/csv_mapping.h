// A mapping file: which column of a table becomes which field or edge. Written in TOML and
// described in docs/mapping.md; this is what is left of it after every key has been checked.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/error.h"
#include "base/record.h"

namespace kontor {

// How the text of a field is read before it is stored. Each field has its own (FormatOf).
enum class ValueFormat : uint8_t { kText, kAmount, kDate, kYear, kBool, kUrl, kPoint, kKind };
ValueFormat FormatOf(Field field);

// Where a text comes from, and what is done with it: taken from the columns (or constant), split,
// shortened by what `strip` names, translated, and put behind `prefix`.
struct TextRule {
  std::vector<std::string> columns;  // joined by `join`; nothing if one of them is empty
  std::string join = ",";
  std::string constant;  // used when there are no columns
  std::string split;     // separator of a list; empty: one value
  std::string strip;
  std::string prefix;
  std::string codes;  // name of a code table; empty: none
  uint32_t line = 0;  // of the mapping file
};

struct FieldRule {
  Field field = Field::kName;
  std::string lang;
  TextRule text;
  std::optional<Field> rest;  // where all but the first value of a list go
  bool required = false;      // a row without it is bad
};

struct EdgeRule {
  EdgeType type = EdgeType::kInCountry;
  NodeType to = NodeType::kCountry;
  TextRule text;               // names the other node
  std::string role;            // constant
  std::string role_separator;  // "parent:003vg9w96" is role "parent" and the rest
  float weight = 1.0F;
  std::string valid_from;  // columns with a date or a year
  std::string valid_to;
  std::vector<std::pair<Field, std::string>> attributes;  // from columns; sorted by field
};

// Exactly one of the two: a column with an identifier, or name and country.
struct KeyRule {
  TextRule id;
  std::string name_column;
  std::string country_column;  // may be empty
};

struct CodeTable {
  std::map<std::string, std::string> by_text;  // folded text -> code; "" leaves it out on purpose
  bool keep_unknown = false;                   // take what is not in the table as it is
  bool ignore_unknown = false;                 // leave it out without a word
};

struct CsvMapping {
  std::string name;  // of the mapping file, for messages
  std::string source;
  char delimiter = ',';
  NodeType node = NodeType::kOrganisation;
  KeyRule key;
  Date date;                // of all statements; or
  std::string date_column;  // a column with a date or a year
  std::vector<FieldRule> fields;
  std::vector<EdgeRule> edges;
  std::map<std::string, CodeTable> codes;

  // All columns that a rule names, each once.
  [[nodiscard]] std::vector<std::string_view> Columns() const;
};

// Fails with kInvalidArgument; the message names the file, line and column, and for an unknown key
// or name the nearest known one.
Result<CsvMapping> ParseMapping(std::string_view toml, const std::string& name);

// Reads a file, or one of the mappings that are built in, by its name ("ror").
Result<CsvMapping> LoadMapping(const std::filesystem::path& path_or_name);

// data/mappings/, built in.
std::span<const EmbeddedFile> MappingFiles();

}  // namespace kontor
