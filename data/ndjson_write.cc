#include <array>
#include <cassert>
#include <charconv>

#include "data/ndjson_line.h"

namespace kontor {
namespace {

void AppendString(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) {
          out += c;
        } else {
          constexpr std::string_view kDigits = "0123456789abcdef";
          const auto byte = static_cast<unsigned char>(c);
          out += "\\u00";
          out += kDigits[byte >> 4U];
          out += kDigits[byte & 0xFU];
        }
    }
  }
  out += '"';
}

// A member of an object, with the comma in front of it. Empty texts are left out.
void AppendMember(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  if (out.back() != '{') out += ',';
  AppendString(out, name);
  out += ':';
  AppendString(out, text);
}

void AppendValue(std::string& out, const ValueView& value) {
  out += '{';
  AppendMember(out, "field", Name(value.field));
  AppendMember(out, "text", value.text);
  AppendMember(out, "lang", value.lang);
  AppendMember(out, "source", value.source);
  AppendMember(out, "date", FormatDate(value.date));
  out += '}';
}

// The shortest digits that read back as the same float.
void AppendWeight(std::string& out, float weight) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), weight).ptr;
  out += ",\"weight\":";
  out.append(digits.data(), end);
}

void AppendEdge(std::string& out, const Edge& edge, std::string_view target_key) {
  out += '{';
  AppendMember(out, "type", Name(edge.key.type));
  AppendMember(out, "to_type", Name(edge.key.to.type()));
  AppendMember(out, "to", target_key);
  if (edge.weight != 1.0F) AppendWeight(out, edge.weight);
  AppendMember(out, "valid_from", FormatDate(edge.valid_from));
  AppendMember(out, "valid_to", FormatDate(edge.valid_to));
  if (!edge.attributes.empty()) {
    out += ",\"attributes\":{";
    for (const auto& [field, text] : edge.attributes) AppendMember(out, Name(field), text);
    out += '}';
  }
  AppendMember(out, "source", edge.source);
  AppendMember(out, "date", FormatDate(edge.date));
  out += '}';
}

}  // namespace

void AppendNdjsonHeader(std::string& out, bool complete) {
  out += "{\"kontor_ndjson\":" + std::to_string(kNdjsonVersion);
  if (complete) out += ",\"complete\":true";
  out += "}\n";
}

void AppendNdjsonLine(std::string& out, const NodeView& node, const std::vector<Edge>& edges,
                      const std::vector<std::string>& target_keys) {
  assert(edges.size() == target_keys.size());
  out += '{';
  AppendMember(out, "type", Name(node.id.type()));
  AppendMember(out, "key", node.key);
  if (!node.values.empty()) {
    out += ",\"values\":[";
    for (size_t i = 0; i < node.values.size(); ++i) {
      if (i > 0) out += ',';
      AppendValue(out, node.values[i]);
    }
    out += ']';
  }
  if (!edges.empty()) {
    out += ",\"edges\":[";
    for (size_t i = 0; i < edges.size(); ++i) {
      if (i > 0) out += ',';
      AppendEdge(out, edges[i], target_keys[i]);
    }
    out += ']';
  }
  out += "}\n";
}

}  // namespace kontor
