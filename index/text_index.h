// Which organisations hold a term in their texts, and how strongly?
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/column.h"
#include "base/packed_numbers.h"
#include "base/texts.h"
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
  static constexpr uint32_t kBlock = 65'536;     // organisations whose postings stand together
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
  [[nodiscard]] std::span<const TermIndex> FoundBy(TermIndex word) const { return found_[word]; }
  // The terms of compounds that a word which stands for this term is a part of. Ascending.
  [[nodiscard]] std::span<const TermIndex> Compounds(TermIndex term) const {
    return compounds_[term];
  }
  // How many organisations hold it.
  [[nodiscard]] uint32_t Carriers(TermIndex term) const {
    return static_cast<uint32_t>(low_[term].size());
  }
  // What holding something is worth that `carriers` organisations hold, in kRarityUnits; at
  // least 1.
  [[nodiscard]] uint32_t Rarity(uint32_t carriers) const;

  // Calls visit(organisation, strength) for those that hold the term, ascending; strength in
  // [1, kFullStrength].
  template <typename Visit>
  void ForEachCarrier(TermIndex term, Visit visit) const {
    const uint16_t* low = low_[term].data();
    const uint8_t* strength = strengths_.data() + low_.Begin(term);
    for (size_t b = block_numbers_.Begin(term); b < block_numbers_.Begin(term + 1); ++b) {
      const NodeIndex first = block_numbers_.values()[b] * kBlock;
      for (const uint16_t* const last = low + block_lasts_[b]; low <= last; ++low, ++strength) {
        visit(first + *low, *strength);
      }
    }
  }

  // Languages (ISO 639-1) whose stems are among the terms, ascending.
  [[nodiscard]] TextRange languages() const { return {languages_, 0, languages_.size()}; }
  [[nodiscard]] const LabelIndex& labels() const { return labels_; }
  // Calls visit(field, text) for the texts of a vertex of the graph that its profile or its facts
  // do not hold, so that a hit can show what matched; by field. False ends it.
  template <typename Visit>
  bool ForEachKeptText(NodeIndex vertex, Visit visit) const {
    size_t at = kept_fields_.Begin(vertex);
    for (const TextField field : kept_fields_[vertex]) {
      if (!visit(field, kept_texts_[at++])) return false;
    }
    return true;
  }

  [[nodiscard]] size_t posting_count() const { return low_.values().size(); }
  // Of all texts that were indexed, those of partnerships once.
  [[nodiscard]] uint64_t text_bytes() const { return text_bytes_; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("generation", self.generation_);
    visit("organisations", self.organisations_);
    visit("text_bytes", self.text_bytes_);
    visit("terms", self.terms_);
    visit("traits", self.traits_);
    visit("found", self.found_);
    visit("compounds", self.compounds_);
    visit("low", self.low_);
    visit("strengths", self.strengths_);
    visit("block_numbers", self.block_numbers_);
    visit("block_lasts", self.block_lasts_);
    visit("languages", self.languages_);
    visit("labels", self.labels_);
    visit("kept_fields", self.kept_fields_);
    visit("kept_texts", self.kept_texts_);
  }
  // That the columns belong together and that no number leads out of them, of some that come from
  // outside. O(terms + blocks + texts)
  [[nodiscard]] bool IsSound() const;
  // That it was made for these organisations, partnerships and codes, as far as can be seen.
  [[nodiscard]] bool Fits(const ConceptTable& concepts, const CollaborationGraph& graph) const;

 private:
  friend class TextIndexBuilder;

  [[nodiscard]] bool PostingsAreSound() const;

  uint64_t generation_ = 0;
  NodeIndex organisations_ = 0;
  uint64_t text_bytes_ = 0;
  TermTable terms_;
  enum Trait : uint8_t { kIsWord = 1, kIsOfCompounds = 2 };
  Column<uint8_t> traits_;  // of each term, as the lists that follow
  PackedLists<TermIndex> found_;
  PackedLists<TermIndex> compounds_;
  // Postings of a term stand by organisation, in blocks of kBlock of them.
  PackedLists<uint16_t> low_;  // of each term, the organisations' numbers within their blocks
  Column<uint8_t> strengths_;  // parallel to all of these
  PackedLists<uint16_t> block_numbers_;  // of each term
  Column<uint16_t> block_lasts_;  // parallel: where a block's last posting stands, from its first
  Texts languages_;
  LabelIndex labels_;
  Lists<TextField> kept_fields_;  // of each vertex
  Texts kept_texts_;              // parallel to all of these
};

}  // namespace kontor
