// Which known words is a compound made of? German, Dutch and the Nordic languages join words into
// one: "Windenergieanlagen".
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace kontor {

// True for the languages (ISO 639-1) that do.
bool JoinsWords(std::string_view lang);

// The parts of a term (ExactTerm), with nothing between them but what such languages put there
// ("s", "en", …): the fewest that are known, of several the one with the longest first. Empty if
// there are no such two or more of at least four letters: a part that nobody knows is none.
// O(length^2) calls of is_known
std::vector<std::string_view> SplitCompound(std::string_view term,
                                            const std::function<bool(std::string_view)>& is_known);

}  // namespace kontor
