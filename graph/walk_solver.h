// The walk with restart of graph/walk.h, exact, from many starts at once: the builder of stored
// lists and hub tables, and an oracle for large graphs.
//
// The walk's equations on organisations alone (partnerships eliminated: after two steps the share
// c = (1 - restart)^2 goes on) have a symmetric positive semidefinite operator P, so they are
// solved by Chebyshev iteration on [0, c] (Saad: Iterative methods for sparse linear systems, 2nd
// edition 2003, 12.3). Sixteen starts share each reading of the graph, each in a lane of its own.
//
// Floating point: a lane is a computation of its own in single precision, with sums in the order of
// WalkGraph's rows and without fused multiply-add, and it stops by its own residual. So a result
// does not depend on the other starts, on the width of the machine's vectors, or on the machine.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/lanes.h"
#include "graph/walk_graph.h"

namespace kontor {

struct WalkSolverOptions {
  double restart = kRestart;  // in (0,1)
  double tolerance = 1e-6;    // bound of the L1 error; rounding stays below 3e-7
};

// What a list or a table keeps of a walk.
struct WalkEntry {
  NodeIndex organisation = kNoNode;
  float probability = 0.0F;

  friend bool operator==(const WalkEntry&, const WalkEntry&) = default;
};

// Greater probabilities first, ties by index.
inline bool IsNearer(const WalkEntry& a, const WalkEntry& b) {
  return a.probability != b.probability ? a.probability > b.probability
                                        : a.organisation < b.organisation;
}

// Holds its own scratch: 129 bytes an organisation and 64 a partnership. Not thread-safe.
class WalkSolver {
 public:
  // REQUIRES: `graph` outlives it; options within their bounds
  explicit WalkSolver(const WalkGraph& graph, const WalkSolverOptions& options = {});

  // Walks from each of the organisations. O(ties) a round; does not allocate.
  // REQUIRES: at most kLanes starts
  void Solve(std::span<const NodeIndex> starts);
  // Of the walk from starts[lane] of the last Solve. Organisations alone have probabilities here:
  // they sum to 1 / (2 - restart), the rest is at partnerships.
  [[nodiscard]] float Probability(size_t lane, NodeIndex organisation) const {
    const uint32_t rank = graph_.Rank(organisation);
    return graph_.Total(rank) * current_[rank][lane];
  }
  // Of each start the `count` nearest other organisations, the nearest first, filled up with
  // WalkEntry{}: those of starts[i] from entries[i * count] on. O(organisations * kLanes)
  // REQUIRES: room for all starts; count > 0
  void Nearest(size_t count, std::span<WalkEntry> entries);
  // Rounds of the last Solve: each moves what is at organisations on to the next ones.
  [[nodiscard]] size_t rounds() const { return rounds_; }

 private:
  // next = on * (source + c P current) + stay * current + back * previous
  struct Steps {
    Lanes on;
    Lanes stay;
    Lanes back;
  };

  void Begin(std::span<const NodeIndex> starts);
  void SweepNeighbourhood();
  void SweepPartnership(uint32_t p);
  void SweepOrganisations();
  void SweepOrganisations(uint32_t begin, uint32_t end, const Lanes& source);
  // Has lanes that are near enough stand still. False once all are.
  bool PlanSteps();

  const WalkGraph& graph_;
  const WalkSolverOptions options_;
  const double onward_;  // c
  size_t most_rounds_;

  std::vector<NodeIndex> starts_;
  std::vector<uint32_t> start_ranks_;  // ascending, each once
  std::vector<Lanes> sources_;         // parallel to them: per unit of strength
  std::vector<Lanes> current_;         // by rank: probability per unit of strength
  std::vector<Lanes> previous_;
  std::vector<uint8_t> swept_;       // by rank: 1 where the first round has been
  std::vector<Lanes> partnerships_;  // what each gives to a member per unit of strength
  Steps steps_;
  Lanes residual_;  // L1
  double momentum_ = 0.0;
  size_t rounds_ = 0;
  std::vector<std::vector<WalkEntry>> nearest_;  // scratch of Nearest
};

}  // namespace kontor
