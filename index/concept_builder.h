// Makes a ConceptTable from the nodes of taxonomies and the edges between them. Use: AddNode for
// all nodes, Number, the edges, Build. The result does not depend on the order of the nodes nor of
// the edges.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/record.h"
#include "index/concepts.h"

namespace kontor {

class ConceptTableBuilder {
 public:
  // True for the types of nodes that organisations are described with.
  static bool Holds(NodeType type);

  void AddNode(const NodeView& node);  // REQUIRES: Holds(node.id.type()), and no node twice
  // Fixes the indices. Returns the id of each code, by index.
  std::vector<NodeId> Number();

  // Where a code has several parents the newest statement stands, then the first in the order of
  // codes. Circles are cut at their first code.
  void SetParent(ConceptIndex narrower, ConceptIndex broader, Date stated);
  void AddSupply(ConceptIndex supplier, ConceptIndex user, float share);
  void SetStage(ConceptIndex stage, ConceptIndex chain, float position);

  [[nodiscard]] NodeType type(ConceptIndex concept_index) const {
    return items_[concept_index].id.type();
  }
  [[nodiscard]] ConceptTable Build() &&;

 private:
  struct Item {
    NodeId id;
    std::string code;
    std::string category;
    float rank = 0.0F;                                        // as written
    std::vector<std::pair<std::string, std::string>> labels;  // language and text
    std::vector<std::string> other_names;
    std::vector<std::string> alternatives;
  };
  void ScaleRanks();
  void CutCircles();
  void SetDivisions();
  void PlaceNames();
  void PlaceSpellings();

  std::vector<Item> items_;
  std::vector<Date> parents_stated_;
  // Of each code.
  std::vector<ConceptIndex> parents_;
  std::vector<ConceptIndex> divisions_;
  std::vector<ConceptIndex> chains_;
  std::vector<float> ranks_;
  std::vector<std::vector<SupplyLink>> suppliers_;
  std::vector<std::vector<SupplyLink>> users_;
  ConceptTable table_;
};

}  // namespace kontor
