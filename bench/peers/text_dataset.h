// What searches are compared on: the texts of a dataset as documents of terms, and queries of words
// that occur in them, drawn at random by seed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bench/peers/dataset.h"
#include "index/text_index.h"

namespace kontor::bench {

struct TextQuestion {
  std::string words;             // one to three of an organisation's texts
  std::vector<TermIndex> terms;  // of these words, one each; less than a quarter hold it
  ConceptIndex country = kNoConcept;
  std::string begun;     // a name up to somewhere within a word
  std::string misspelt;  // a word of a name with one error, or from eight letters two
};

// Immutable after building; the dataset must outlive it.
struct TextDataset {
  const Dataset& data;
  std::shared_ptr<const TextIndex> texts;
  double build_seconds = 0.0;  // of all processors
  std::vector<TextQuestion> questions;
};

TextDataset BuildTexts(const Dataset& data, size_t questions);

// The terms of each organisation with their strengths: what all systems index. What an organisation
// holds stands in the order of terms.
class TextDocuments {
 public:
  struct Use {
    TermIndex term = 0;
    uint8_t strength = 0;
  };
  explicit TextDocuments(const TextIndex& texts);
  [[nodiscard]] std::span<const Use> Of(NodeIndex organisation) const {
    return std::span(uses_).subspan(begins_[organisation],
                                    begins_[organisation + 1] - begins_[organisation]);
  }

 private:
  std::vector<uint64_t> begins_;
  std::vector<Use> uses_;
};

}  // namespace kontor::bench
