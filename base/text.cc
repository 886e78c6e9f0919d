#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace kontor {
namespace {

bool IsAsciiWordByte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Lower case, and everything but letters and digits as one space. Bytes beyond ASCII are dropped:
// what reaches here has been transliterated as far as ICU knows.
std::string FoldAscii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char raw : text) {
    const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
    if (IsAsciiWordByte(c)) {
      folded.push_back(c);
    } else if (!folded.empty() && folded.back() != ' ') {
      folded.push_back(' ');
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

icu::UnicodeString WithoutMarks(const icu::UnicodeString& text) {
  icu::UnicodeString kept;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
  }
  return kept;
}

// The letters that stand for soft signs and glottal stops are removed: as apostrophes they would
// cut words in two. Null when ICU's data lacks the rules; then only ASCII survives a fold.
std::unique_ptr<icu::Transliterator> MakeLatinTransliterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
      "Any-Latin; [\\u02B9-\\u02BF] Remove; Latin-ASCII", UTRANS_FORWARD, status));
  return U_SUCCESS(status) ? std::move(made) : nullptr;
}

// Rules of a script look at neighbours; those of Latin letters and of what all scripts share do
// not.
bool IsLatinOrCommon(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_COMMON;
}

// Not thread-safe: building the rules takes milliseconds, so that each thread keeps one.
class LatinTransliterator {
 public:
  // Changes nothing where ICU's data lacks the rules.
  void Apply(icu::UnicodeString& text) {
    if (rules_ == nullptr) return;
    if (!ApplyByLetter(text)) rules_->transliterate(text);
  }

 private:
  // A hundred times quicker than the rules. False: the text has letters of other scripts.
  bool ApplyByLetter(icu::UnicodeString& text) {
    icu::UnicodeString applied;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      const UChar32 c = text.char32At(i);
      if (c < 0x80) {
        applied.append(c);
      } else if (IsLatinOrCommon(c)) {
        applied.append(OfLetter(c));
      } else {
        return false;
      }
    }
    text = std::move(applied);
    return true;
  }

  const icu::UnicodeString& OfLetter(UChar32 c) {
    const auto [known, is_new] = letters_.try_emplace(c, c);
    if (is_new) rules_->transliterate(known->second);
    return known->second;
  }

  const std::unique_ptr<icu::Transliterator> rules_ = MakeLatinTransliterator();
  std::unordered_map<UChar32, icu::UnicodeString> letters_;  // bounded by the letters there are
};

// Case folded and decomposed, without marks; then transliterated if that left more than ASCII.
std::string ToAscii(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString plain =
      WithoutMarks(decompose->normalize(casefold->normalize(source, status), status));
  std::string utf8;
  plain.toUTF8String(utf8);
  if (IsAscii(utf8)) return utf8;

  thread_local LatinTransliterator latin;
  latin.Apply(plain);
  utf8.clear();
  plain.toUTF8String(utf8);
  return utf8;
}

}  // namespace

bool IsAscii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

bool IsCleanUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    if (bytes[i] != 0 && bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c <= 0) return false;
  }
  return true;
}

std::string Fold(std::string_view text) {
  return IsAscii(text) ? FoldAscii(text) : FoldAscii(ToAscii(text));
}

std::string Slug(std::string_view text) {
  std::string slug = Fold(text);
  std::ranges::replace(slug, ' ', '-');
  return slug;
}

std::string WithOneSpelling(std::string_view folded) {
  std::string one;
  one.reserve(folded.size());
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : ' ';
    const bool in_question = c == 'u' && i > 0 && folded[i - 1] == 'q';
    const bool is_pair =
        ((c == 'a' || c == 'o' || c == 'u') && next == 'e') || (c == 'a' && next == 'a');
    one.push_back(c);
    if (is_pair && !in_question) ++i;
  }
  return one;
}

std::vector<std::string_view> Words(std::string_view folded) {
  std::vector<std::string_view> words;
  for (size_t begin = 0; begin < folded.size();) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const bool lone_letter = end - begin == 1 && (folded[begin] < '0' || folded[begin] > '9');
    if (end > begin && !lone_letter) words.push_back(folded.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string_view Trim(std::string_view text, std::string_view spaces) {
  const size_t first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

size_t CodePointCount(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<uint8_t>(c) & 0xC0U) != 0x80; }));
}

size_t EditDistance(std::string_view a, std::string_view b, size_t bound) {
  const size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > bound) return bound + 1;
  std::vector<size_t> before_last(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, substitution});
      const bool transposed =
          i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2];
      if (transposed) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    if (*std::ranges::min_element(row) > bound) return bound + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], bound + 1);
}

std::string_view NearestOf(std::string_view text, std::span<const std::string_view> known,
                           size_t bound) {
  size_t best_distance = bound + 1;
  std::string_view best;
  for (const std::string_view one : known) {
    const size_t distance = EditDistance(text, one, bound);
    if (distance < best_distance) {
      best_distance = distance;
      best = one;
    }
  }
  return best;
}

}  // namespace kontor
