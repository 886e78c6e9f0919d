// How many organisations carry a code or a narrower one?
#pragma once

#include <cstdint>
#include <vector>

#include "index/concepts.h"
#include "index/profiles.h"

namespace kontor {

// Of one thread, reused between counts.
class CodeCounter {
 public:
  // Nothing is counted yet. O(codes)
  void Start(const ConceptTable& concepts) {
    counts_.assign(concepts.size(), 0);
    last_counted_.assign(concepts.size(), kNoNode);
  }
  // Counts the code and the broader ones of its type, each once for an organisation; kNoConcept is
  // nothing. REQUIRES: the codes of one organisation come one behind the other
  void Add(const ConceptTable& concepts, NodeIndex organisation, ConceptIndex code) {
    if (code == kNoConcept) return;
    const NodeType type = concepts.type(code);
    while (code != kNoConcept && last_counted_[code] != organisation &&
           concepts.type(code) == type) {
      last_counted_[code] = organisation;
      ++counts_[code];
      code = concepts.parent(code);
    }
  }
  [[nodiscard]] uint32_t operator[](ConceptIndex code) const { return counts_[code]; }

 private:
  std::vector<uint32_t> counts_;
  std::vector<NodeIndex> last_counted_;
};

}  // namespace kontor
