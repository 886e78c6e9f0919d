// What a query says as it is written: words, "phrases", -exclusions, field:values, ?wishes and
// near:places. What the words mean is found out on data (index/query_plan.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "index/criterion.h"

namespace kontor {

struct QueryClause {
  enum class Role : uint8_t {
    kMust,     // country:PT
    kMustNot,  // -country:PT
    kShould,   // ?country:PT
    kNice,     // ~country:PT
  };
  Criterion criterion = Criterion::kCountry;
  std::vector<std::string> values;  // any of them; not empty
  Role role = Role::kMust;
};

// near:Potsdam, near:"Frankfurt (Oder)",80km, near:52.4,13.06,80
struct QueryNear {
  std::string place;
  std::string distance;  // "80km", "80"; may be empty
};

struct ParsedQuery {
  std::vector<std::string> words;           // tokens (base/tokens.h) in their order
  bool last_is_open = false;                // the query ends with its last word: it may go on
  std::vector<std::string> excluded_words;  // -word
  std::vector<std::string> phrases;         // "as it stands"
  std::vector<std::string> excluded_phrases;
  std::vector<QueryClause> clauses;
  std::vector<QueryNear> near;
  std::vector<std::string> notes;  // sentences about what was read otherwise than written

  [[nodiscard]] bool empty() const {
    return words.empty() && excluded_words.empty() && phrases.empty() && excluded_phrases.empty() &&
           clauses.empty() && near.empty();
  }
};

// kLimit for more than Limits::max_query_bytes or max_query_words; kInvalidArgument for ill-formed
// UTF-8, a field without a value, two signs one behind the other ("?-country:PT"), and what looks
// like a misspelt field ("contry:PT"). A text before
// a colon that resembles no field is read as words, as in "pic:999905974"; a quotation mark that is
// missing stands at the end. Linear.
Result<ParsedQuery> ParseQuery(std::string_view text);

}  // namespace kontor
