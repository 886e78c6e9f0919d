// Musts of a question, prepared so that one organisation is checked in one step.
#pragma once

#include <span>
#include <vector>

#include "base/sparse_array.h"
#include "engine/partners.h"
#include "index/code_counter.h"

namespace kontor {

// Of one thread, reused between questions.
struct FilterScratch {
  IndexSet passing;
  IndexSet carriers;   // of the codes of one list
  CodeCounter counts;  // for engine/facets.h
};

// Must not outlive the snapshot and the scratch, which is in use while this lives.
class FilterCheck {
 public:
  // Organisations pass that meet all filters on that day.
  // O(carriers of the codes + organisations / 64)
  FilterCheck(const Snapshot& snapshot, const Filters& filters, Date as_of, FilterScratch& scratch);
  // Organisations pass that meet all filters and are not excluded; the asker never does.
  // O(carriers of the codes + organisations / 64)
  FilterCheck(const Snapshot& snapshot, const PartnerQuery& query, FilterScratch& scratch);
  // These do not pass from now on.
  void Exclude(std::span<const NodeIndex> organisations);

  // True if the organisation may be suggested.
  [[nodiscard]] bool Passes(NodeIndex organisation) const {
    return scratch_.passing.Contains(organisation);
  }
  // Who passes is in one of these countries; empty where any may be.
  [[nodiscard]] std::span<const ConceptIndex> countries() const { return countries_; }
  // Calls visit(organisation) for all that pass, ascending. O(organisations / 64 + those that pass)
  template <typename Visit>
  void ForEachPassing(Visit visit) const {
    scratch_.passing.ForEach(visit);
  }
  // How many organisations pass. O(organisations / 64)
  [[nodiscard]] size_t CountPassing() const { return scratch_.passing.Count(); }

 private:
  void Keep(const Filter& filter);
  void AddCarriers(NodeType type, const std::vector<ConceptIndex>& wanted);
  void AddCarriers(ConceptIndex code, EdgeType tie);
  void AddMembers(const std::vector<ConceptIndex>& programmes);
  template <typename Accept>
  void AddAll(Accept accept);

  const Snapshot& snapshot_;
  Date as_of_;
  FilterScratch& scratch_;
  std::vector<ConceptIndex> countries_;  // ascending
};

}  // namespace kontor
