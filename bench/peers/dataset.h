// What the contests are about: a snapshot, and questions drawn at random by seed.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "bench/generated_records.h"
#include "engine/snapshot.h"
#include "index/similarity.h"

namespace kontor::bench {

// Who of that kind in that country is most like the asker?
struct SimilarityQuestion {
  NodeIndex asker = 0;
  ConceptIndex country = kNoConcept;
  uint8_t kind = 0;
};

// Immutable after building.
struct Dataset {
  std::string name;
  std::shared_ptr<const Snapshot> snapshot;
  SimilarityIndex similarity;
  std::vector<NodeIndex> askers;             // organisations with ties
  std::vector<SimilarityQuestion> filtered;  // as many; country and kind are those of others
  double build_seconds = 0.0;                // of the snapshot
  double bytes_per_organisation = 0.0;       // by which the process grew for it
  std::function<void(const NodeVisit&)> read_nodes;  // once more, those that it was built from

  [[nodiscard]] const CollaborationGraph& graph() const { return snapshot->graph; }
  [[nodiscard]] NodeIndex size() const { return snapshot->graph.organisation_count(); }
};

Dataset GeneratedDataset(NodeIndex organisations, size_t questions);
// Of a store that an import wrote; it is only read. kConflict where there is nobody to ask about.
Result<Dataset> StoredDataset(const std::string& directory, size_t questions);

}  // namespace kontor::bench
