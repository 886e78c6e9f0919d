// The events of reading one NDJSON line: an object begins, a member's name, a text, … They fill a
// record, and whatever the format does not expect at that place is a problem. Part of
// data/ndjson_line.h; the JSON itself is read in data/ndjson_read.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "data/ndjson_line.h"

namespace kontor {

// Members of all objects of the format.
enum class NdjsonMember : uint8_t {
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
enum class NdjsonPlace : uint8_t {
  kStart,
  kLine,
  kValues,
  kValue,
  kEdges,
  kEdge,
  kAttributes,
  kEnd
};

// Each event returns false when the line is not to be read on. Not thread-safe.
class LineEvents {
 public:
  // `record` must be empty, and outlive the events.
  explicit LineEvents(NdjsonRecord& record) : record_(record) {}

  bool Null() { return Refuse("null"); }
  bool Boolean(bool value);
  bool Integer(int64_t value);
  bool Unsigned(uint64_t value);
  bool Float(std::string_view digits);  // as it stands in the line
  bool String(std::string& text);       // may take the text away
  bool StartObject();
  bool Key(std::string& name);
  bool EndObject();
  bool StartArray();
  bool EndArray();
  bool Problem(std::string reason);  // at the current place; only the first one is kept

  [[nodiscard]] std::optional<NdjsonProblem> TakeProblem() { return std::move(problem_); }

 private:
  bool Refuse(std::string_view what) {
    return Problem("is " + std::string(what) + ", which does not belong here");
  }
  [[nodiscard]] std::string Where() const;
  bool Claim(std::span<const std::pair<std::string_view, NdjsonMember>> members,
             std::string_view name, uint32_t& seen);
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
  NdjsonPlace place_ = NdjsonPlace::kStart;
  NdjsonMember member_ = NdjsonMember::kNone;
  std::string member_name_;  // for messages
  uint32_t seen_in_line_ = 0;
  uint32_t seen_ = 0;  // in the value or edge
  Value value_;
  Edge edge_;
  NodeType to_type_ = NodeType::kOrganisation;
  std::string to_;
  Field attribute_ = Field::kRole;
};

}  // namespace kontor
