#include "base/detect_language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

#include "base/official_languages.h"

namespace kontor {
namespace {

constexpr size_t kMostBytes = 1'024;
constexpr size_t kFewestBytes = 24;  // shorter ones are names rather than sentences
constexpr int kMostOfText = 80;      // percent that have to be in one language

// Whole characters only.
std::string_view Beginning(std::string_view text) {
  size_t end = std::min(text.size(), kMostBytes);
  while (end < text.size() && end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end);
}

// Words of which English has many and others few, and those that are in no English sentence.
constexpr auto kEnglishWords = std::to_array<std::string_view>(
    {"a", "and", "are", "by", "for", "from", "in", "is", "of", "on", "the", "to", "with"});
constexpr auto kOtherWords = std::to_array<std::string_view>(
    {"af", "das", "de", "del", "der", "di", "die", "een", "el", "en", "et", "het", "la", "le",
     "les", "och", "og", "und", "van"});

// True for most English texts, of which there are more than of all others: to ask the library of
// each would take as long as to index it.
bool IsPlainlyEnglish(std::string_view text) {
  constexpr size_t kLookedAt = 256;
  constexpr size_t kFewestWords = 3;
  constexpr size_t kPart = 4;  // one word in so many
  text = text.substr(0, kLookedAt);
  size_t words = 0;
  size_t english = 0;
  bool is_sure = false;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    std::string word(text.substr(0, end));
    std::ranges::transform(word, word.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    text.remove_prefix(std::min(end + 1, text.size()));
    ++words;
    if (std::ranges::binary_search(kOtherWords, word)) return false;
    if (std::ranges::binary_search(kEnglishWords, word)) ++english;
    is_sure = is_sure || word == "the" || word == "and";
  }
  return is_sure && english >= kFewestWords && english * kPart >= words;
}

}  // namespace

std::string_view DetectLanguage(std::string_view text) {
  if (text.size() < kFewestBytes) return {};
  if (IsPlainlyEnglish(text)) return "en";
  const std::string_view beginning = Beginning(text);
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percent{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool is_reliable = false;
  int valid_bytes = 0;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      beginning.data(), static_cast<int>(beginning.size()), true, &no_hints, 0, languages.data(),
      percent.data(), scores.data(), nullptr, &text_bytes, &is_reliable, &valid_bytes);
  if (!is_reliable || language != languages[0] || percent[0] < kMostOfText) return {};
  const auto found = std::ranges::find(kOfficialLanguages, CLD2::LanguageCode(language));
  return found == kOfficialLanguages.end() ? std::string_view() : *found;
}

}  // namespace kontor
