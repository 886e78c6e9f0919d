// Musts of a question, prepared so that one organisation is checked in a few steps.
#pragma once

#include <span>
#include <vector>

#include "engine/partners.h"

namespace kontor {

// Thread-safe after construction; must not outlive the snapshot.
class FilterCheck {
 public:
  // O(number of codes) when there are filters, else constant.
  FilterCheck(const Snapshot& snapshot, const PartnerQuery& query);

  // True if the organisation may be suggested: it meets all filters and is not excluded.
  [[nodiscard]] bool Passes(NodeIndex organisation) const;
  // The countries that pass; empty where any does.
  [[nodiscard]] std::span<const ConceptIndex> countries() const { return countries_; }
  // How many organisations pass. O(organisations) with filters, else constant.
  [[nodiscard]] size_t CountPassing() const;

 private:
  // Codes that meet one list, and the tie by which an organisation carries them.
  struct List {
    EdgeType tie = EdgeType::kInCountry;
    std::vector<uint8_t> accepted;  // by concept
  };

  void Add(EdgeType tie, NodeType type, const std::vector<ConceptIndex>& codes);
  [[nodiscard]] bool Meets(const List& list, NodeIndex organisation) const;

  const Snapshot& snapshot_;
  Date as_of_;
  std::vector<List> lists_;
  std::vector<ConceptIndex> countries_;  // ascending
  uint32_t kinds_ = 0;                   // bit set of positions in kOrganisationKinds; 0: any
  std::vector<NodeIndex> excluded_;      // ascending, with the asker
};

}  // namespace kontor
