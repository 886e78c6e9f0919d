// The compounds among the words of a text index.
#pragma once

#include <utility>
#include <vector>

#include "index/text_index.h"

namespace kontor {

// Pairs of a term that a part of a compound is found by and a term that the compound is found by,
// in no order, some repeatedly. Parts are words of texts and of labels in languages that join words
// (index/compounds.h), and what these are made of themselves.
// REQUIRES: terms, words and labels of the index are in place. O(words * letters^2)
std::vector<std::pair<TermIndex, TermIndex>> FindCompounds(const TextIndex& index, size_t threads);

}  // namespace kontor
