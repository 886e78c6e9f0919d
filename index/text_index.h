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
  // True if some organisation holds the term in a name, an alias or as an acronym, as it stands.
  [[nodiscard]] bool IsOfNames(TermIndex term) const { return of_names_[term] != 0; }
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
  // The title of a partnership; may be empty.
  [[nodiscard]] std::string_view Title(NodeIndex partnership) const {
    return std::string_view(titles_).substr(
        title_begins_[partnership], title_begins_[partnership + 1] - title_begins_[partnership]);
  }

  struct Size {
    size_t postings = 0;
    size_t index_bytes = 0;  // terms and postings
    size_t title_bytes = 0;  // texts that are kept to be shown
    size_t text_bytes = 0;   // of all texts that were indexed, those of partnerships once
  };
  [[nodiscard]] Size size() const;

 private:
  friend class TextIndexBuilder;

  uint64_t generation_ = 0;
  NodeIndex organisations_ = 0;
  size_t text_bytes_ = 0;
  TermTable terms_;
  std::vector<uint8_t> of_names_;
  // Postings of a term stand by organisation, in blocks of 65,536 of them.
  std::vector<uint64_t> posting_begins_ = {0};
  std::vector<uint16_t> low_;                 // the organisation's number within its block
  std::vector<uint8_t> strengths_;            // parallel
  std::vector<uint32_t> block_begins_ = {0};  // of each term in what follows
  std::vector<uint16_t> block_numbers_;
  std::vector<uint64_t> block_ends_;  // in low_
  std::vector<std::string> languages_;
  LabelIndex labels_;
  std::string titles_;
  std::vector<uint32_t> title_begins_ = {0};
};

}  // namespace kontor
