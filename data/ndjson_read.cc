// Reads lines with nlohmann's event interface: no document is built, and whatever is not expected
// ends the line at once.
#include <nlohmann/json.hpp>
#include <utility>

#include "data/ndjson_events.h"
#include "data/ndjson_line.h"

namespace kontor {
namespace {

using Json = nlohmann::json;

// Passes nlohmann's events on. The names are nlohmann's.
// NOLINTBEGIN(readability-identifier-naming)
class SaxEvents {
 public:
  explicit SaxEvents(LineEvents& events) : events_(events) {}

  bool null() { return events_.Null(); }
  bool boolean(bool value) { return events_.Boolean(value); }
  bool number_integer(Json::number_integer_t value) { return events_.Integer(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return events_.Unsigned(value); }
  bool number_float(Json::number_float_t /*value*/, const std::string& digits) {
    return events_.Float(digits);
  }
  bool string(std::string& text) { return events_.String(text); }
  bool binary(Json::binary_t& /*bytes*/) { return events_.Null(); }  // not in JSON texts
  bool start_object(size_t /*size*/) { return events_.StartObject(); }
  bool key(std::string& name) { return events_.Key(name); }
  bool end_object() { return events_.EndObject(); }
  bool start_array(size_t /*size*/) { return events_.StartArray(); }
  bool end_array() { return events_.EndArray(); }

  bool parse_error(size_t position, const std::string& /*token*/, const Json::exception& error) {
    constexpr int kNumberOutOfRange = 406;
    if (error.id == kNumberOutOfRange) return events_.Problem("is a number out of range");
    syntax_error_ = position;
    return false;
  }

  // The byte, counted from 1, at which the line stopped being JSON; 0 when it did not.
  [[nodiscard]] size_t syntax_error() const { return syntax_error_; }

 private:
  LineEvents& events_;
  size_t syntax_error_ = 0;
};
// NOLINTEND(readability-identifier-naming)

}  // namespace

std::optional<NdjsonProblem> ReadNdjsonLine(std::string_view line, NdjsonRecord& record) {
  record.version.reset();
  record.complete = false;
  record.node.type = NodeType::kOrganisation;
  record.node.key.clear();
  record.node.values.clear();
  record.edges.clear();
  LineEvents events(record);
  SaxEvents sax(events);
  if (Json::sax_parse(line.begin(), line.end(), &sax)) return std::nullopt;
  if (auto problem = events.TakeProblem()) return problem;
  return NdjsonProblem{"",
                       "is not JSON: the error is at byte " + std::to_string(sax.syntax_error())};
}

}  // namespace kontor
