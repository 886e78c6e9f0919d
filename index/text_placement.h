// How strongly each organisation holds each term, and the postings of that in the order of terms.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "index/text_analysis.h"

namespace kontor {

// The terms of each partnership, with repetitions.
struct PartnershipTerms {
  std::vector<uint64_t> begins;  // and the end
  std::vector<TermIndex> terms;

  [[nodiscard]] std::span<const TermIndex> operator[](NodeIndex partnership) const {
    return std::span(terms).subspan(begins[partnership],
                                    begins[partnership + 1] - begins[partnership]);
  }
};
PartnershipTerms ListPartnershipTerms(std::span<const AnalysedTexts> texts, NodeIndex count);

struct TextPosting {
  TermIndex term = 0;
  NodeIndex organisation = 0;
  uint8_t strength = 0;
};

// Numbers of words by organisation and field, kTextFields of each, and what they are on average
// where there are any.
struct FieldLengths {
  std::vector<uint32_t> words;
  std::array<double, kTextFields> average{};

  void MeasureAverages();
};

// What the strengths of all organisations are measured with.
struct SharedByAll {
  const PartnershipTerms& partnerships;
  const CollaborationGraph& graph;
  const FieldLengths& lengths;
  const TextParameters& parameters;
};

// The postings of the organisations [first, last), whose own texts are `own`; by organisation and
// term.
std::vector<TextPosting> StrengthsOf(NodeIndex first, NodeIndex last, const AnalysedTexts& own,
                                     const SharedByAll& shared);

}  // namespace kontor
