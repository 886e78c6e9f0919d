// Which codes may be meant while one types their name? Sectors, countries, regions and the other
// codes that organisations are searched by, under their labels in every language that we hold.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/column.h"
#include "base/texts.h"
#include "index/concepts.h"
#include "index/name_match.h"
#include "index/near_word.h"
#include "index/profiles.h"

namespace kontor {

// Immutable; thread-safe. Holds only codes that some organisation carries, themselves or by
// narrower ones; no region that is a whole country.
class CodeNames {
 public:
  CodeNames() = default;
  CodeNames(const ConceptTable& concepts, const ProfileTable& profiles);

  // Codes that are called so or that have a label of which a word, and what follows it, begins with
  // the text; with the number of organisations that carry them. In the order of ComesBefore, at
  // most `limit`. Codes that are not carried for good are left out if carriers_now(code) is 0.
  // O(log labels + labels that begin so + limit calls of carriers_now)
  [[nodiscard]] std::vector<NameMatch> Search(
      std::string_view text, size_t limit,
      const std::function<uint32_t(ConceptIndex)>& carriers_now) const;
  // In NameMatch::label: not a label, but the code itself.
  static constexpr uint32_t kCodeItself = UINT32_MAX;

  // As those of names (index/names.h), of the words of labels.
  [[nodiscard]] bool Holds(std::string_view word, bool as_beginning) const;
  [[nodiscard]] std::optional<NearWord> Nearest(std::string_view word, bool is_begun) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("names", self.names_);
    visit("named", self.named_);
    visit("lapsing", self.lapsing_);
    visit("starts", self.starts_);
    visit("words", self.words_);
    visit("word_uses", self.word_uses_);
  }

 private:
  struct Named {  // what a name belongs to
    ConceptIndex code = kNoConcept;
    uint32_t label = kCodeItself;
    uint32_t carriers = 0;
  };
  struct Start {  // of a word
    uint32_t name = 0;
    uint32_t offset = 0;
  };
  void PlaceWords();
  void FindLapsing(const ConceptTable& concepts, const ProfileTable& profiles);
  [[nodiscard]] std::string_view From(const Start& start) const {
    return names_[start.name].substr(start.offset);
  }

  Texts names_;  // folded
  Column<Named> named_;
  Column<ConceptIndex> lapsing_;  // codes that somebody carries for a time only; ascending
  Column<Start> starts_;          // by what stands from there on, then by name
  Texts words_;                   // ascending
  Column<uint32_t> word_uses_;
};

}  // namespace kontor
