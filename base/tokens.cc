#include "base/tokens.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace kontor {
namespace {

bool IsAsciiLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Unicode breaks no words inside a run of ASCII letters and digits, and we break at all the rest.
void FindAsciiTokens(std::string_view text, std::vector<std::string_view>& tokens) {
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && IsAsciiLetterOrDigit(text[end])) ++end;
    if (end > begin) tokens.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool BelongsToWord(UChar32 c) {
  const auto type = static_cast<int8_t>(u_charType(c));
  return u_isalnum(c) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ||
         type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
}

// The words inside one segment; one without a letter or digit is none.
void CutSegment(std::string_view segment, std::vector<std::string_view>& tokens) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(segment.data());
  const auto length = static_cast<int32_t>(segment.size());
  int32_t begin = 0;
  bool has_letter = false;
  for (int32_t at = 0; at <= length;) {
    const int32_t here = at;
    UChar32 c = -1;
    if (at < length) {
      U8_NEXT(bytes, at, length, c);
    } else {
      ++at;
    }
    if (c >= 0 && BelongsToWord(c)) {
      has_letter = has_letter || u_isalnum(c) != 0;
      continue;
    }
    if (has_letter) {
      tokens.push_back(
          segment.substr(static_cast<size_t>(begin), static_cast<size_t>(here - begin)));
    }
    begin = at;
    has_letter = false;
  }
}

// Making one reads rules; it is not thread-safe. Null when ICU's data lack them.
icu::BreakIterator* WordBreaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return breaks.get();
}

}  // namespace

void FindTokens(std::string_view text, std::vector<std::string_view>& tokens) {
  tokens.clear();
  icu::BreakIterator* breaks = IsAscii(text) ? nullptr : WordBreaks();
  if (breaks == nullptr) {
    FindAsciiTokens(text, tokens);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  UText utf8 = UTEXT_INITIALIZER;
  utext_openUTF8(&utf8, text.data(), static_cast<int64_t>(text.size()), &status);
  breaks->setText(&utf8, status);
  int32_t begin = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    if (breaks->getRuleStatus() >= UBRK_WORD_NUMBER) {
      CutSegment(text.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)), tokens);
    }
    begin = end;
  }
  utext_close(&utf8);
}

std::string LowerCase(std::string_view token) {
  if (IsAscii(token)) {
    std::string lower(token);
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return std::string(token);
  std::string lower;
  icu::StringByteSink<std::string> sink(&lower);
  casefold->normalizeUTF8(0, icu::StringPiece(token.data(), static_cast<int32_t>(token.size())),
                          sink, nullptr, status);
  return U_SUCCESS(status) ? lower : std::string(token);
}

}  // namespace kontor
