// Unicode text: validity, folding for comparison, and words. Thread-safe; ICU stays in text.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace kontor {

bool IsAscii(std::string_view text);

// True for well-formed UTF-8 without NUL.
bool IsCleanUtf8(std::string_view text);

// The form in which names are compared: NFKC, case folded, transliterated to Latin letters without
// diacritics, everything but letters and digits as one space, trimmed. "  Universität Zürich, " and
// "UNIVERSITAT ZURICH" are equal; a text without any letter or digit folds to "".
// Ill-formed bytes fold to spaces. Linear; ASCII takes a fast path.
std::string Fold(std::string_view text);

// The folded text with '-' for spaces ("lampe-finishing"): the readable part of a made-up key.
std::string Slug(std::string_view text);

// One spelling for what has two: "ae", "oe", "ue" and "aa" stand for ä, ö, ü and å where those
// cannot be typed, so they become the letters that Fold makes of these ("aalborg", "alborg"); "ue"
// stays behind a "q". What begins with another text still does afterwards.
std::string WithOneSpelling(std::string_view folded);

// The words of a folded text, as views into it. A lone letter is dropped, a lone digit stays.
std::vector<std::string_view> Words(std::string_view folded);

// Without what stands around it of such characters.
std::string_view Trim(std::string_view text, std::string_view spaces = " \t\r\n\v\f");

// Number of code points in a UTF-8 text, for column widths and typo bounds.
size_t CodePointCount(std::string_view text);

// Damerau-Levenshtein distance (optimal string alignment) of two byte strings, or `bound` + 1 as
// soon as it must exceed `bound`. O(|a| * |b|).
size_t EditDistance(std::string_view a, std::string_view b, size_t bound);

// The one of `known` that is nearest to `text`, the first of several; empty when all are further
// than `bound`. A view into `known`. For "did you mean".
std::string_view NearestOf(std::string_view text, std::span<const std::string_view> known,
                           size_t bound);

}  // namespace kontor
