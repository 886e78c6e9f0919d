// Which codes and kinds are meant by the words of a query?
#pragma once

#include <span>
#include <string>
#include <vector>

#include "index/query_plan.h"

namespace kontor {

struct WordAsked {
  std::string text;
  bool is_held = false;   // by some text as it stands
  bool is_known = false;  // held, or a form of a word that is: it needs no other spelling
};

struct CodeOfWords {
  UnderstoodCode understood;
  size_t first = 0;  // of the words
  size_t length = 0;
  size_t edits = 0;                   // by which the words miss the label
  bool is_begun = false;              // the last word is only the beginning of one
  std::vector<std::string> spelling;  // of each word in the label, if it is another one
};

// A word that means nothing by itself.
struct PartAsked {
  std::string text;
  bool is_open = false;  // it may be the beginning of one
  Date as_of;            // the day on which codes are carried
};

// From left to right, each the longest label there; what PlanWords says of them.
std::vector<CodeOfWords> FindCodes(const TextIndex& index, const ConceptTable& concepts,
                                   const ProfileTable& profiles, std::span<const WordAsked> words,
                                   const PlanOptions& options);

// The codes of which a label holds the word or, if it is open or long, a word that begins so: those
// that come to mind first (index/name_match.h), at most three.
std::vector<UnderstoodCode> FindCodesOfPart(const CodeNames& names, const ConceptTable& concepts,
                                            const ProfileTable& profiles, const PartAsked& part);

}  // namespace kontor
