#include "base/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/limits.h"

namespace kontor {
namespace {

// The languages of the EU and of countries associated to its programmes, as far as Snowball goes.
constexpr auto kLanguages =
    std::to_array<std::string_view>({"ca", "da", "de", "el", "en", "es", "fi", "fr", "ga", "hu",
                                     "it", "lt", "nl", "no", "pt", "ro", "ru", "sr", "sv", "tr"});

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using StemmerPointer = std::unique_ptr<sb_stemmer, DeleteStemmer>;

// The thread's stemmer; null where the library has none.
sb_stemmer* StemmerOf(size_t language) {
  thread_local std::array<StemmerPointer, kLanguages.size()> stemmers;
  StemmerPointer& stemmer = stemmers[language];
  if (stemmer == nullptr) stemmer.reset(sb_stemmer_new(kLanguages[language].data(), "UTF_8"));
  return stemmer.get();
}

}  // namespace

std::span<const std::string_view> StemmedLanguages() { return kLanguages; }

bool HasStemmer(std::string_view lang) { return !StemmedLanguage(lang).empty(); }

std::string_view StemmedLanguage(std::string_view lang) {
  const auto found = std::ranges::lower_bound(kLanguages, lang);
  return found != kLanguages.end() && *found == lang ? *found : std::string_view();
}

std::string_view Stem(std::string_view word, std::string_view lang) {
  const auto found = std::ranges::lower_bound(kLanguages, lang);
  if (found == kLanguages.end() || *found != lang || word.size() > Limits::max_word_bytes) {
    return word;
  }
  sb_stemmer* stemmer = StemmerOf(static_cast<size_t>(found - kLanguages.begin()));
  if (stemmer == nullptr) return word;
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace kontor
