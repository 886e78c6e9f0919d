// The texts of a text index as terms: analysed in ranges of owners, each on a thread, with one
// numbering of the terms of all.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "index/text_index_builder.h"
#include "index/word_table.h"

namespace kontor {

// A word as it stands in some text, and a term that it is found by.
struct WordForm {
  TermIndex word = 0;
  TermIndex term = 0;
  bool is_of_compounds = false;  // the text is in a language that joins words
  friend auto operator<=>(const WordForm&, const WordForm&) = default;
};

// The uses of terms in the texts of some owners, by owner.
struct AnalysedTexts {
  WordTable terms;  // those that occur here, and all words
  std::vector<TextIndexBuilder::Use> uses;
  std::vector<WordForm> forms;  // in no order
};

// REQUIRES: pieces in the order of their owners. `lengths` gets the number of words by owner and
// field, kTextFields of each owner. Names are analysed as they stand and as stems, other texts as
// stems only.
AnalysedTexts AnalyseTexts(std::string_view texts, std::span<const TextIndexBuilder::Piece> pieces,
                           std::span<uint32_t> lengths);

// All terms of them, ascending, and in their uses and forms the numbers of these instead of their
// own. The terms are views into what was analysed.
std::vector<std::string_view> NumberTerms(std::span<AnalysedTexts> texts, size_t threads);

}  // namespace kontor
