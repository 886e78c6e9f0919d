#include "data/document_reader.h"

#include <algorithm>
#include <cmath>

#include "base/limits.h"
#include "base/text.h"
#include "data/table_row.h"

namespace kontor {
namespace {

constexpr size_t kNearWord = 3;  // edits

// Brackets outside of texts, before a parser builds anything of them.
bool IsTooDeep(std::string_view text) {
  size_t depth = 0;
  bool in_text = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if ((c == '{' || c == '[') && ++depth > Limits::max_json_depth) {
      return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

// A text without blanks around it, or what is wrong with it.
std::expected<std::string, std::string> ReadText(const Json& value) {
  if (!value.is_string()) return std::unexpected("is no text");
  const auto& text = value.get_ref<const std::string&>();
  if (!IsCleanUtf8(text)) return std::unexpected("contains the character NUL");
  const std::string_view trimmed = Trim(text, " \t\r\n");
  if (trimmed.size() > Limits::max_value_bytes) {
    return std::unexpected("is over " + std::to_string(Limits::max_value_bytes) + " bytes");
  }
  return std::string(trimmed);
}

}  // namespace

Result<Json> ParseDocument(std::string_view text) {
  if (IsTooDeep(text)) {
    return Fail(ErrorCode::kLimit, "the document is nested more than " +
                                       std::to_string(Limits::max_json_depth) + " deep");
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Fail(ErrorCode::kBadData,
                "byte " + std::to_string(error.byte) + " of the body: this is no JSON");
  } catch (const Json::exception&) {
    return Fail(ErrorCode::kBadData, "the body holds a number out of range");
  }
}

DocumentReader::DocumentReader(const Json& object, std::string pointer,
                               std::vector<DocumentProblem>& problems)
    : object_(object), pointer_(std::move(pointer)), problems_(problems) {
  if (!object.is_object()) AddFault({pointer_, "is no object"});
}

std::string DocumentReader::PointerTo(std::string_view name) const {
  std::string pointer = pointer_ + "/";
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

void DocumentReader::AddFault(DocumentProblem fault) const {
  if (problems_.size() < kMostFaults) problems_.push_back(std::move(fault));
}

void DocumentReader::Tell(std::string_view name, std::string reason) const {
  AddFault({PointerTo(name), std::move(reason)});
}

void DocumentReader::CheckMembers(std::initializer_list<std::string_view> known) const {
  if (!object_.is_object()) return;
  for (const auto& [name, value] : object_.items()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (problems_.size() >= kMostFaults) return;
    const std::string_view nearest = NearestOf(name, std::span(known), kNearWord);
    std::string reason = "is no member that is known here";
    if (!nearest.empty()) reason += "; did you mean \"" + std::string(nearest) + "\"?";
    Tell(name.substr(0, Limits::max_key_bytes), std::move(reason));
  }
}

const Json* DocumentReader::Find(std::string_view name) const {
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string DocumentReader::Text(std::string_view name) const {
  const Json* member = Find(name);
  if (member == nullptr) return {};
  std::expected<std::string, std::string> text = ReadText(*member);
  if (text) return *std::move(text);
  Tell(name, std::move(text.error()));
  return {};
}

std::string DocumentReader::Url(std::string_view name) const {
  std::string url = Text(name);
  if (url.empty() || IsWebAddress(url)) return url;
  Tell(name, "is no web address with http or https");
  return {};
}

Date DocumentReader::Day(std::string_view name) const {
  const std::string text = Text(name);
  if (text.empty()) return {};
  const Result<Date> day = ParseDate(text);
  if (day) return *day;
  Tell(name, "is no date such as 2026-01-31");
  return {};
}

std::optional<double> DocumentReader::Number(std::string_view name, double least,
                                             double most) const {
  const Json* member = Find(name);
  if (member == nullptr) return std::nullopt;
  const double number = member->is_number() ? member->get<double>() : std::nan("");
  if (number >= least && number <= most) return number;
  Tell(name, "is no number from " + Json(least).dump() + " to " + Json(most).dump());
  return std::nullopt;
}

const Json* DocumentReader::List(std::string_view name) const {
  const Json* member = Find(name);
  if (member == nullptr) return nullptr;
  if (!member->is_array()) {
    Tell(name, "is no list");
    return nullptr;
  }
  if (member->size() > Limits::max_values_per_field) {
    Tell(name, "has more than " + std::to_string(Limits::max_values_per_field) + " entries");
    return nullptr;
  }
  return member;
}

std::vector<std::string> DocumentReader::Texts(std::string_view name) const {
  std::vector<std::string> texts;
  const Json* list = List(name);
  if (list == nullptr) return texts;
  for (size_t i = 0; i < list->size(); ++i) {
    std::expected<std::string, std::string> text = ReadText((*list)[i]);
    if (text && text->empty()) text = std::unexpected("is empty");
    if (!text) {
      AddFault({PointerTo(name) + "/" + std::to_string(i), text.error()});
    } else if (std::ranges::find(texts, *text) == texts.end()) {
      texts.push_back(*std::move(text));
    }
  }
  return texts;
}

std::vector<Json> DocumentReader::Objects(std::string_view name) const {
  std::vector<Json> objects;
  const Json* list = List(name);
  if (list == nullptr) return objects;
  for (const Json& entry : *list) {
    objects.push_back(entry.is_string() ? Json{{"code", entry}} : entry);
  }
  return objects;
}

std::unexpected<DocumentError> RefuseProblems(std::vector<DocumentProblem> problems) {
  const size_t count = problems.size();
  std::string message = "the document has a fault";
  if (count > 1) message = "the document has " + std::to_string(count) + " faults";
  return std::unexpected(
      DocumentError{{ErrorCode::kBadData, std::move(message)}, std::move(problems)});
}

}  // namespace kontor
