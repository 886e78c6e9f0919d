// The words of a text, as they stand in it. ICU stays in tokens.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kontor {

// Replaces `tokens` by the words of a UTF-8 text in their order, as views into it: the segments of
// Unicode's word break (UAX 29) that hold letters or digits, cut at whatever else stands inside
// them, so that "l'énergie" is two. A word keeps its combining marks and soft hyphens. Ill-formed
// bytes separate words. Thread-safe; linear.
void FindTokens(std::string_view text, std::vector<std::string_view>& tokens);

// The token case folded and composed (NFKC_Casefold), with its diacritics: what stemmers read.
std::string LowerCase(std::string_view token);

}  // namespace kontor
