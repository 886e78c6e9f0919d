// Which organisations hold a term in their texts, and how strongly?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/collaboration_graph.h"
#include "index/label_index.h"
#include "index/term_table.h"

namespace kontor {

enum class TextField : uint8_t {
  kName,
  kAlias,
  kAcronym,
  kIdentifier,
  kDescription,
  kOffer,
  kNeed,
  kPartnership,  // titles, acronyms and topics of its partnerships
  kCity,
};
inline constexpr size_t kTextFields = 9;

// BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) with a lower bound for
// terms that occur at all (Lv, Zhai: Lower-Bounding Term Frequency Normalization, CIKM 2011):
//   w = sum over fields of weight * occurrences / (1 - b + b * length / average length)
//   strength = least + (1 - least) * w / (k1 + w)
//   score of an organisation = sum over words of ln(1 + (N - n + 0.5) / (n + 0.5)) * strength
struct TextParameters {
  struct OfField {
    double weight;
    double b;  // how far long fields are held against an occurrence in them, in [0,1]
  };
  double k1 = 1.2;
  double least = 0.25;
  std::array<OfField, kTextFields> fields = {{
      {10.0, 0.4},  // name
      {8.0, 0.4},   // alias
      {10.0, 0.0},  // acronym
      {10.0, 0.0},  // identifier
      {3.0, 0.6},   // description
      {3.0, 0.4},   // offer
      {3.0, 0.4},   // need
      {1.5, 0.7},   // partnership
      {2.0, 0.0},   // city
  }};
};

// Immutable; thread-safe. Organisations and partnerships have the numbers of the snapshot that it
// was built for. Strengths and rarities are whole numbers, so that sums of their products do not
// depend on any order.
class TextIndex {
 public:
  static constexpr uint32_t kFullStrength = 255;
  static constexpr uint32_t kRarityUnits = 256;  // rarity 1 is one natural unit of information

  [[nodiscard]] uint64_t generation() const { return generation_; }
  [[nodiscard]] NodeIndex organisation_count() const { return organisations_; }
  [[nodiscard]] const TermTable& terms() const { return terms_; }
  // True if some text holds the term as it stands, which many stems are not.
  [[nodiscard]] bool IsWord(TermIndex term) const { return (traits_[term] & kIsWord) != 0; }
  // True if some text in a language that joins words does (index/compounds.h).
  [[nodiscard]] bool IsOfCompounds(TermIndex term) const {
    return (traits_[term] & kIsOfCompounds) != 0;
  }
  // The terms that a word's organisations hold for it: itself where it stands in a name, and its
  // stems in the languages of the texts. Ascending; all have carriers.
  [[nodiscard]] std::span<const TermIndex> FoundBy(TermIndex word) const {
    return std::span(found_).subspan(found_begins_[word],
                                     found_begins_[word + 1] - found_begins_[word]);
  }
  // The terms of compounds that a word which stands for this term is a part of. Ascending.
  [[nodiscard]] std::span<const TermIndex> Compounds(TermIndex term) const {
    return std::span(compounds_)
        .subspan(compound_begins_[term], compound_begins_[term + 1] - compound_begins_[term]);
  }
  // How many organisations hold it.
  [[nodiscard]] uint32_t Carriers(TermIndex term) const {
    return static_cast<uint32_t>(posting_begins_[term + 1] - posting_begins_[term]);
  }
  // What holding something is worth that `carriers` organisations hold, in kRarityUnits; at
  // least 1.
  [[nodiscard]] uint32_t Rarity(uint32_t carriers) const;

  // Calls visit(organisation, strength) for those that hold the term, ascending; strength in
  // [1, kFullStrength].
  template <typename Visit>
  void ForEachCarrier(TermIndex term, Visit visit) const {
    uint64_t at = posting_begins_[term];
    for (uint32_t b = block_begins_[term]; b < block_begins_[term + 1]; ++b) {
      const NodeIndex first = static_cast<NodeIndex>(block_numbers_[b]) << 16U;
      for (const uint64_t end = block_ends_[b]; at < end; ++at) {
        visit(first + low_[at], strengths_[at]);
      }
    }
  }

  // Languages (ISO 639-1) whose stems are among the terms, ascending.
  [[nodiscard]] std::span<const std::string> languages() const { return languages_; }
  [[nodiscard]] const LabelIndex& labels() const { return labels_; }
  // Calls visit(field, text) for the texts of a vertex of the graph that its profile or its facts
  // do not hold, so that a hit can show what matched; by field. False ends it.
  template <typename Visit>
  bool ForEachKeptText(NodeIndex vertex, Visit visit) const {
    for (uint32_t i = kept_begins_[vertex]; i < kept_begins_[vertex + 1]; ++i) {
      const uint64_t begin = kept_ends_[i];
      const auto text = std::string_view(kept_texts_).substr(begin, kept_ends_[i + 1] - begin);
      if (!visit(kept_fields_[i], text)) return false;
    }
    return true;
  }

  struct Size {
    size_t postings = 0;
    size_t index_bytes = 0;  // terms and postings
    size_t kept_bytes = 0;   // texts that are kept to be shown
    size_t text_bytes = 0;   // of all texts that were indexed, those of partnerships once
  };
  [[nodiscard]] Size size() const;

 private:
  friend class TextIndexBuilder;

  uint64_t generation_ = 0;
  NodeIndex organisations_ = 0;
  size_t text_bytes_ = 0;
  TermTable terms_;
  enum Trait : uint8_t { kIsWord = 1, kIsOfCompounds = 2 };
  std::vector<uint8_t> traits_;  // of each term
  std::vector<uint32_t> found_begins_ = {0};
  std::vector<TermIndex> found_;
  std::vector<uint32_t> compound_begins_ = {0};
  std::vector<TermIndex> compounds_;
  // Postings of a term stand by organisation, in blocks of 65,536 of them.
  std::vector<uint64_t> posting_begins_ = {0};
  std::vector<uint16_t> low_;                 // the organisation's number within its block
  std::vector<uint8_t> strengths_;            // parallel
  std::vector<uint32_t> block_begins_ = {0};  // of each term in what follows
  std::vector<uint16_t> block_numbers_;
  std::vector<uint64_t> block_ends_;  // in low_
  std::vector<std::string> languages_;
  LabelIndex labels_;
  std::vector<uint32_t> kept_begins_ = {0};  // of each vertex, in what follows
  std::vector<TextField> kept_fields_;
  std::vector<uint64_t> kept_ends_ = {0};
  std::string kept_texts_;
};

}  // namespace kontor
