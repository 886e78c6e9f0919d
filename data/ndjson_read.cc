// Reads lines with nlohmann's event interface: no document is built, and whatever is not expected
// ends the line at once.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "data/ndjson_line.h"

namespace kontor {
namespace {

using Json = nlohmann::json;

// Members of all objects of the format.
enum class Member : uint8_t {
  kNone,
  kVersion,
  kComplete,
  kType,
  kKey,
  kValues,
  kEdges,
  kField,
  kText,
  kLang,
  kSource,
  kDate,
  kToType,
  kTo,
  kWeight,
  kValidFrom,
  kValidTo,
  kAttributes,
};

// Where in the line the reader is.
enum class Place : uint8_t { kStart, kLine, kValues, kValue, kEdges, kEdge, kAttributes, kEnd };

using MemberName = std::pair<std::string_view, Member>;

constexpr std::array kLineMembers = std::to_array<MemberName>({
    {"type", Member::kType},
    {"key", Member::kKey},
    {"values", Member::kValues},
    {"edges", Member::kEdges},
    {"kontor_ndjson", Member::kVersion},
    {"complete", Member::kComplete},
});
constexpr std::array kValueMembers = std::to_array<MemberName>({
    {"field", Member::kField},
    {"text", Member::kText},
    {"lang", Member::kLang},
    {"source", Member::kSource},
    {"date", Member::kDate},
});
constexpr std::array kEdgeMembers = std::to_array<MemberName>({
    {"type", Member::kType},
    {"to_type", Member::kToType},
    {"to", Member::kTo},
    {"weight", Member::kWeight},
    {"valid_from", Member::kValidFrom},
    {"valid_to", Member::kValidTo},
    {"attributes", Member::kAttributes},
    {"source", Member::kSource},
    {"date", Member::kDate},
});

constexpr uint32_t Bit(Member member) { return 1U << static_cast<uint32_t>(member); }

// A text of somebody else's as it may stand in a message.
std::string Quoted(std::string_view text) {
  constexpr size_t kMost = 40;
  if (!IsCleanUtf8(text)) return "an unreadable text";
  size_t length = std::min(text.size(), kMost);
  while (length > 0 && length < text.size() && (text[length] & 0xC0) == 0x80) --length;
  return "'" + std::string(text.substr(0, length)) + (length < text.size() ? "…'" : "'");
}

// The receiver of nlohmann's events: each returns false to stop.
class LineEvents {
 public:
  explicit LineEvents(NdjsonRecord& record) : record_(record) {}

  // NOLINTBEGIN(readability-identifier-naming): the names are nlohmann's
  bool null() { return Refuse("null"); }
  bool boolean(bool value);
  bool number_integer(Json::number_integer_t value);
  bool number_unsigned(Json::number_unsigned_t value);
  bool number_float(Json::number_float_t value, const std::string& digits);
  bool string(std::string& text);
  bool binary(Json::binary_t& /*bytes*/) { return Refuse("binary data"); }
  bool start_object(size_t /*size*/);
  bool key(std::string& name);
  bool end_object();
  bool start_array(size_t /*size*/);
  bool end_array();
  bool parse_error(size_t position, const std::string& token, const Json::exception& error);
  // NOLINTEND(readability-identifier-naming)

  [[nodiscard]] std::optional<NdjsonProblem> TakeProblem() { return std::move(problem_); }

 private:
  bool Problem(std::string reason);
  bool Refuse(std::string_view what) {
    return Problem("is " + std::string(what) + ", which does not belong here");
  }
  [[nodiscard]] std::string Where() const;
  bool Claim(std::span<const MemberName> members, std::string_view name, uint32_t& seen);
  bool SetLineText(std::string& text);
  bool SetValueText(std::string& text);
  bool SetEdgeText(std::string& text);
  bool SetAttribute(std::string& text);
  bool SetKey(std::string& key, std::string& text);
  bool SetShort(std::string& field, std::string& text);
  bool SetDate(Date& date, std::string_view text);
  bool SetWeight(float weight);
  bool EndValue();
  bool EndEdge();
  bool EndLine();

