// What the words of a query may mean: terms of the text index and codes of our vocabularies.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/concepts.h"
#include "index/profiles.h"
#include "index/text_index.h"

namespace kontor {

using Carriers = std::shared_ptr<const std::vector<NodeIndex>>;  // ascending

// One thing that a word may stand for: a term, or else a code by its carriers.
struct WordMeaning {
  TermIndex term = kNoTerm;
  Carriers carriers;    // of the code; without a term
  uint32_t weight = 0;  // of its strengths (text_index.h); bounded by a rarity
};

struct PlannedWord {
  std::string text;
  std::vector<WordMeaning> meanings;  // the strongest one counts; none: nobody is meant
};

// Words that are the label of a code.
struct UnderstoodCode {
  ConceptIndex code = kNoConcept;
  std::string text;   // the words
  Carriers carriers;  // of the code, its narrower ones, and others that are called the same
};

struct QueryPlan {
  std::vector<PlannedWord> words;
  std::vector<UnderstoodCode> understood;
  std::string did_you_mean;  // the words in likelier spellings; empty if they are well as they are
};

struct PlanOptions {
  bool last_is_open = false;  // the last word may be the beginning of one
  bool forgiving = true;      // near spellings are looked for
  bool understanding = true;  // codes are looked for
};

// Words stand for themselves and for all words of one stem with them, in every language of the
// index. The last one stands for the words of names that begin with it, too. A word that fewer than
// three organisations carry stands for words of names within 1 edit (from 4 letters) or 2 (from 8,
// with the same first letter). A word that a quarter of all organisations hold counts only if there
// is no other.
// The longest sequence of words that is a label of a code stands for the carriers of the code.
// REQUIRES: index, concepts and profiles belong together
QueryPlan PlanWords(const TextIndex& index, const ConceptTable& concepts,
                    const ProfileTable& profiles, std::span<const std::string> words,
                    const PlanOptions& options);

// The terms that a word is, and those of its stems; ascending, only those that the index has.
std::vector<TermIndex> TermsOfWord(const TextIndex& index, std::string_view word);

// Organisations that carry the code or a narrower one, by the tie that describes organisations with
// codes of its type, whenever it holds; of a value chain those at its stages. Ascending.
std::vector<NodeIndex> CarriersOf(const ConceptTable& concepts, const ProfileTable& profiles,
                                  ConceptIndex code);

}  // namespace kontor
