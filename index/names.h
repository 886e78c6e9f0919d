// Which organisation is meant by a name or identifier, and which names resemble it?
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/column.h"
#include "graph/collaboration_graph.h"
#include "index/profiles.h"

namespace kontor {

// Immutable after building; thread-safe.
class NameIndex {
 public:
  // Organisations with this key or identifier verbatim, else with a name, alias or acronym that
  // folds to the same (base/text.h): a current name before an alias before an acronym, the better
  // connected first. Empty: none; several: ambiguous.
  [[nodiscard]] std::vector<NodeIndex> Resolve(std::string_view text) const;

  // Organisations whose names hold all words of `text`, the last one as a prefix: exact names
  // first, then names that begin with the text, then by number of partnerships, then by id. At most
  // `limit`. An organisation is found by its key or identifier too, also without what stands before
  // the colon of it.
  [[nodiscard]] std::vector<NodeIndex> Search(std::string_view text, size_t limit) const;

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
  }

 private:
  friend class NameIndexBuilder;

  // In the order in which they count when they are the same text.
  enum class Kind : uint8_t { kName, kAlias, kAcronym, kIdentifier, kLocalIdentifier };
  struct Hit {
    uint8_t grade = 0;  // 0: a name is the text, 1: a name begins with it, 2: the words occur
    uint32_t partnerships = 0;
    NodeIndex organisation = 0;
  };

  // Organisations with an entry of exactly this text and of a kind in [first, last]: the better
  // kind first, then the better connected, then by index.
  [[nodiscard]] std::vector<NodeIndex> FindExact(std::string_view text, Kind first,
                                                 Kind last) const;
  // Organisations with a word that is `word`, or begins with it; ascending.
  [[nodiscard]] std::vector<NodeIndex> CarriersOf(std::string_view word, bool as_prefix) const;
  [[nodiscard]] std::vector<NodeIndex> CarriersOfAll(std::string_view folded) const;
  [[nodiscard]] Hit Grade(NodeIndex organisation, std::string_view folded) const;

  // Entries: folded names, and verbatim keys and identifiers; by organisation, then kind.
  Texts texts_;
  Column<Kind> kinds_;
  Column<NodeIndex> organisations_;
  Column<uint32_t> entry_begins_;  // of each organisation, and the end
  Column<uint64_t> hashes_;        // of entries' texts, ascending
  Column<uint32_t> hashed_;        // parallel: the entry
  Column<uint32_t> partnerships_;  // of each organisation: how many

  Texts words_;                // the distinct ones, ascending
  Lists<NodeIndex> carriers_;  // of each word, ascending
};

}  // namespace kontor
