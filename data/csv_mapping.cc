#include "data/csv_mapping.h"

#include <algorithm>
#include <utility>

#include "base/distinct.h"
#include "base/limits.h"
#include "base/text.h"
#include "data/byte_source.h"
#include "data/toml_section.h"

namespace kontor {
namespace {

// All names of an enumeration whose values fit below 100.
template <typename Enum>
std::vector<std::string_view> KnownNames(std::optional<Enum> (*named)(std::string_view)) {
  constexpr unsigned kBeyond = 100;
  std::vector<std::string_view> names;
  for (unsigned value = 1; value < kBeyond; ++value) {
    const std::string_view name = Name(static_cast<Enum>(value));
    if (named(name) == static_cast<Enum>(value)) names.push_back(name);
  }
  return names;
}

template <typename Enum>
Enum ReadName(TomlSection& section, std::string_view key, Enum otherwise,
              std::optional<Enum> (*named)(std::string_view)) {
  const std::string text = section.String(key);
  if (text.empty()) return otherwise;
  const auto value = named(text);
  if (!value) {
    section.Problem(key, "unknown " + std::string(key) + " \"" + text + "\"" +
                             DidYouMean(text, KnownNames<Enum>(named)));
  }
  return value.value_or(otherwise);
}

class MappingReader {
 public:
  MappingReader(const TomlNode& root, const std::string& name)
      : problems_(name), root_(root, "the mapping", problems_) {
    mapping_.name = name;
  }

  Result<CsvMapping> Read() {
    ReadHead();
    ReadCodes();
    ReadKey();
    for (const TomlNode* const table : root_.Tables("field")) ReadField(*table);
    for (const TomlNode* const table : root_.Tables("edge")) ReadEdge(*table);
    root_.Finish();
    if (problems_.first()) return std::unexpected(*problems_.first());
    return std::move(mapping_);
  }

 private:
  void ReadHead() {
    root_.Require("source");
    mapping_.source = root_.String("source");
    if (mapping_.source.size() > kLongestSource) {
      root_.Problem("source", "a source's name has at most 64 bytes");
    }
    const std::string delimiter = root_.String("delimiter");
    if (delimiter.size() > 1 || delimiter == "\"" || delimiter == "\n") {
      root_.Problem("delimiter", "the delimiter is one character, such as \";\" or \"\\t\"");
    } else if (!delimiter.empty()) {
      mapping_.delimiter = delimiter.front();
    }
    const std::string encoding = Fold(root_.String("encoding"));
    if (!encoding.empty() && encoding != "utf 8" && encoding != "utf8") {
      root_.Problem("encoding", "only \"utf-8\" is read; convert the table first");
    }
    mapping_.node = ReadName(root_, "node", NodeType::kOrganisation, NodeTypeNamed);
    const auto date = ParseDate(root_.String("date"));
    if (!date) root_.Problem("date", "a date is written \"2026-11-01\"");
    mapping_.date = date.value_or(Date());
    mapping_.date_column = root_.String("date_column");
  }

  void ReadCodes() {
    const TomlNode* const all = root_.Table("codes");
    if (all == nullptr) return;
    for (const auto& [name, place, table] : all->entries) {
      if (table.kind == TomlNode::Kind::kTable) {
        ReadCodeTable(name, table);
      } else {
        problems_.Add(table.place, "write a table of codes under [codes.NAME]");
      }
    }
  }

  void ReadCodeTable(const std::string& name, const TomlNode& table) {
    CodeTable codes;
    for (const auto& [text, place, code] : table.entries) {
      if (code.kind != TomlNode::Kind::kString) {
        problems_.Add(code.place, "a code must be a string");
      } else if (text == "*") {
        codes.keep_unknown = code.text == "keep";
        codes.ignore_unknown = code.text == "ignore";
        if (!codes.keep_unknown && !codes.ignore_unknown) {
          problems_.Add(code.place, "\"*\" stands for all other texts: \"keep\" or \"ignore\"");
        }
      } else {
        codes.by_text.insert_or_assign(Fold(text), code.text);
      }
    }
    mapping_.codes.emplace(name, std::move(codes));
  }

  void ReadKey() {
    root_.Require("key");
    const TomlNode* const table = root_.Table("key");
    if (table == nullptr) return;
    TomlSection section(*table, "[key]", problems_);
    mapping_.key.name_column = section.String("name_column");
    mapping_.key.country_column = section.String("country_column");
    mapping_.key.id = ReadText(section);
    const bool by_name = !mapping_.key.name_column.empty();
    if (by_name == !mapping_.key.id.columns.empty()) {
      section.Problem("", "[key] has either a \"column\" with an id, or a \"name_column\"");
    }
    section.Finish();
  }

  void ReadField(const TomlNode& table) {
    TomlSection section(table, "[[field]]", problems_);
    section.Require("field");
    FieldRule rule;
    rule.field = ReadName(section, "field", Field::kName, FieldNamed);
    rule.lang = section.String("lang");
    rule.text = ReadText(section);
    rule.required = section.Bool("required");
    if (section.Has("rest")) rule.rest = ReadName(section, "rest", Field::kAlias, FieldNamed);
    section.Finish();
    NeedText(section, rule.text);
    mapping_.fields.push_back(std::move(rule));
  }

