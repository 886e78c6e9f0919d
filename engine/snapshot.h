// One state of the data, ready for questions: graph and indexes, immutable, shared by all requests.
#pragma once

#include <cstdint>
#include <memory>

#include "base/column.h"
#include "base/date.h"
#include "base/record.h"
#include "engine/country_affinity.h"
#include "engine/summary.h"
#include "graph/activity.h"
#include "graph/collaboration_graph.h"
#include "graph/partner_paths.h"
#include "graph/walk.h"
#include "graph/walk_index.h"
#include "index/code_names.h"
#include "index/concepts.h"
#include "index/geography.h"
#include "index/names.h"
#include "index/postings.h"
#include "index/profiles.h"
#include "index/sectors.h"
#include "index/theme.h"

namespace kontor {

struct SnapshotOptions {
  // Only what was known on that day (engine/snapshot_as_of.h): partnerships that start later, ties
  // and statements of later days, and organisations that nobody knew of are left out. Unknown:
  // everything.
  Date as_of;
  double half_life_years = 4.0;  // of ties in the walk
};

// Immutable; thread-safe.
struct Snapshot {
  uint64_t generation = 0;
  Date as_of;           // as asked for; unknown: everything
  Date reference_date;  // the day ages are counted from: the newest start of a partnership
  Date known_until;     // the newest day that anything in it is dated; the same from then on
  CollaborationGraph graph;
  TieStrengths strengths;
  WalkIndex walk;  // of `strengths`
  PartnerTies partner_ties;
  Column<Activity> activity;  // of each organisation
  ConceptTable concepts;
  ProfileTable profiles;
  ThemeTable themes;
  NameIndex names;
  CodeNames code_names;
  CountryAffinity country_affinity;
  PostingTable postings;
  SectorTable sectors;
  Column<OrganisationSummary> summaries;  // of each organisation
  Geography geography;
};

// Collects the records of one read view. Nodes and edges may come in any order, but all nodes
// before the first edge. Not thread-safe.
class SnapshotBuilder {
 public:
  explicit SnapshotBuilder(const SnapshotOptions& options);
  ~SnapshotBuilder();
  SnapshotBuilder(const SnapshotBuilder&) = delete;
  SnapshotBuilder& operator=(const SnapshotBuilder&) = delete;

  void AddNode(const NodeView& node);
  void AddEdge(const Edge& edge);
  // Joins duplicates (same_as), numbers organisations and partnerships, builds graph and indexes.
  // Does not depend on the order of the calls. Call once.
  [[nodiscard]] std::shared_ptr<const Snapshot> Build(uint64_t generation);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kontor
