// Which organisations does a planned query reach, and with which score?
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "index/query_plan.h"
#include "index/text_index.h"

namespace kontor {

// Of one thread, reused between questions; all 0 between them.
struct TextScratch {
  std::vector<uint32_t> sums;  // of each organisation, over words
  std::vector<uint32_t> word;  // the strongest meaning of the word in hand
};

// What a code is worth to its carriers, as a strength.
inline constexpr uint32_t kCodeStrength = 225;

// Calls visit(organisation, strength) for every carrier of a meaning, ascending.
template <typename Visit>
void ForEachCarrier(const TextIndex& index, const WordMeaning& meaning, Visit visit) {
  if (meaning.term != kNoTerm) {
    index.ForEachCarrier(meaning.term, visit);
  } else {
    for (const NodeIndex organisation : *meaning.carriers) visit(organisation, kCodeStrength);
  }
}

// The word with the most carriers of those that mean one thing; null if there is none.
inline const PlannedWord* LongestOfOneMeaning(const TextIndex& index,
                                              std::span<const PlannedWord> words) {
  const PlannedWord* longest = nullptr;
  size_t most = 0;
  for (const PlannedWord& word : words) {
    if (word.meanings.size() != 1) continue;
    const WordMeaning& meaning = word.meanings.front();
    const size_t carriers =
        meaning.term != kNoTerm ? index.Carriers(meaning.term) : meaning.carriers->size();
    if (longest == nullptr || carriers > most) longest = &word;
    most = std::max(most, carriers);
  }
  return longest;
}

// Calls visit(organisation, score) once for every organisation that some word reaches, in no
// particular but always the same order: score is the sum over words of the greatest weight *
// strength of its meanings. Whole numbers, so exact in any order; a word gives at most
// kFullStrength * rarity, which Limits::max_query_words words cannot bring to overflow.
// O(carriers of all meanings)
template <typename Visit>
void ForEachScored(const TextIndex& index, std::span<const PlannedWord> words, TextScratch& scratch,
                   Visit visit) {
  scratch.sums.resize(index.organisation_count());
  scratch.word.resize(index.organisation_count());
  uint32_t* sums = scratch.sums.data();
  uint32_t* strongest = scratch.word.data();
  // Added last, so that whom it reaches need not be visited once more.
  const PlannedWord* last = LongestOfOneMeaning(index, words);
  for (const PlannedWord& word : words) {
    if (&word == last) continue;
    if (word.meanings.size() == 1) {
      const uint32_t weight = word.meanings.front().weight;
      ForEachCarrier(index, word.meanings.front(), [=](NodeIndex organisation, uint32_t strength) {
        sums[organisation] += weight * strength;
      });
      continue;
    }
    for (const WordMeaning& meaning : word.meanings) {
      const uint32_t weight = meaning.weight;
      ForEachCarrier(index, meaning, [=](NodeIndex organisation, uint32_t strength) {
        strongest[organisation] = std::max(strongest[organisation], weight * strength);
      });
    }
    for (const WordMeaning& meaning : word.meanings) {
      ForEachCarrier(index, meaning, [=](NodeIndex organisation, uint32_t) {
        sums[organisation] += std::exchange(strongest[organisation], 0);
      });
    }
  }
  if (last != nullptr) {
    const uint32_t weight = last->meanings.front().weight;
    ForEachCarrier(index, last->meanings.front(), [&](NodeIndex organisation, uint32_t strength) {
      const uint32_t score = std::exchange(sums[organisation], 0) + weight * strength;
      if (score > 0) visit(organisation, score);
    });
  }
  for (const PlannedWord& word : words) {
    if (&word == last) continue;
    for (const WordMeaning& meaning : word.meanings) {
      ForEachCarrier(index, meaning, [&](NodeIndex organisation, uint32_t) {
        if (const uint32_t score = std::exchange(sums[organisation], 0); score > 0) {
          visit(organisation, score);
        }
      });
    }
  }
}

}  // namespace kontor
