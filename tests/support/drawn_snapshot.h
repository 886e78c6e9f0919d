// A ready snapshot from a drawing; the notation is described in drawn_graph.h.
#pragma once

#include <memory>
#include <string_view>

#include "engine/snapshot.h"
#include "index/text_index.h"
#include "tests/support/drawn_graph.h"

namespace kontor {

std::shared_ptr<const Snapshot> BuildSnapshot(const DrawnGraph& graph,
                                              const SnapshotOptions& options = {},
                                              uint64_t generation = 1);
std::shared_ptr<const Snapshot> DrawSnapshot(std::string_view drawing,
                                             const SnapshotOptions& options = {});

// The texts of a drawing whose snapshot that is.
std::shared_ptr<const TextIndex> BuildTexts(const DrawnGraph& graph, const Snapshot& snapshot,
                                            size_t threads = 1);

// The organisation, partnership (counted from 0) or code that was drawn with that word. They throw
// std::invalid_argument if there is none.
NodeIndex OrganisationOf(const Snapshot& snapshot, std::string_view key);
NodeIndex PartnershipOf(const Snapshot& snapshot, std::string_view key);
ConceptIndex ConceptOf(const Snapshot& snapshot, NodeType type, std::string_view code);

}  // namespace kontor
