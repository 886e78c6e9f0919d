// How words become terms: the same way for texts that are indexed and for queries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor {

// The term that a word (base/tokens.h) is as it stands: folded to plain Latin letters
// (base/text.h), umlauts in one spelling. "" for a word without any of them, or of more than
// Limits::max_word_bytes.
std::string ExactTerm(std::string_view token);

// The term of its stem in a language (ISO 639-1): equal to the exact one where there is no stemmer.
std::string StemTerm(std::string_view token, std::string_view lang);

// The terms of a text joined by spaces: exact ones without a language, else stems.
std::string TermsOf(std::string_view text, std::string_view lang);

// The language that most organisations of a country have their names in, where it has a stemmer;
// "" for other countries. `country` is an ISO code.
std::string_view LanguageOfCountry(std::string_view country);

}  // namespace kontor
