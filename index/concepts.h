// The codes that organisations are described with (sectors, ecosystems, technologies, stages,
// countries, regions, labels, topics, calls, …), their labels and their trees.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/column.h"
#include "base/id.h"
#include "base/texts.h"

namespace kontor {

using ConceptIndex = uint32_t;
inline constexpr ConceptIndex kNoConcept = UINT32_MAX;

struct SupplyLink {
  ConceptIndex sector = kNoConcept;
  float share = 0.0F;  // of the user's intermediate inputs that the supplier delivers, in [0,1]
};

// Immutable after building; thread-safe. Indices are dense, ascending by (type, code).
class ConceptTable {
 public:
  [[nodiscard]] size_t size() const { return types_.size(); }
  [[nodiscard]] NodeType type(ConceptIndex concept_index) const { return types_[concept_index]; }
  [[nodiscard]] std::string_view code(ConceptIndex concept_index) const {
    return codes_[concept_index];
  }
  // In `lang`, else in English, else in any language, else the code.
  [[nodiscard]] std::string_view Label(ConceptIndex concept_index, std::string_view lang) const;
  // In all languages that it has, and behind these what else it is called.
  [[nodiscard]] TextRange Labels(ConceptIndex concept_index) const {
    return labels_[concept_index];
  }
  // The broader code, or of a label the country that awards it; kNoConcept at the top of a tree.
  [[nodiscard]] ConceptIndex parent(ConceptIndex concept_index) const {
    return parents_[concept_index];
  }
  [[nodiscard]] bool IsWithin(ConceptIndex narrower, ConceptIndex broader) const;  // or equal
  // The level-2 ancestor of a sector ("C28" of "C28.11"), or kNoConcept above that level.
  [[nodiscard]] ConceptIndex Division(ConceptIndex sector) const;
  // Sectors (at division level) that supply this one / that this one supplies; largest share first.
  [[nodiscard]] std::span<const SupplyLink> Suppliers(ConceptIndex division) const;
  [[nodiscard]] std::span<const SupplyLink> Users(ConceptIndex division) const;
  // Stages: the value chain they belong to and their place in it, from 1; labels: rank in (0,1],
  // the best national or European quality label 1; 0 where it is unknown.
  [[nodiscard]] ConceptIndex chain(ConceptIndex stage) const { return chains_[stage]; }
  [[nodiscard]] float rank(ConceptIndex concept_index) const { return ranks_[concept_index]; }
  // Labels: their scheme. Regions: "outermost", or what cohesion policy calls them:
  // "less_developed", "transition", "more_developed". Empty where it is unknown.
  [[nodiscard]] std::string_view category(ConceptIndex concept_index) const {
    return categories_[concept_index];
  }

  // By code, else by one of the spellings that users write ("28.1", "c28", "EL", "Gold");
  // kNoConcept if none.
  [[nodiscard]] ConceptIndex Find(NodeType type, std::string_view code) const;
  // At most `limit` codes of `type` nearest to a wrong one, for "did you mean"; by edit distance of
  // code and labels, then by code.
  [[nodiscard]] std::vector<ConceptIndex> Nearest(NodeType type, std::string_view code,
                                                  size_t limit) const;
  // [first, last) of the indices of one type.
  [[nodiscard]] std::pair<ConceptIndex, ConceptIndex> RangeOf(NodeType type) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("types", self.types_);
    visit("codes", self.codes_);
    visit("categories", self.categories_);
    visit("parents", self.parents_);
    visit("divisions", self.divisions_);
    visit("chains", self.chains_);
    visit("ranks", self.ranks_);
    visit("languages", self.languages_);
    visit("labels", self.labels_);
    visit("alternative_codes", self.alternative_codes_);
    visit("suppliers", self.suppliers_);
    visit("users", self.users_);
    visit("spelling_hashes", self.spelling_hashes_);
    visit("spelled", self.spelled_);
  }

 private:
  friend class ConceptTableBuilder;
  [[nodiscard]] ConceptIndex FindSpelling(NodeType type, std::string_view spelling) const;
  [[nodiscard]] size_t DistanceTo(ConceptIndex concept_index, std::string_view folded,
                                  size_t bound) const;

  Column<NodeType> types_;
  Texts codes_;
  CodedTexts categories_;  // the scheme of a label
  Column<ConceptIndex> parents_;
  Column<ConceptIndex> divisions_;
  Column<ConceptIndex> chains_;
  Column<float> ranks_;
  TextLists languages_;  // of the labels, ascending; other names have none
  TextLists labels_;
  TextLists alternative_codes_;
  Lists<SupplyLink> suppliers_;
  Lists<SupplyLink> users_;
  // Spellings of codes by their hash (index/spelling.h), ascending; several may share one.
  Column<uint64_t> spelling_hashes_;
  Column<ConceptIndex> spelled_;  // parallel
};

}  // namespace kontor
