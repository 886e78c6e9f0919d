#include "index/query_parser.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "base/tokens.h"

namespace kontor {
namespace {

constexpr size_t kMisspelling = 2;  // edits by which a field's name may be missed

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// "Active since" and "active-since" are "active_since".
std::string FieldName(std::string_view text) {
  std::string name = Fold(text);
  std::ranges::replace(name, ' ', '_');
  return name;
}

std::string FieldList() {
  std::string list;
  for (const std::string_view field : kCriterionNames) {
    list += (list.empty() ? "" : ", ") + std::string(field);
  }
  return list;
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
    query_.last_is_open = false;
    if (text_[at_] == '"') {
      AddPhrase(ReadQuoted(), excluded);
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
      if (Status checked = CheckField(name); !checked) return checked;
      while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '"') ++at_;
    }
    AddWords(text_.substr(begin, at_ - begin), excluded);
    return {};
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

  // field:value, field:"a value", field:one,other
  Status ReadClause(Criterion criterion, Role role) {
    QueryClause clause{criterion, {}, role};
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
      if (!value.empty()) clause.values.emplace_back(value);
    } while (at_ < text_.size() && text_[at_] == ',');
    if (clause.values.empty()) {
      return Fail(ErrorCode::kInvalidArgument,
                  "what follows " + std::string(Name(criterion)) + ": is missing, as in country:PT");
    }
    query_.clauses.push_back(std::move(clause));
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
