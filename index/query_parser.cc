#include "index/query_parser.h"

#include <algorithm>
#include <span>

#include "base/limits.h"
#include "base/text.h"
#include "base/tokens.h"

namespace kontor {
namespace {

constexpr size_t kMisspelling = 2;  // edits by which a field's name may be missed
constexpr std::string_view kNear = "near";
constexpr std::string_view kKilometres = "km";
constexpr std::string_view kSigns = "-?~";

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// "Active since" and "active-since" are "active_since".
std::string FieldName(std::string_view text) {
  std::string name = Fold(text);
  std::ranges::replace(name, ' ', '_');
  return name;
}

std::string FieldList() {
  std::string list;
  for (const std::string_view field : kCriterionNames) list += std::string(field) + ", ";
  return list + std::string(kNear);
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<ParsedQuery> Parse() && {
    while (SkipSpaces()) {
      const Role role = RoleOf(text_[at_]);
      if (role != Role::kMust) ++at_;
      if (at_ == text_.size() || IsSpace(text_[at_])) continue;  // a dash between words
      if (Status read = ReadPart(role); !read) return std::unexpected(read.error());
    }
    const size_t words = query_.words.size() + query_.excluded_words.size() + phrase_words_;
    if (words > Limits::max_query_words) {
      return Fail(ErrorCode::kLimit, "a query has at most " +
                                         std::to_string(Limits::max_query_words) +
                                         " words, this one has " + std::to_string(words));
    }
    if (query_.clauses.size() > Limits::max_query_words) {
      return Fail(ErrorCode::kLimit,
                  "a query has at most " + std::to_string(Limits::max_query_words) +
                      " fields, this one has " + std::to_string(query_.clauses.size()));
    }
    return std::move(query_);
  }

 private:
  using Role = QueryClause::Role;

  static Role RoleOf(char sign) {
    if (sign == '-') return Role::kMustNot;
    if (sign == '?') return Role::kShould;
    return sign == '~' ? Role::kNice : Role::kMust;
  }

  // False at the end.
  bool SkipSpaces() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    return at_ < text_.size();
  }