  void ReadEdge(const TomlNode& table) {
    TomlSection section(table, "[[edge]]", problems_);
    section.Require("edge");
    section.Require("to");
    EdgeRule rule;
    rule.type = ReadName(section, "edge", EdgeType::kInCountry, EdgeTypeNamed);
    rule.to = ReadName(section, "to", NodeType::kCountry, NodeTypeNamed);
    rule.text = ReadText(section);
    rule.role = section.String("role");
    rule.role_separator = section.String("role_separator");
    rule.weight = static_cast<float>(section.Number("weight", 1.0));
    if (!(rule.weight >= 0 && rule.weight <= 1)) {
      section.Problem("weight", "a weight lies between 0 and 1");
    }
    rule.valid_from = section.String("valid_from_column");
    rule.valid_to = section.String("valid_to_column");
    ReadAttributes(section, rule);
    section.Finish();
    NeedText(section, rule.text);
    mapping_.edges.push_back(std::move(rule));
  }

  void ReadAttributes(TomlSection& section, EdgeRule& rule) {
    const TomlNode* const table = section.Table("attributes");
    if (table == nullptr) return;
    for (const auto& [name, place, column] : table->entries) {
      const auto field = FieldNamed(name);
      if (!field) {
        problems_.Add(place, "unknown field \"" + name + "\"" +
                                 DidYouMean(name, KnownNames<Field>(FieldNamed)));
      } else if (column.kind != TomlNode::Kind::kString) {
        problems_.Add(column.place, "an attribute is the name of a column");
      } else {
        rule.attributes.emplace_back(*field, column.text);
      }
    }
    const bool has_role = !rule.role.empty() || !rule.role_separator.empty();
    if (rule.attributes.size() + (has_role ? 1 : 0) > Limits::max_attributes_per_edge) {
      section.Problem("attributes", "an edge has at most " +
                                        std::to_string(Limits::max_attributes_per_edge) +
                                        " attributes, its role among them");
    }
    std::ranges::sort(rule.attributes);
  }

  TextRule ReadText(TomlSection& section) {
    TextRule rule;
    rule.line = section.line();
    rule.columns = section.Strings("column");
    if (section.Has("join")) rule.join = section.String("join");
    rule.constant = section.String("value");
    rule.split = section.String("split");
    rule.strip = section.String("strip");
    rule.prefix = section.String("prefix");
    rule.codes = section.String("codes");
    if (!rule.codes.empty() && !mapping_.codes.contains(rule.codes)) {
      std::vector<std::string_view> known;
      for (const auto& [name, table] : mapping_.codes) known.push_back(name);
      section.Problem("codes",
                      "there is no [codes." + rule.codes + "]" + DidYouMean(rule.codes, known));
    }
    return rule;
  }

  void NeedText(TomlSection& section, const TextRule& rule) {
    if (rule.columns.empty() == rule.constant.empty()) {
      section.Problem("column", "give either a \"column\" or a constant \"value\"");
    }
  }

  static constexpr size_t kLongestSource = 64;

  TomlProblems problems_;
  TomlSection root_;
  CsvMapping mapping_;
};

std::string BuiltInNames() {
  std::string names;
  for (const EmbeddedFile& file : MappingFiles()) {
    if (!names.empty()) names += ", ";
    names += file.path.substr(0, file.path.rfind('.'));
  }
  return names;
}

}  // namespace

ValueFormat FormatOf(Field field) {
  switch (field) {
    case Field::kTotalCost:
    case Field::kEuContribution:
    case Field::kMembersSme:
    case Field::kMembersLarge:
    case Field::kMembersResearch:
    case Field::kMembersPublic:
    case Field::kMembersOther:
    case Field::kStaff:
      return ValueFormat::kAmount;
    case Field::kStart:
    case Field::kEnd:
    case Field::kDeadline:
      return ValueFormat::kDate;
    case Field::kFounded:
      return ValueFormat::kYear;
    case Field::kSme:
    case Field::kInvented:
      return ValueFormat::kBool;
    case Field::kUrl:
      return ValueFormat::kUrl;
    case Field::kLocation:
      return ValueFormat::kPoint;
    case Field::kKind:
      return ValueFormat::kKind;
    default:
      return ValueFormat::kText;
  }
}

std::vector<std::string_view> CsvMapping::Columns() const {
  std::vector<std::string_view> all = {date_column, key.name_column, key.country_column};
  all.insert(all.end(), key.id.columns.begin(), key.id.columns.end());
  for (const FieldRule& rule : fields) {
    all.insert(all.end(), rule.text.columns.begin(), rule.text.columns.end());
  }
  for (const EdgeRule& rule : edges) {
    all.insert(all.end(), rule.text.columns.begin(), rule.text.columns.end());
    all.push_back(rule.valid_from);
    all.push_back(rule.valid_to);
    for (const auto& [field, column] : rule.attributes) all.push_back(column);
  }
  SortDistinct(all);
  std::erase(all, std::string_view());
  return all;
}

Result<CsvMapping> ParseMapping(std::string_view toml, const std::string& name) {
  const auto root = ParseToml(toml, name);
  if (!root) return std::unexpected(root.error());
  return MappingReader(*root, name).Read();
}

Result<CsvMapping> LoadMapping(const std::filesystem::path& path_or_name) {
  const std::string name = path_or_name.string();
  std::error_code ignored;
  if (!std::filesystem::exists(path_or_name, ignored)) {
    for (const EmbeddedFile& file : MappingFiles()) {
      if (file.path == name || file.path == name + ".toml") {
        return ParseMapping(file.content, std::string(file.path));
      }
    }
    return Fail(ErrorCode::kNotFound,
                "there is no mapping file " + name + "; built in are " + BuiltInNames());
  }
  const auto source = OpenFile(path_or_name);
  if (!source) return std::unexpected(source.error());
  const auto text = ReadAll(**source, Limits::max_mapping_bytes);
  if (!text) return std::unexpected(text.error());
  return ParseMapping(*text, name);
}

}  // namespace kontor
