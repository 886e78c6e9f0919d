// What the words of a query may mean: terms of the text index and codes of our vocabularies.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/code_names.h"
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

// Words that are the label of a code, or the name of a kind of organisations.
struct UnderstoodCode {
  ConceptIndex code = kNoConcept;  // a kind instead, if it is none
  std::optional<uint8_t> kind;     // a position in kOrganisationKinds
  std::string text;                // the words
  std::string read_as;             // as which they were guessed to be meant; empty: no guess
  // Of the code, its narrower ones, and others that are called the same, on the day; not empty.
  Carriers carriers;
};

struct QueryPlan {
  std::vector<PlannedWord> words;  // those of the query, some of them as their parts
  std::vector<UnderstoodCode> understood;
  std::string did_you_mean;  // the words in likelier spellings; empty if they are well as they are
};

struct PlanOptions {
  bool last_is_open = false;  // the last word may be the beginning of one
  bool forgiving = true;      // near spellings and the parts of compounds are looked for
  bool understanding = true;  // codes are looked for
  Date as_of;                 // the day on which codes are carried; unknown: whenever
  // Codes of which words that nobody holds may be a part of the label; null: they are nothing.
  const CodeNames* code_names = nullptr;
};

// A word that some text holds stands for itself, for its stems in those texts and in English, and
// for the compounds that it is a part of. One that no text holds stands for its stems in every
// language of the index or, where nobody holds these, for its parts if it is a compound of known
// words (index/compounds.h).
// The last word, while it is open, stands for the words that begin with it, too; for stems only if
// it is a word as it stands, or nothing begins so. A word that fewer than three organisations hold
// stands for words within EditsAllowed (index/near_word.h) as well. A word that a quarter of all
// organisations hold counts only if there is no other.
// The longest sequence of words that is a label of a code that somebody carries stands for its
// carriers. Words that neither a label nor a text holds are read as near words of labels, and the
// last one, while it is open, as the beginning of one (from four letters). A word that means
// nothing so far but stands in labels means the codes of some of them.
// REQUIRES: index, concepts and profiles belong together
QueryPlan PlanWords(const TextIndex& index, const ConceptTable& concepts,
                    const ProfileTable& profiles, std::span<const std::string> words,
                    const PlanOptions& options);

// The terms that such a word stands for, without compounds and near ones; ascending.
std::vector<TermIndex> TermsOfWord(const TextIndex& index, std::string_view word);

}  // namespace kontor