  // A sign before a word or a phrase that makes a wish of it is no part of them.
  Status ReadPart(Role role) {
    const bool excluded = role == Role::kMustNot;
    if (role != Role::kMust && text_[at_] != text_[at_ - 1] && kSigns.contains(text_[at_])) {
      return Fail(ErrorCode::kInvalidArgument,
                  "'" + std::string(text_.substr(at_ - 1, 2)) +
                      "' are two signs: - leaves out, ? and ~ make a wish, and only one can stand");
    }
    query_.last_is_open = false;
    if (text_[at_] == '"') {
      AddPhrase(ReadQuoted(), excluded);
      NoteIfWish(role);
      return {};
    }
    const size_t begin = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '"' && text_[at_] != ':') {
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == ':') {
      const std::string name = FieldName(text_.substr(begin, at_ - begin));
      if (const auto criterion = CriterionNamed(name)) {
        ++at_;
        return ReadClause(*criterion, role);
      }
      if (name == kNear) {
        ++at_;
        return ReadNear(role);
      }
      if (Status checked = CheckField(name); !checked) return checked;
      while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '"') ++at_;
    }
    AddWords(text_.substr(begin, at_ - begin), excluded);
    NoteIfWish(role);
    return {};
  }

  void NoteIfWish(Role role) {
    if (role != Role::kShould && role != Role::kNice) return;
    AddNote(
        "The signs ? and ~ make wishes of fields, as in ?country:PT: before other words they "
        "mean nothing.");
  }

  // Once.
  void AddNote(std::string note) {
    if (std::ranges::find(query_.notes, note) == query_.notes.end()) {
      query_.notes.push_back(std::move(note));
    }
  }

  static Status CheckField(const std::string& name) {
    const std::string_view nearest =
        NearestOf(name, kCriterionNames, std::min(kMisspelling, name.size() / 2));
    if (nearest.empty()) return {};
    return Fail(ErrorCode::kInvalidArgument, "there is no field '" + name + "'; did you mean " +
                                                 std::string(nearest) + ":? There are " +
                                                 FieldList());
  }

  // From the mark at at_ to the next one, or to the end.
  std::string_view ReadQuoted() {
    const size_t begin = ++at_;
    size_t end = text_.find('"', begin);
    if (end == std::string_view::npos) {
      end = text_.size();
      query_.notes.emplace_back("A quotation mark is missing: it was read at the end.");
    }
    at_ = std::min(end + 1, text_.size());
    return text_.substr(begin, end - begin);
  }

  // value, "a value", one,other
  std::vector<std::string> ReadValues() {
    std::vector<std::string> values;
    bool goes_on = false;  // a comma was the last
    do {
      if (at_ < text_.size() && text_[at_] == ',') ++at_;
      std::string_view value;
      if (at_ < text_.size() && text_[at_] == '"') {
        value = ReadQuoted();
      } else {
        const size_t begin = at_;
        while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != ',') ++at_;
        value = text_.substr(begin, at_ - begin);
      }
      if (!value.empty()) values.emplace_back(value);
      goes_on = value.empty();
    } while (at_ < text_.size() && text_[at_] == ',');
    if (goes_on && !values.empty()) {
      AddNote("Nothing follows the comma behind '" + values.back() +
              "': values are written without blanks, as in country:PT,ES.");
    }
    return values;
  }

  static Status MissingValue(std::string_view field) {
    return Fail(ErrorCode::kInvalidArgument,
                "what follows " + std::string(field) + ": is missing, as in country:PT");
  }

  Status ReadClause(Criterion criterion, Role role) {
    QueryClause clause{criterion, ReadValues(), role};
    if (clause.values.empty()) return MissingValue(Name(criterion));
    query_.clauses.push_back(std::move(clause));
    return {};
  }

  // The last of several values of near: "80km", or "80" unless it is the longitude of a place.
  static bool IsDistance(std::span<const std::string> values) {
    const bool is_point = values.size() == 2 && IsNumber(values.front());
    return values.back().ends_with(kKilometres) || (!is_point && IsNumber(values.back()));
  }

  Status ReadNear(Role role) {
    std::vector<std::string> values = ReadValues();
    if (values.empty()) return MissingValue(kNear);
    if (role != Role::kMust) {
      return Fail(ErrorCode::kInvalidArgument, "near: takes no sign before it");
    }
    QueryNear near;
    if (values.size() > 1 && IsDistance(values)) {
      near.distance = std::move(values.back());
      values.pop_back();
    }
    for (const std::string& value : values) near.place += (near.place.empty() ? "" : ",") + value;
    query_.near.push_back(std::move(near));
    return {};
  }

  void AddWords(std::string_view part, bool excluded) {
    FindTokens(part, tokens_);
    auto& words = excluded ? query_.excluded_words : query_.words;
    words.insert(words.end(), tokens_.begin(), tokens_.end());
    query_.last_is_open = !excluded && !tokens_.empty() && at_ == text_.size();
  }

  void AddPhrase(std::string_view phrase, bool excluded) {
    FindTokens(phrase, tokens_);
    if (tokens_.empty()) return;
    phrase_words_ += tokens_.size();
    (excluded ? query_.excluded_phrases : query_.phrases).emplace_back(phrase);
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t phrase_words_ = 0;
  std::vector<std::string_view> tokens_;
  ParsedQuery query_;
};

}  // namespace

Result<ParsedQuery> ParseQuery(std::string_view text) {
  if (text.size() > Limits::max_query_bytes) {
    return Fail(ErrorCode::kLimit, "a query has at most " +
                                       std::to_string(Limits::max_query_bytes) +
                                       " bytes, this one has " + std::to_string(text.size()));
  }
  if (!IsCleanUtf8(text)) return Fail(ErrorCode::kInvalidArgument, "the query is not UTF-8 text");
  return Parser(text).Parse();
}

}  // namespace kontor
