#include "tests/support/schema_check.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <string_view>

#include "base/date.h"
#include "tests/support/api_document.h"

namespace kontor {
namespace {

using Json = nlohmann::ordered_json;

// What a check reads, and what it may leave aside.
constexpr auto kKeywords = std::to_array<std::string_view>(
    {"$ref",          "type",     "const",     "enum",       "allOf",
     "anyOf",         "oneOf",    "required",  "properties", "additionalProperties",
     "propertyNames", "items",    "maxItems",  "minimum",    "exclusiveMinimum",
     "maximum",       "pattern",  "minLength", "maxLength",  "format",
     "description",   "examples", "default"});

bool HasType(const Json& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

bool HasFormat(const std::string& text, std::string_view format) {
  static const std::regex moment(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
  if (format == "date") return ParseDate(text).has_value();
  if (format == "date-time") return std::regex_match(text, moment);
  return format == "binary";
}

// The members that an object may have by `schema`; true if it may have any.
bool CollectMembers(const Json& schema, std::set<std::string>& names) {
  const Json& resolved = Resolve(schema);
  bool is_open =
      resolved.contains("additionalProperties") && resolved["additionalProperties"] != Json(false);
  if (resolved.contains("properties")) {
    for (const auto& [name, member] : resolved["properties"].items()) names.insert(name);
  }
  if (resolved.contains("allOf")) {
    for (const Json& part : resolved["allOf"]) is_open |= CollectMembers(part, names);
  }
  return is_open;
}

// One check, of a value at a place that is told in faults.
class SchemaCheck {
 public:
  // `is_part`: other schemas say what else the object may have.
  std::string Check(const Json& schema, const Json& value, bool is_part = false) {
    const Json& resolved = Resolve(schema);
    for (const auto& [keyword, rule] : resolved.items()) {
      if (std::ranges::find(kKeywords, keyword) == kKeywords.end()) {
        return Fault("has a schema with '" + keyword + "', which is not understood");
      }
    }
    for (const auto check :
         {&SchemaCheck::CheckType, &SchemaCheck::CheckValue, &SchemaCheck::CheckBranches,
          &SchemaCheck::CheckNumber, &SchemaCheck::CheckText, &SchemaCheck::CheckList,
          &SchemaCheck::CheckObject}) {
      if (std::string fault = (this->*check)(resolved, value); !fault.empty()) return fault;
    }
    return is_part || !value.is_object() ? std::string() : CheckClosed(resolved, value);
  }

 private:
  [[nodiscard]] std::string Fault(const std::string& what) const { return place_ + " " + what; }

  std::string CheckPart(const std::string& name, const Json& schema, const Json& value) {
    const size_t length = place_.size();
    place_ += "/" + name;
    std::string fault = Check(schema, value);
    place_.resize(length);
    return fault;
  }

  std::string CheckType(const Json& schema, const Json& value) {
    if (!schema.contains("type")) return {};
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    const bool fits = std::ranges::any_of(
        types, [&](const Json& type) { return HasType(value, type.get<std::string>()); });
    return fits ? std::string() : Fault("is no " + schema["type"].dump());
  }

  std::string CheckValue(const Json& schema, const Json& value) {
    if (schema.contains("const") && value != schema["const"]) {
      return Fault("is not " + schema["const"].dump());
    }
    if (schema.contains("enum") &&
        std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
      return Fault("is none of " + schema["enum"].dump() + ": " + value.dump());
    }
    return {};
  }

  std::string CheckBranches(const Json& schema, const Json& value) {
    if (schema.contains("allOf")) {
      for (const Json& part : schema["allOf"]) {
        if (std::string fault = Check(part, value, true); !fault.empty()) return fault;
      }
    }
    for (const char* keyword : {"anyOf", "oneOf"}) {
      if (!schema.contains(keyword)) continue;
      std::string faults;
      size_t fitting = 0;
      for (const Json& branch : schema[keyword]) {
        const std::string fault = Check(branch, value);
        fitting += fault.empty() ? 1 : 0;
        faults += "; " + fault;
      }
      if (fitting == 0) return Fault("fits no branch" + faults);
      if (keyword == std::string_view("oneOf") && fitting > 1)
        return Fault("fits several branches");
    }
    return {};
  }

  std::string CheckNumber(const Json& schema, const Json& value) {
    if (!value.is_number()) return {};
    const auto number = value.get<double>();
    const bool is_low =
        (schema.contains("minimum") && number < schema["minimum"].get<double>()) ||
        (schema.contains("exclusiveMinimum") && number <= schema["exclusiveMinimum"].get<double>());
    const bool is_high = schema.contains("maximum") && number > schema["maximum"].get<double>();
    return is_low || is_high ? Fault("is out of range: " + value.dump()) : std::string();
  }

  std::string CheckText(const Json& schema, const Json& value) {
    if (!value.is_string()) return {};
    const auto& text = value.get_ref<const std::string&>();
    if (schema.contains("format") && !HasFormat(text, schema["format"].get<std::string>())) {
      return Fault("is no " + schema["format"].get<std::string>() + ": " + text);
    }
    if (schema.contains("pattern") &&
        !std::regex_search(text, std::regex(schema["pattern"].get<std::string>()))) {
      return Fault("does not fit its pattern: " + text);
    }
    if (schema.contains("minLength") && text.size() < schema["minLength"]) {
      return Fault("is too short");
    }
    const bool is_long = schema.contains("maxLength") && text.size() > schema["maxLength"];
    return is_long ? Fault("is too long") : std::string();
  }

  std::string CheckList(const Json& schema, const Json& value) {
    if (!value.is_array()) return {};
    if (schema.contains("maxItems") && value.size() > schema["maxItems"]) {
      return Fault("has too many items");
    }
    for (size_t i = 0; schema.contains("items") && i < value.size(); ++i) {
      std::string fault = CheckPart(std::to_string(i), schema["items"], value[i]);
      if (!fault.empty()) return fault;
    }
    return {};
  }

  std::string CheckObject(const Json& schema, const Json& value) {
    if (!value.is_object()) return {};
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name)) return Fault("lacks " + name.dump());
    }
    const Json none = Json::object();
    const Json& known = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [name, member] : value.items()) {
      std::string fault;
      if (known.contains(name)) {
        fault = CheckPart(name, known[name], member);
      } else if (schema.contains("additionalProperties") &&
                 schema["additionalProperties"].is_object()) {
        fault = CheckPart(name, schema["additionalProperties"], member);
      }
      if (fault.empty() && schema.contains("propertyNames")) {
        fault = CheckPart(name, schema["propertyNames"], name);
      }
      if (!fault.empty()) return fault;
    }
    return {};
  }

  std::string CheckClosed(const Json& schema, const Json& value) {
    std::set<std::string> names;
    // What branches say of it, they have checked. Without any names nothing is said.
    if (schema.contains("anyOf") || schema.contains("oneOf")) return {};
    if (CollectMembers(schema, names) || names.empty()) return {};
    for (const auto& [name, member] : value.items()) {
      if (!names.contains(name)) return Fault("has '" + name + "', which is not in the document");
    }
    return {};
  }

  std::string place_;
};

}  // namespace

std::string SchemaFault(const Json& schema, const Json& value) {
  return SchemaCheck().Check(schema, value);
}

}  // namespace kontor