  NdjsonRecord& record_;
  std::optional<NdjsonProblem> problem_;
  Place place_ = Place::kStart;
  Member member_ = Member::kNone;
  std::string member_name_;  // for messages
  uint32_t seen_in_line_ = 0;
  uint32_t seen_ = 0;  // in the value or edge
  Value value_;
  Edge edge_;
  NodeType to_type_ = NodeType::kOrganisation;
  std::string to_;
  Field attribute_ = Field::kRole;
};

std::string LineEvents::Where() const {
  const std::string value = "values[" + std::to_string(record_.node.values.size()) + "]";
  const std::string edge = "edges[" + std::to_string(record_.edges.size()) + "]";
  const std::string member = member_name_.empty() ? "" : "." + member_name_;
  switch (place_) {
    case Place::kLine:
      return member_name_;
    case Place::kValues:
      return value;
    case Place::kValue:
      return value + member;
    case Place::kEdges:
      return edge;
    case Place::kEdge:
      return edge + member;
    case Place::kAttributes:
      return edge + ".attributes" + member;
    case Place::kStart:
    case Place::kEnd:
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
  member_ = Member::kNone;
  if (found == members.end()) return Problem("is not a member that the format knows");
  member_ = found->second;
  if ((seen & Bit(member_)) != 0) return Problem("stands there twice");
  seen |= Bit(member_);
  return true;
}

bool LineEvents::key(std::string& name) {
  member_name_ = name.size() <= 40 && IsCleanUtf8(name) ? name : "(unreadable)";
  switch (place_) {
    case Place::kLine:
      return Claim(kLineMembers, name, seen_in_line_);
    case Place::kValue:
      return Claim(kValueMembers, name, seen_);
    case Place::kEdge:
      return Claim(kEdgeMembers, name, seen_);
    default:
      break;
  }
  const auto field = FieldNamed(name);
  if (!field) return Problem("is not the name of a field");
  attribute_ = *field;
  return true;
}

bool LineEvents::start_object(size_t /*size*/) {
  if (place_ == Place::kStart) {
    place_ = Place::kLine;
  } else if (place_ == Place::kValues) {
    value_ = {};
    place_ = Place::kValue;
    seen_ = 0;
  } else if (place_ == Place::kEdges) {
    edge_ = {};
    to_.clear();
    place_ = Place::kEdge;
    seen_ = 0;
  } else if (place_ == Place::kEdge && member_ == Member::kAttributes) {
    place_ = Place::kAttributes;
  } else {
    return Refuse("an object");
  }
  member_name_.clear();
  return true;
}

bool LineEvents::start_array(size_t /*size*/) {
  if (place_ == Place::kLine && member_ == Member::kValues) {
    place_ = Place::kValues;
  } else if (place_ == Place::kLine && member_ == Member::kEdges) {
    place_ = Place::kEdges;
  } else {
    return Refuse("an array");
  }
  return true;
}

bool LineEvents::end_array() {
  place_ = Place::kLine;
  return true;
}

bool LineEvents::end_object() {
  member_name_.clear();
  switch (place_) {
    case Place::kLine:
      return EndLine();
    case Place::kValue:
      return EndValue();
    case Place::kEdge:
      return EndEdge();
    default:
      place_ = Place::kEdge;
      return true;
  }
}

bool LineEvents::EndValue() {
  if ((seen_ & Bit(Member::kField)) == 0) return Problem("has no field");
  if (value_.text.empty()) return Problem("has no text");
  if (record_.node.values.size() >= Limits::max_values_per_node) {
    return Problem("is one more than the " + std::to_string(Limits::max_values_per_node) +
                   " values that a node may have");
  }
  record_.node.values.push_back(std::move(value_));
  place_ = Place::kValues;
  return true;
}

bool LineEvents::EndEdge() {
  if ((seen_ & Bit(Member::kType)) == 0) return Problem("has no type");
  if ((seen_ & Bit(Member::kToType)) == 0) return Problem("has no to_type");
  if (to_.empty()) return Problem("has no target: to is missing");
  std::ranges::sort(edge_.attributes);
  edge_.key.to = NodeId::Of(to_type_, to_);
  record_.edges.push_back(std::move(edge_));
  place_ = Place::kEdges;
  return true;
}

bool LineEvents::EndLine() {
  place_ = Place::kEnd;
  if (record_.version) {
    const uint32_t header = Bit(Member::kVersion) | Bit(Member::kComplete);
    return (seen_in_line_ & ~header) == 0 || Problem("mixes a header with a node");
  }
  if (record_.complete) return Problem("has complete without kontor_ndjson");
  if ((seen_in_line_ & Bit(Member::kType)) == 0) return Problem("has no type");
  if (record_.node.key.empty()) return Problem("has no key");
  const NodeId id = record_.node.id();
  for (Edge& edge : record_.edges) edge.key.from = id;
  return true;
}

bool LineEvents::string(std::string& text) {
  switch (place_) {
    case Place::kLine:
      return SetLineText(text);
    case Place::kValue:
      return SetValueText(text);
    case Place::kEdge:
      return SetEdgeText(text);
    case Place::kAttributes:
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
  if (member_ == Member::kKey) return SetKey(record_.node.key, text);
  if (member_ != Member::kType) return Refuse("a string");
  const auto type = NodeTypeNamed(text);
  if (!type) return Problem(Quoted(text) + " is not a type of node");
  record_.node.type = *type;
  return true;
}

bool LineEvents::SetValueText(std::string& text) {
  switch (member_) {
    case Member::kField: {
      const auto field = FieldNamed(text);
      if (!field) return Problem(Quoted(text) + " is not a field");
      value_.field = *field;
      return true;
    }
    case Member::kText:
      if (text.size() > Limits::max_value_bytes) {
        return Problem("is longer than the " + std::to_string(Limits::max_value_bytes) +
                       " bytes that a value may have");
      }
      if (!IsCleanUtf8(text)) return Problem("is not clean UTF-8");
      value_.text = std::move(text);
      return true;
    case Member::kLang:
      return SetShort(value_.lang, text);
    case Member::kSource:
      return SetShort(value_.source, text);
    default:
      return SetDate(value_.date, text);
  }
}

bool LineEvents::SetEdgeText(std::string& text) {
  switch (member_) {
    case Member::kType: {
      const auto type = EdgeTypeNamed(text);
      if (!type) return Problem(Quoted(text) + " is not a type of edge");
      edge_.key.type = *type;
      return true;
    }
    case Member::kToType: {
      const auto type = NodeTypeNamed(text);
      if (!type) return Problem(Quoted(text) + " is not a type of node");
      to_type_ = *type;
      return true;
    }
    case Member::kTo:
      return SetKey(to_, text);
    case Member::kSource:
      return SetShort(edge_.source, text);
    case Member::kValidFrom:
      return SetDate(edge_.valid_from, text);
    case Member::kValidTo:
      return SetDate(edge_.valid_to, text);
    case Member::kDate:
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
  if (place_ != Place::kEdge || member_ != Member::kWeight) return Refuse("a number");
  if (!std::isfinite(weight) || weight < 0.0F) return Problem("is not a weight: 0 or more");
  edge_.weight = weight;
  return true;
}

bool LineEvents::boolean(bool value) {
  if (place_ != Place::kLine || member_ != Member::kComplete) return Refuse("true or false");
  record_.complete = value;
  return true;
}

bool LineEvents::number_integer(Json::number_integer_t value) {
  return SetWeight(static_cast<float>(value));
}

bool LineEvents::number_unsigned(Json::number_unsigned_t value) {
  if (place_ == Place::kLine && member_ == Member::kVersion) {
    record_.version = value;
    return true;
  }
  return SetWeight(static_cast<float>(value));
}

bool LineEvents::number_float(Json::number_float_t /*value*/, const std::string& digits) {
  float weight = 0.0F;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole ? SetWeight(weight) : Problem("is a number out of range");
}

bool LineEvents::parse_error(size_t position, const std::string& /*token*/,
                             const Json::exception& error) {
  if (problem_) return false;
  constexpr int kNumberOutOfRange = 406;
  if (error.id == kNumberOutOfRange) return Problem("is a number out of range");
  problem_ = NdjsonProblem{"", "is not JSON: the error is at byte " + std::to_string(position)};
  return false;
}

}  // namespace

std::optional<NdjsonProblem> ReadNdjsonLine(std::string_view line, NdjsonRecord& record) {
  record.version.reset();
  record.complete = false;
  record.node.type = NodeType::kOrganisation;
  record.node.key.clear();
  record.node.values.clear();
  record.edges.clear();
  LineEvents reader(record);
  const bool read = Json::sax_parse(line.begin(), line.end(), &reader);
  if (read) return std::nullopt;
  auto problem = reader.TakeProblem();
  return problem ? std::move(problem) : NdjsonProblem{"", "cannot be read"};
}

}  // namespace kontor
