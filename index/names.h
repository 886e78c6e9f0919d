// Which organisation is meant by a name or identifier, and which names resemble it?
#pragma once

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
  // `limit`. An organisation is found by its key or identifier too.
  [[nodiscard]] std::vector<NodeIndex> Search(std::string_view text, size_t limit) const;

 private:
  friend class NameIndexBuilder;

  struct Entry {
    uint32_t word = 0;  // position of the word's text in words_
    NodeIndex organisation = 0;
  };
  std::vector<std::string> words_;        // distinct, ascending
  std::vector<size_t> word_offsets_;      // words_.size() + 1
  std::vector<NodeIndex> word_carriers_;  // ascending per word
  std::vector<std::pair<std::string, uint32_t>>
      exact_;  // folded name or verbatim identifier, entry
  std::vector<Entry> entries_;
};

}  // namespace kontor
