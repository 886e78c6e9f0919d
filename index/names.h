// Which organisation is meant by a name or identifier, and which names resemble it?
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

 private:
  friend class NameIndexBuilder;

  // In the order in which they count when they are the same text.
  enum class Kind : uint8_t { kName, kAlias, kAcronym, kIdentifier, kLocalIdentifier };
  struct Entry {
    size_t begin = 0;  // in texts_: a folded name, or a verbatim key or identifier
    uint32_t length = 0;
    NodeIndex organisation = 0;
    Kind kind = Kind::kName;
  };
  struct HashedEntry {
    uint64_t hash = 0;   // of the entry's text
    uint32_t entry = 0;  // position in entries_
    friend auto operator<=>(const HashedEntry&, const HashedEntry&) = default;
  };
  struct Hit {
    uint8_t grade = 0;  // 0: a name is the text, 1: a name begins with it, 2: the words occur
    uint32_t partnerships = 0;
    NodeIndex organisation = 0;
  };

  [[nodiscard]] std::string_view Text(const Entry& entry) const {
    return std::string_view(texts_).substr(entry.begin, entry.length);
  }
  [[nodiscard]] std::string_view Word(size_t word) const {
    return std::string_view(letters_).substr(letter_offsets_[word],
                                             letter_offsets_[word + 1] - letter_offsets_[word]);
  }
  // Organisations with an entry of exactly this text and of a kind in [first, last]: the better
  // kind first, then the better connected, then by index.
  [[nodiscard]] std::vector<NodeIndex> FindExact(std::string_view text, Kind first,
                                                 Kind last) const;
  // Organisations with a word that is `word`, or begins with it; ascending.
  [[nodiscard]] std::vector<NodeIndex> CarriersOf(std::string_view word, bool as_prefix) const;
  [[nodiscard]] std::vector<NodeIndex> CarriersOfAll(std::string_view folded) const;
  [[nodiscard]] Hit Grade(NodeIndex organisation, std::string_view folded) const;

  std::string texts_;
  std::vector<size_t> entry_offsets_ = {0};  // of each organisation, and one more
  std::vector<Entry> entries_;               // by organisation, then kind
  std::vector<HashedEntry> by_text_;         // ascending
  std::vector<uint32_t> partnerships_;       // of each organisation: how many

  std::string letters_;  // the distinct words, ascending, one after the other
  std::vector<size_t> letter_offsets_ = {0};
  std::vector<size_t> carrier_offsets_ = {0};  // of each word, and one more
  std::vector<NodeIndex> carriers_;            // ascending per word
};

}  // namespace kontor
