// What the formats of searches have in common, and those apart from JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/highlight.h"
#include "engine/language.h"
#include "engine/search.h"
#include "engine/search_for.h"

namespace kontor {

std::string_view FieldName(TextField field);

// What is told of each hit beside what matched; none in a search that is for nobody.
struct ForWhom {
  const SearchForAnswer& answer;
  const Language& language;
};

// The texts of the wishes that the hit meets, and of those that it does not.
std::vector<std::string> Met(const SearchAnswer& answer, const SearchHit& hit);
std::vector<std::string> Missed(const SearchAnswer& answer, const SearchHit& hit);

// To tenths of a kilometre.
double Kilometres(uint32_t metres);

// Calls visit(part, is_match) for what is marked and what stands between.
template <typename Visit>
void ForEachPart(const MarkedText& marked, Visit visit) {
  const std::string_view text = marked.text;
  size_t at = 0;
  for (const auto& [begin, end] : marked.marks) {
    if (begin > at) visit(text.substr(at, begin - at), false);
    visit(text.substr(begin, end - begin), true);
    at = end;
  }
  if (at < text.size()) visit(text.substr(at), false);
}

std::string SearchAsTable(const Snapshot& snapshot, const SearchAnswer& answer,
                          Highlighter& highlighter, const std::optional<ForWhom>& for_whom);

}  // namespace kontor
