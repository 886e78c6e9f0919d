// What is each organisation about? One sparse vector per organisation over themes: codes (sectors,
// ecosystems, technologies, topics, calls, each with its broader codes) and words (of its
// description and of its partnerships' titles).
//
// weight(o, t) = class(t) * log2(1 + tf(o, t)) * idf(t),
// idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)),
// then scaled to unit length: the dot product of two organisations is their cosine (Salton and
// Buckley: Term-weighting approaches in automatic text retrieval, 1988; idf as in BM25). tf counts
// statements; a code with a weight counts by it, a broader code gets half the count of the narrower
// one at each level, so that C28.1 and C28.2 meet in C28 (1 + ln tf would be negative there).
// Themes carried by one organisation only are left out, and of at least 1,000 organisations codes
// that over a quarter and words that over a twentieth of them carry. Partnerships have such vectors
// over the same themes with the same idf: the dot product of an organisation and a partnership says
// how much it is about what the organisation does. Built by index/theme_builder.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/column.h"
#include "base/texts.h"
#include "graph/collaboration_graph.h"
#include "index/concepts.h"

namespace kontor {

using ThemeIndex = uint32_t;

struct ThemeWeight {
  ThemeIndex theme = 0;
  float weight = 0.0F;  // in (0,1]
};

struct ThemeCarrier {
  NodeIndex organisation = 0;
  float weight = 0.0F;
};

struct ThemedPartnership {
  NodeIndex partnership = 0;  // counted from 0
  float weight = 0.0F;
};

// Immutable after building; thread-safe.
class ThemeTable {
 public:
  [[nodiscard]] size_t size() const { return concepts_.size(); }
  // The code behind a theme, or kNoConcept: then it is a word.
  [[nodiscard]] ConceptIndex Concept(ThemeIndex theme) const { return concepts_[theme]; }
  [[nodiscard]] std::string_view Word(ThemeIndex theme) const { return words_[theme]; }
  // The organisation's unit vector, ascending by theme; empty if nothing is known of it.
  [[nodiscard]] std::span<const ThemeWeight> Vector(NodeIndex organisation) const {
    return vectors_[organisation];
  }
  // The same weights by theme, ascending by country and organisation.
  [[nodiscard]] std::span<const ThemeCarrier> Carriers(ThemeIndex theme) const {
    return carriers_[theme];
  }
  // Those of them in one country. O(log(carriers))
  [[nodiscard]] std::span<const ThemeCarrier> Carriers(ThemeIndex theme,
                                                       ConceptIndex country) const;
  // The unit vector of a partnership, counted from 0, and the partnerships of a theme, likewise.
  [[nodiscard]] std::span<const ThemeWeight> PartnershipVector(NodeIndex partnership) const {
    return partnership_vectors_[partnership];
  }
  [[nodiscard]] std::span<const ThemedPartnership> Partnerships(ThemeIndex theme) const {
    return partnerships_[theme];
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("countries", self.countries_);
    visit("concepts", self.concepts_);
    visit("words", self.words_);
    visit("vectors", self.vectors_);
    visit("carriers", self.carriers_);
    visit("partnership_vectors", self.partnership_vectors_);
    visit("partnerships", self.partnerships_);
  }

 private:
  friend class ThemeTableBuilder;

  Column<ConceptIndex> countries_;  // of organisations
  Column<ConceptIndex> concepts_;   // of themes, as what follows
  Texts words_;                     // empty for codes
  Lists<ThemeWeight> vectors_;
  Lists<ThemeCarrier> carriers_;
  Lists<ThemeWeight> partnership_vectors_;
  Lists<ThemedPartnership> partnerships_;
};

}  // namespace kontor
