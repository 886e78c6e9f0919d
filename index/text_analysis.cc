#include "index/text_analysis.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/distinct.h"
#include "base/parallel.h"
#include "base/tokens.h"
#include "index/analyser.h"
#include "index/compounds.h"

namespace kontor {
namespace {

using Piece = TextIndexBuilder::Piece;

enum class Reading : char {
  kName = 'n',        // as it stands, and as stems
  kText = 't',        // as stems
  kIdentifier = 'i',  // as it stands, and nobody means it by another spelling
};

Reading ReadingOf(TextField field) {
  switch (field) {
    case TextField::kName:
    case TextField::kAlias:
    case TextField::kAcronym:
      return Reading::kName;
    case TextField::kIdentifier:
      return Reading::kIdentifier;
    default:
      return Reading::kText;
  }
}

// Each distinct word is folded and stemmed once.
class Analysis {
 public:
  Analysis(std::string_view texts, std::span<uint32_t> lengths)
      : texts_(texts), lengths_(lengths) {}

  void Add(const Piece& piece) {
    FindTokens(texts_.substr(piece.begin, piece.length), tokens_);
    lengths_[piece.owner * kTextFields + static_cast<size_t>(piece.field)] +=
        static_cast<uint32_t>(tokens_.size());
    const Reading reading = ReadingOf(piece.field);
    for (const std::string_view token : tokens_) {
      for (const WordIndex term : TermsOfToken(token, piece.lang, reading)) {
        if (term == kNone) break;
        analysed_.uses.push_back({piece.owner, term, piece.field});
      }
    }
  }

  AnalysedTexts Take() && { return std::move(analysed_); }

 private:
  static constexpr WordIndex kNone = UINT32_MAX;
  using Terms = std::array<WordIndex, 3>;  // kNone behind the last

  const Terms& TermsOfToken(std::string_view token, std::string_view lang, Reading reading) {
    key_.assign(1, static_cast<char>(reading));
    key_ += lang;
    key_ += ' ';
    key_ += token;
    const WordIndex known = tokens_known_.Intern(key_);
    if (known == terms_of_.size()) terms_of_.push_back(Analyse(token, lang, reading));
    return terms_of_[known];
  }

  Terms Analyse(std::string_view token, std::string_view lang, Reading reading) {
    Terms terms = {kNone, kNone, kNone};
    size_t count = 0;
    const std::string exact = ExactTerm(token);
    if (exact.empty()) return terms;
    const WordIndex word = analysed_.terms.Intern(exact);
    const auto add = [&](const std::string& text) {
      if (text.empty()) return;
      const WordIndex term = analysed_.terms.Intern(text);
      if (std::ranges::find(terms, term) != terms.end()) return;
      terms[count++] = term;
      if (reading != Reading::kIdentifier) {
        analysed_.forms.push_back({word, term, JoinsWords(lang)});
      }
    };
    if (reading == Reading::kName) add(exact);
    add(StemTerm(token, lang));
    if (reading == Reading::kName) add(StemTerm(token, "en"));
    return terms;
  }

  std::string_view texts_;
  std::span<uint32_t> lengths_;
  std::vector<std::string_view> tokens_;
  std::string key_;
  WordTable tokens_known_;
  std::vector<Terms> terms_of_;  // of each known token
  AnalysedTexts analysed_;
};

}  // namespace

AnalysedTexts AnalyseTexts(std::string_view texts, std::span<const Piece> pieces,
                           std::span<uint32_t> lengths) {
  Analysis analysis(texts, lengths);
  for (const Piece& piece : pieces) analysis.Add(piece);
  return std::move(analysis).Take();
}

std::vector<std::string_view> NumberTerms(std::span<AnalysedTexts> texts, size_t threads) {
  std::vector<std::string_view> terms;
  for (const AnalysedTexts& some : texts) {
    for (WordIndex i = 0; i < some.terms.size(); ++i) terms.push_back(some.terms[i]);
  }
  SortDistinct(terms);
  ForEachIndex(texts.size(), threads, [&](size_t i, size_t) {
    AnalysedTexts& some = texts[i];
    std::vector<TermIndex> number(some.terms.size());
    for (WordIndex t = 0; t < number.size(); ++t) {
      const auto found = std::ranges::lower_bound(terms, some.terms[t]);
      number[t] = static_cast<TermIndex>(found - terms.begin());
    }
    for (TextIndexBuilder::Use& use : some.uses) use.term = number[use.term];
    for (WordForm& form : some.forms) {
      form.word = number[form.word];
      form.term = number[form.term];
    }
  });
  return terms;
}

}  // namespace kontor
