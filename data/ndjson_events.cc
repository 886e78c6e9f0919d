#include "data/ndjson_events.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/limits.h"
#include "base/text.h"

namespace kontor {
namespace {

using MemberName = std::pair<std::string_view, NdjsonMember>;

constexpr std::array kLineMembers = std::to_array<MemberName>({
    {"type", NdjsonMember::kType},
    {"key", NdjsonMember::kKey},
    {"values", NdjsonMember::kValues},
    {"edges", NdjsonMember::kEdges},
    {"kontor_ndjson", NdjsonMember::kVersion},
    {"complete", NdjsonMember::kComplete},
});
constexpr std::array kValueMembers = std::to_array<MemberName>({
    {"field", NdjsonMember::kField},
    {"text", NdjsonMember::kText},
    {"lang", NdjsonMember::kLang},
    {"source", NdjsonMember::kSource},
    {"date", NdjsonMember::kDate},
});
constexpr std::array kEdgeMembers = std::to_array<MemberName>({
    {"type", NdjsonMember::kType},
    {"to_type", NdjsonMember::kToType},
    {"to", NdjsonMember::kTo},
    {"weight", NdjsonMember::kWeight},
    {"valid_from", NdjsonMember::kValidFrom},
    {"valid_to", NdjsonMember::kValidTo},
    {"attributes", NdjsonMember::kAttributes},
    {"source", NdjsonMember::kSource},
    {"date", NdjsonMember::kDate},
});

constexpr uint32_t Bit(NdjsonMember member) { return 1U << static_cast<uint32_t>(member); }

// A text of somebody else's as it may stand in a message.
std::string Quote(std::string_view text) {
  constexpr size_t kMost = 40;
  if (!IsCleanUtf8(text)) return "an unreadable text";
  size_t length = std::min(text.size(), kMost);
  while (length > 0 && length < text.size() && (text[length] & 0xC0) == 0x80) --length;
  return "'" + std::string(text.substr(0, length)) + (length < text.size() ? "…'" : "'");
}

}  // namespace

std::string LineEvents::Where() const {
  std::string value = "values[" + std::to_string(record_.node.values.size()) + "]";
  std::string edge = "edges[" + std::to_string(record_.edges.size()) + "]";
  const std::string member = member_name_.empty() ? "" : "." + member_name_;
  switch (place_) {
    case NdjsonPlace::kLine:
      return member_name_;
    case NdjsonPlace::kValues:
      return value;
    case NdjsonPlace::kValue:
      return value + member;
    case NdjsonPlace::kEdges:
      return edge;
    case NdjsonPlace::kEdge:
      return edge + member;
    case NdjsonPlace::kAttributes:
      return edge + ".attributes" + member;
    case NdjsonPlace::kStart:
    case NdjsonPlace::kEnd:
      break;
  }
  return "";
}

bool LineEvents::Problem(std::string reason) {
  if (!problem_) problem_ = NdjsonProblem{Where(), std::move(reason)};
  return false;
}

bool LineEvents::Claim(std::span<const MemberName> members, std::string_view name, uint32_t& seen) {
  const auto found = std::ranges::find(members, name, &MemberName::first);
  member_ = NdjsonMember::kNone;
  if (found == members.end()) return Problem("is not a member that the format knows");
  member_ = found->second;
  if ((seen & Bit(member_)) != 0) return Problem("stands there twice");
  seen |= Bit(member_);
  return true;
}

bool LineEvents::Key(std::string& name) {
  member_name_ = name.size() <= 40 && IsCleanUtf8(name) ? name : "(unreadable)";
  switch (place_) {
    case NdjsonPlace::kLine:
      return Claim(kLineMembers, name, seen_in_line_);
    case NdjsonPlace::kValue:
      return Claim(kValueMembers, name, seen_);
    case NdjsonPlace::kEdge:
      return Claim(kEdgeMembers, name, seen_);
    default:
      break;
  }
  const auto field = FieldNamed(name);
  if (!field) return Problem("is not the name of a field");
  attribute_ = *field;
  return true;
}

bool LineEvents::StartObject() {
  if (place_ == NdjsonPlace::kStart) {
    place_ = NdjsonPlace::kLine;
  } else if (place_ == NdjsonPlace::kValues) {
    value_ = {};
    place_ = NdjsonPlace::kValue;
    seen_ = 0;
  } else if (place_ == NdjsonPlace::kEdges) {
    edge_ = {};
    to_.clear();
    place_ = NdjsonPlace::kEdge;
    seen_ = 0;
  } else if (place_ == NdjsonPlace::kEdge && member_ == NdjsonMember::kAttributes) {
    place_ = NdjsonPlace::kAttributes;
  } else {
    return Refuse("an object");
  }
  member_name_.clear();
  return true;
}

bool LineEvents::StartArray() {
  if (place_ == NdjsonPlace::kLine && member_ == NdjsonMember::kValues) {
    place_ = NdjsonPlace::kValues;
  } else if (place_ == NdjsonPlace::kLine && member_ == NdjsonMember::kEdges) {
    place_ = NdjsonPlace::kEdges;
  } else {
    return Refuse("an array");
  }
  return true;
}

bool LineEvents::EndArray() {
  place_ = NdjsonPlace::kLine;
  return true;
}

bool LineEvents::EndObject() {
  member_name_.clear();
  switch (place_) {
    case NdjsonPlace::kLine:
      return EndLine();
    case NdjsonPlace::kValue:
      return EndValue();
    case NdjsonPlace::kEdge:
      return EndEdge();
    default:
      place_ = NdjsonPlace::kEdge;
      return true;
  }
}

bool LineEvents::EndValue() {
  if ((seen_ & Bit(NdjsonMember::kField)) == 0) return Problem("has no field");
  if (value_.text.empty()) return Problem("has no text");
  if (record_.node.values.size() >= Limits::max_values_per_node) {
    return Problem("is one more than the " + std::to_string(Limits::max_values_per_node) +
                   " values that a node may have");
  }
  record_.node.values.push_back(std::move(value_));
  place_ = NdjsonPlace::kValues;
  return true;
}

bool LineEvents::EndEdge() {
  if ((seen_ & Bit(NdjsonMember::kType)) == 0) return Problem("has no type");
  if ((seen_ & Bit(NdjsonMember::kToType)) == 0) return Problem("has no to_type");
  if (to_.empty()) return Problem("has no target: to is missing");
  std::ranges::sort(edge_.attributes);
  edge_.key.to = NodeId::Of(to_type_, to_);
  record_.edges.push_back(std::move(edge_));
  place_ = NdjsonPlace::kEdges;
  return true;
}

bool LineEvents::EndLine() {
  place_ = NdjsonPlace::kEnd;
  if (record_.version) {
    const uint32_t header = Bit(NdjsonMember::kVersion) | Bit(NdjsonMember::kComplete);
    return (seen_in_line_ & ~header) == 0 || Problem("mixes a header with a node");
  }
  if (record_.complete) return Problem("has complete without kontor_ndjson");
  if ((seen_in_line_ & Bit(NdjsonMember::kType)) == 0) return Problem("has no type");
  if (record_.node.key.empty()) return Problem("has no key");
  const NodeId id = record_.node.id();
  for (Edge& edge : record_.edges) edge.key.from = id;
  return true;
}

bool LineEvents::String(std::string& text) {
  switch (place_) {
    case NdjsonPlace::kLine:
      return SetLineText(text);
    case NdjsonPlace::kValue:
      return SetValueText(text);
    case NdjsonPlace::kEdge:
      return SetEdgeText(text);
    case NdjsonPlace::kAttributes:
      return SetAttribute(text);
    default:
      return Refuse("a string");
  }
}

bool LineEvents::SetKey(std::string& key, std::string& text) {
  if (text.empty()) return Problem("is empty");
  if (text.size() > Limits::max_key_bytes) {
    return Problem("is longer than the " + std::to_string(Limits::max_key_bytes) +
                   " bytes that a key may have");
  }
  if (!IsCleanUtf8(text)) return Problem("is not clean UTF-8");
  key = std::move(text);
  return true;
}

// Languages and sources are short names.
bool LineEvents::SetShort(std::string& field, std::string& text) {
  return text.empty() || SetKey(field, text);
}

bool LineEvents::SetDate(Date& date, std::string_view text) {
  const auto parsed = ParseDate(text);
  if (!parsed) return Problem(parsed.error().message);
  date = *parsed;
  return true;
}

bool LineEvents::SetLineText(std::string& text) {
  if (member_ == NdjsonMember::kKey) return SetKey(record_.node.key, text);
  if (member_ != NdjsonMember::kType) return Refuse("a string");
  const auto type = NodeTypeNamed(text);
  if (!type) return Problem(Quote(text) + " is not a type of node");
  record_.node.type = *type;
  return true;
}

bool LineEvents::SetValueText(std::string& text) {
  switch (member_) {
    case NdjsonMember::kField: {
      const auto field = FieldNamed(text);
      if (!field) return Problem(Quote(text) + " is not a field");
      value_.field = *field;
      return true;
    }
    case NdjsonMember::kText:
      if (text.size() > Limits::max_value_bytes) {
        return Problem("is longer than the " + std::to_string(Limits::max_value_bytes) +
                       " bytes that a value may have");
      }
      if (!IsCleanUtf8(text)) return Problem("is not clean UTF-8");
      value_.text = std::move(text);
      return true;
    case NdjsonMember::kLang:
      return SetShort(value_.lang, text);
    case NdjsonMember::kSource:
      return SetShort(value_.source, text);
    default:
      return SetDate(value_.date, text);
  }
}

bool LineEvents::SetEdgeText(std::string& text) {
  switch (member_) {
    case NdjsonMember::kType: {
      const auto type = EdgeTypeNamed(text);
      if (!type) return Problem(Quote(text) + " is not a type of edge");
      edge_.key.type = *type;
      return true;
    }
    case NdjsonMember::kToType: {
      const auto type = NodeTypeNamed(text);
      if (!type) return Problem(Quote(text) + " is not a type of node");
      to_type_ = *type;
      return true;
    }
    case NdjsonMember::kTo:
      return SetKey(to_, text);
    case NdjsonMember::kSource:
      return SetShort(edge_.source, text);
    case NdjsonMember::kValidFrom:
      return SetDate(edge_.valid_from, text);
    case NdjsonMember::kValidTo:
      return SetDate(edge_.valid_to, text);
    case NdjsonMember::kDate:
      return SetDate(edge_.date, text);
    default:
      return Refuse("a string");
  }
}

bool LineEvents::SetAttribute(std::string& text) {
  if (text.empty()) return Problem("is empty");
  if (text.size() > Limits::max_value_bytes || !IsCleanUtf8(text)) {
    return Problem("is too long or not clean UTF-8");
  }
  if (std::ranges::find(edge_.attributes, attribute_, &Attribute::field) !=
      edge_.attributes.end()) {
    return Problem("stands there twice");
  }
  if (edge_.attributes.size() >= Limits::max_attributes_per_edge) {
    return Problem("is one more than the attributes that an edge may have");
  }
  edge_.attributes.push_back({attribute_, std::move(text)});
  return true;
}

bool LineEvents::SetWeight(float weight) {
  if (place_ != NdjsonPlace::kEdge || member_ != NdjsonMember::kWeight) return Refuse("a number");
  if (!std::isfinite(weight) || weight < 0.0F) return Problem("is not a weight: 0 or more");
  edge_.weight = weight;
  return true;
}

bool LineEvents::Boolean(bool value) {
  if (place_ != NdjsonPlace::kLine || member_ != NdjsonMember::kComplete)
    return Refuse("true or false");
  record_.complete = value;
  return true;
}

bool LineEvents::Integer(int64_t value) { return SetWeight(static_cast<float>(value)); }

bool LineEvents::Unsigned(uint64_t value) {
  if (place_ == NdjsonPlace::kLine && member_ == NdjsonMember::kVersion) {
    record_.version = value;
    return true;
  }
  return SetWeight(static_cast<float>(value));
}

bool LineEvents::Float(std::string_view digits) {
  float weight = 0.0F;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole ? SetWeight(weight) : Problem("is a number out of range");
}

}  // namespace kontor
