// Which organisation is meant by a name or identifier, and which names resemble it?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/column.h"
#include "base/texts.h"
#include "graph/collaboration_graph.h"
#include "index/name_match.h"
#include "index/near_word.h"
#include "index/profiles.h"

namespace kontor {

// Immutable after building; thread-safe.
class NameIndex {
 public:
  // Organisations with this key or identifier verbatim, else with a name, alias or acronym that
  // folds to the same (base/text.h), else with one that does so if umlauts are written in one way
  // ("Universitaet"): a current name before an alias before an acronym, the better
  // connected first. Empty: none; several: ambiguous.
  [[nodiscard]] std::vector<NodeIndex> Resolve(std::string_view text) const;

  // What `text` may be while one types it: organisations whose names hold all its words, the last
  // one as a beginning, with the number of their partnerships; and those with this key or
  // identifier, also without what stands before the colon of it. In the order of ComesBefore, at
  // most `limit`, of the best connected twice as many that hold the words.
  // REQUIRES: limit <= kMostMatches
  [[nodiscard]] std::vector<NameMatch> Search(std::string_view text, size_t limit) const;
  static constexpr size_t kMostMatches = 64;
  // True if a name holds the folded word, or begins one of its words with it.
  [[nodiscard]] bool Holds(std::string_view word, bool as_beginning) const;
  // The nearest of the words of all names.
  [[nodiscard]] std::optional<NearWord> Nearest(std::string_view word, bool is_begun) const;

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("texts", self.texts_);
    visit("kinds", self.kinds_);
    visit("organisations", self.organisations_);
    visit("entry_begins", self.entry_begins_);
    visit("hashes", self.hashes_);
    visit("hashed", self.hashed_);
    visit("partnerships", self.partnerships_);
    visit("words", self.words_);
    visit("carriers", self.carriers_);
    visit("beginnings", self.beginnings_);
    visit("best", self.best_);
  }

 private:
  friend class NameIndexBuilder;

  // In the order in which they count when they are the same text.
  enum class Kind : uint8_t { kName, kAlias, kAcronym, kIdentifier, kLocalIdentifier };
  // Inside, organisations have the numbers of their places: the best connected is 0, ties by index.
  using Place = uint32_t;

  [[nodiscard]] NodeIndex OrganisationAt(Place place) const {
    return organisations_[entry_begins_[place]];
  }
  // Those with an entry of this hash, of a kind in [first, last] and with a text that is meant, the
  // better kind first, then by place.
  template <typename IsMeant>
  [[nodiscard]] std::vector<Place> FindEntries(uint64_t hash, Kind first, Kind last,
                                               IsMeant is_meant) const;
  [[nodiscard]] std::vector<Place> FindIdentified(std::string_view text, Kind last) const;
  [[nodiscard]] std::vector<Place> FindNamed(std::string_view folded) const;
  // [first, last) of the words that begin with `beginning`.
  [[nodiscard]] std::pair<size_t, size_t> WordsBeginningWith(std::string_view beginning) const;
  [[nodiscard]] std::span<const Place> CarriersOf(std::string_view word) const;
  // Those of all words in [first, last); unordered, each perhaps several times.
  [[nodiscard]] std::vector<Place> CarriersIn(size_t first, size_t last) const;
  // The first `count` of those that hold the beginning of a word, and with other words as well.
  [[nodiscard]] std::vector<Place> BestBeginning(std::string_view begun, size_t count) const;
  [[nodiscard]] std::vector<Place> BestOfAll(std::span<const std::string_view> words,
                                             std::string_view begun, size_t count) const;
  [[nodiscard]] bool BeginsWord(Place place, std::string_view begun) const;
  [[nodiscard]] MatchGrade Grade(Place place, std::string_view folded) const;

  // Entries: folded names, and verbatim keys and identifiers; by place, then kind.
  Texts texts_;
  Column<Kind> kinds_;
  Column<NodeIndex> organisations_;
  Column<uint32_t> entry_begins_;  // of each place, and the end
  Column<uint64_t> hashes_;        // of entries' texts, names in one spelling; ascending
  Column<uint32_t> hashed_;        // parallel: the entry
  Column<uint32_t> partnerships_;  // of each place: how many

  Texts words_;            // the distinct ones, ascending
  Lists<Place> carriers_;  // of each word, ascending
  // Beginnings of words with so many carriers that the first kMostMatches of them are kept.
  static constexpr size_t kManyCarriers = 1'024;
  static constexpr size_t kLongestBeginning = 64;  // bytes
  Texts beginnings_;                               // ascending
  Lists<Place> best_;
};

}  // namespace kontor
