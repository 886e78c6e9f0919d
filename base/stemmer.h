// The stems of words by the algorithms of Snowball (snowballstem.org). libstemmer stays in
// stemmer.cc.
#pragma once

#include <span>
#include <string_view>

namespace kontor {

// ISO 639-1 codes of the languages that have a stemmer, ascending.
std::span<const std::string_view> StemmedLanguages();
bool HasStemmer(std::string_view lang);
// The code itself, as a view that lives as long as the program; empty where there is no stemmer.
std::string_view StemmedLanguage(std::string_view lang);

// The stem of a word in lower case (base/tokens.h); the word itself where the language has no
// stemmer, or the word more than Limits::max_word_bytes. A view that is valid until the thread's
// next call, or as long as `word`. Thread-safe.
std::string_view Stem(std::string_view word, std::string_view lang);

}  // namespace kontor
