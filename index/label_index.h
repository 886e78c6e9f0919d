// Which codes are called so? The labels of sectors, countries, regions, technologies and the other
// vocabularies in every language that we hold, as sequences of terms (index/analyser.h).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/column.h"
#include "base/record.h"
#include "base/texts.h"
#include "index/concepts.h"
#include "index/term_table.h"

namespace kontor {

// Immutable; thread-safe.
class LabelIndex {
 public:
  // Every code of which a label, or another name, is this sequence of terms, or was before its
  // words became stems; ascending. "Manufacture of", "n.e.c." and their like may be missing, and of
  // the labels of NACE divisions all but the first part ("machinery" for "machinery and
  // equipment").
  [[nodiscard]] std::span<const ConceptIndex> CodesCalled(std::string_view terms) const;
  [[nodiscard]] size_t size() const { return labels_.size(); }
  // The words of all labels, as they stand (ExactTerm).
  [[nodiscard]] const TermTable& words() const { return words_; }
  // True if it is a word of a label in a language that joins words (index/compounds.h).
  [[nodiscard]] bool IsOfCompounds(TermIndex word) const { return of_compounds_[word] != 0; }
  // Languages that labels are held in and that have a stemmer, ascending.
  [[nodiscard]] TextRange languages() const { return {languages_, 0, languages_.size()}; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("labels", self.labels_);
    visit("codes", self.codes_);
    visit("words", self.words_);
    visit("of_compounds", self.of_compounds_);
    visit("languages", self.languages_);
    visit("made_of", self.made_of_);
  }
  // That the columns belong together, of some that come from outside.
  [[nodiscard]] bool IsSound() const {
    return codes_.size() == labels_.size() && of_compounds_.size() == words_.size();
  }
  // That it knows only such codes.
  [[nodiscard]] bool Fits(const ConceptTable& concepts) const;

 private:
  friend class LabelIndexBuilder;
  TermTable labels_;
  Lists<ConceptIndex> codes_;  // of each label
  TermTable words_;
  Column<uint8_t> of_compounds_;  // of each word
  Texts languages_;
  uint64_t made_of_ = 0;  // a checksum of all labels with their languages and codes, in any order
};

// The result does not depend on the order of the nodes. Not thread-safe.
class LabelIndexBuilder {
 public:
  // Does nothing for what `concepts` does not hold, and for calls, topics and programmes: their
  // names are titles.
  void AddNode(const ConceptTable& concepts, const NodeView& node);
  // `former`: an index that is returned as it is if it was made of the same labels, which saves
  // more than half of what it takes to index the texts of a small network; or null.
  [[nodiscard]] LabelIndex Build(const LabelIndex* former) &&;

 private:
  struct Label {
    std::string text;
    std::string lang;
    ConceptIndex code = kNoConcept;
  };

  void Add(std::string_view text, std::string_view lang, ConceptIndex code);
  void Analyse(const Label& label);

  std::vector<Label> added_;
  uint64_t made_of_ = 0;
  std::vector<std::pair<std::string, ConceptIndex>> labels_;
  std::vector<std::pair<std::string, bool>> words_;  // true: in a language that joins words
  std::vector<std::string> languages_;
};

}  // namespace kontor
