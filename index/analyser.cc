#include "index/analyser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/stemmer.h"
#include "base/text.h"
#include "base/tokens.h"

namespace kontor {
namespace {

std::string TermOf(std::string_view word) {
  std::string folded = Fold(word);
  std::erase(folded, ' ');  // a letter that transliteration knows only as two
  std::string term = WithOneSpelling(folded);
  return term.size() > Limits::max_word_bytes ? std::string() : term;
}

constexpr auto kLanguages = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"AD", "ca"}, {"AT", "de"}, {"BE", "fr"}, {"CH", "de"}, {"CY", "el"}, {"DE", "de"},
     {"DK", "da"}, {"ES", "es"}, {"FI", "fi"}, {"FR", "fr"}, {"GR", "el"}, {"HU", "hu"},
     {"IT", "it"}, {"LI", "de"}, {"LT", "lt"}, {"LU", "fr"}, {"NL", "nl"}, {"NO", "no"},
     {"PT", "pt"}, {"RO", "ro"}, {"RS", "sr"}, {"RU", "ru"}, {"SE", "sv"}, {"TR", "tr"}});

// Nobody looks for words of such a length, and folding one costs time and memory.
constexpr size_t kLongestToken = 4 * Limits::max_word_bytes;

}  // namespace

std::string ExactTerm(std::string_view token) {
  return token.size() > kLongestToken ? std::string() : TermOf(token);
}

std::string StemTerm(std::string_view token, std::string_view lang) {
  if (token.size() > kLongestToken) return {};
  if (!HasStemmer(lang)) return TermOf(token);
  return TermOf(Stem(LowerCase(token), lang));
}

std::string TermsOf(std::string_view text, std::string_view lang) {
  std::vector<std::string_view> tokens;
  FindTokens(text, tokens);
  std::string terms;
  for (const std::string_view token : tokens) {
    const std::string term = lang.empty() ? ExactTerm(token) : StemTerm(token, lang);
    if (!terms.empty() && !term.empty()) terms += ' ';
    terms += term;
  }
  return terms;
}

std::string_view LanguageOfCountry(std::string_view country) {
  const auto* found = std::ranges::lower_bound(
      kLanguages, country, {}, &std::pair<std::string_view, std::string_view>::first);
  return found != kLanguages.end() && found->first == country ? found->second : std::string_view();
}

}  // namespace kontor
