// A language that answers are told in: its sentences, plural forms, numbers and days, read from a
// file of engine/languages/. Another language is one more file there, named in CMakeLists.txt.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "engine/partners.h"

namespace kontor {

// What a template leaves open: "{code}" stands for kCode.
enum class Placeholder : uint8_t {
  kCode,
  kOther,
  kText,
  kCount,
  kNumber,
  kPercent,
  kDate,
  kDay,
  kMonth,
  kYear,
  kInYear,
  kWho,
  kThem,
  kFirst,
  kSecond,
  kNow,
  kThen,
};

// Templates beside those of facts, which are found by Name(Fact::Kind).
enum class Phrase : uint8_t {
  kInYear,         // behind a partnership's label
  kWithCode,       // a sector's label with its code
  kQuoted,         // a word as it stands in the data
  kComma,          // between the first items of a list
  kAnd,            // before the last one
  kCall,           // names a call
  kSharedFunding,  // codes of calls and programmes that both carry
  kCountryAgrees,  // kCountriesAgree within one country
  // engine/explanation_sentences.h
  kIntroduction,       // of both by one who worked with both
  kIntroductionChain,  // through several
  kPlace,              // of a candidate
  kNoPlace,            // of one that is no candidate
  kGain,               // what a change (text) would bring, and the place then
  kGainOnly,           // the same for one without a place
  kIfLabel,            // the changes of engine/supposition.h, each the beginning of kGain
  kIfComplete,
  kIfFresh,
  kIfTheyTarget,
  kIfWeTarget,
  kIfNewPartners,  // and the signals that one can do something about
  kIfRecent,
  kIfOnTheme,
  kIfPaths,
  kIfThemedPaths,
  // engine/list_notes.h
  kPinned,
  kLifted,            // a newcomer, by the floor
  kEmptyPlaces,       // by the caps
  kMissingNewcomers,  // that the floor could not bring
};
inline constexpr size_t kPhraseCount = 28;

enum class Side : uint8_t { kOurs, kTheirs };  // whose reasons are told: the asker is always "you"

// A sentence with gaps: each piece is text, followed by what its placeholder stands for.
class Template {
 public:
  // kBadData for a placeholder that nobody knows, and for a brace without its other one.
  static Result<Template> Parse(std::string_view text);

  // `append(placeholder, text)` appends what stands for a placeholder.
  template <typename Append>
  [[nodiscard]] std::string Fill(Append append) const {
    std::string text;
    for (const Piece& piece : pieces_) {
      text += piece.before;
      append(piece.placeholder, text);
    }
    return text += end_;
  }
  [[nodiscard]] bool Has(Placeholder placeholder) const;

 private:
  struct Piece {
    std::string before;
    Placeholder placeholder;
  };
  std::vector<Piece> pieces_;
  std::string end_;
};

// Immutable; thread-safe.
class Language {
 public:
  // kBadData, naming `origin` and the message, when a message, side or plural form is missing or
  // unknown, or a template cannot be read.
  static Result<Language> Parse(std::string_view json, std::string_view origin);

  [[nodiscard]] const std::string& code() const { return code_; }  // "de"

  // `count` chooses the plural form: the categories one and other of the Unicode CLDR.
  [[nodiscard]] const Template& Sentence(Fact::Kind kind, Side side, uint64_t count) const {
    return facts_[static_cast<size_t>(kind)].Choose(side, IsOne(count));
  }
  [[nodiscard]] const Template& Get(Phrase phrase, Side side = Side::kOurs,
                                    uint64_t count = 1) const {
    return phrases_[static_cast<size_t>(phrase)].Choose(side, IsOne(count));
  }

  [[nodiscard]] std::string Whole(uint64_t number) const;                    // "1,234"
  [[nodiscard]] std::string Decimal(double number) const;                    // "1.3": one digit
  [[nodiscard]] std::string Percent(double share) const;                     // "83 %" of 0.83
  [[nodiscard]] std::string Day(Date date) const;                            // REQUIRES: known
  [[nodiscard]] std::string List(std::span<const std::string> items) const;  // "A, B and C"
  [[nodiscard]] std::string Quoted(std::string_view text) const;

 private:
  struct Forms {
    std::array<Template, 4> all;  // by side, then one and other
    [[nodiscard]] const Template& Choose(Side side, bool one) const {
      return all[2 * static_cast<size_t>(side) + (one ? 0 : 1)];
    }
  };
  friend class LanguageReader;
  [[nodiscard]] bool IsOne(uint64_t count) const;

  std::string code_;
  std::vector<uint64_t> one_;  // the whole numbers of the plural category "one"
  std::string decimal_mark_;
  std::string thousands_mark_;
  Template percent_;
  Template date_;
  std::array<std::string, 12> months_;
  std::string first_of_month_;
  std::vector<Forms> facts_;  // by Fact::Kind
  std::array<Forms, kPhraseCount> phrases_;
};

// Those that come with Kontor; English is the first.
std::span<const Language> Languages();
inline const Language& English() { return Languages().front(); }
// By code; kInvalidArgument names the ones there are. It lives as long as the program.
Result<const Language*> FindLanguage(std::string_view code);

}  // namespace kontor
