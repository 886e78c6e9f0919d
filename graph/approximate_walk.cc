#include <algorithm>
#include <cassert>
#include <numeric>

#include "graph/walk.h"

namespace kontor {

void WalkScratch::Prepare(NodeIndex vertex_count) {
  if (mass_.size() == vertex_count) return;
  estimate_.assign(vertex_count, 0.0);
  residual_.assign(vertex_count, 0.0);
  mass_.assign(vertex_count, 0.0F);
  state_.assign(vertex_count, 0);
  reached_.clear();
  frontier_.clear();
  partnerships_.clear();
}

// The one reader and writer of a scratch. A round moves residuals of organisations to their
// partnerships and on to the members of these. mass_ holds, while a round runs, what an
// organisation sends per unit of strength, then what a partnership hands to each member.
class WalkAccess {
 public:
  WalkAccess(const CollaborationGraph& graph, const TieStrengths& strengths,
             const WalkOptions& options, WalkScratch& scratch)
      : graph_(graph),
        strengths_(strengths),
        options_(options),
        scratch_(scratch),
        first_partnership_(graph.organisation_count()),
        onward_(static_cast<float>(1.0 - options.restart)) {}

  void Walk(NodeIndex start);
  std::vector<Proximity> Take(NodeIndex start);

 private:
  static constexpr uint8_t kReached = 1;     // of organisations: in reached_
  static constexpr uint8_t kInRound = 1;     // of partnerships: in partnerships_
  static constexpr size_t kDenseFactor = 6;  // a tie costs that much more in a sparse round

  void CollectFrontier();
  void Send(NodeIndex organisation);
  [[nodiscard]] float PassOn(NodeIndex partnership, float sum) const;
  void Receive(NodeIndex organisation, double amount);
  void SparseRound();
  void DenseRound();
  void ReachAll();
  void SortReached();

  const CollaborationGraph& graph_;
  const TieStrengths& strengths_;
  const WalkOptions& options_;
  WalkScratch& scratch_;
  const NodeIndex first_partnership_;
  const float onward_;
  double residual_sum_ = 0.0;
  size_t frontier_ties_ = 0;
  bool all_reached_ = false;
};

void WalkAccess::Receive(NodeIndex organisation, double amount) {
  scratch_.residual_[organisation] += amount;
  residual_sum_ += amount;
  if (scratch_.state_[organisation] == kReached) return;
  scratch_.state_[organisation] = kReached;
  scratch_.reached_.push_back(organisation);
}

// Organisations whose residual is worth pushing on.
void WalkAccess::CollectFrontier() {
  scratch_.frontier_.clear();
  frontier_ties_ = 0;
  for (const NodeIndex v : scratch_.reached_) {
    if (!(scratch_.residual_[v] > options_.tolerance * strengths_.Total(v))) continue;
    scratch_.frontier_.push_back(v);
    frontier_ties_ += graph_.Neighbours(v).size();
  }
}

// Keeps the restart's share of an organisation's residual and makes the rest ready to be sent.
void WalkAccess::Send(NodeIndex organisation) {
  double& residual = scratch_.residual_[organisation];
  scratch_.estimate_[organisation] += options_.restart * residual;
  scratch_.mass_[organisation] =
      static_cast<float>((1.0 - options_.restart) * residual / strengths_.Total(organisation));
  residual_sum_ -= residual;
  residual = 0.0;
}

// What each member gets of a partnership whose members send `sum` per unit of strength.
float WalkAccess::PassOn(NodeIndex partnership, float sum) const {
  return onward_ * sum * strengths_.StrengthPerMember(partnership);
}

void WalkAccess::SparseRound() {
  auto& partnerships = scratch_.partnerships_;
  for (const NodeIndex v : scratch_.frontier_) {
    Send(v);
    for (const NodeIndex p : graph_.Neighbours(v)) {
      scratch_.mass_[p] += scratch_.mass_[v];
      if (scratch_.state_[p] == kInRound) continue;
      scratch_.state_[p] = kInRound;
      partnerships.push_back(p);
    }
    scratch_.mass_[v] = 0.0F;
  }
  for (const NodeIndex p : partnerships) {
    const float share = PassOn(p, scratch_.mass_[p]);
    for (const NodeIndex v : graph_.Neighbours(p)) Receive(v, static_cast<double>(share));
    scratch_.mass_[p] = 0.0F;
    scratch_.state_[p] = 0;
  }
  partnerships.clear();
}

// From here on every organisation counts as reached, in ascending order.
void WalkAccess::ReachAll() {
  if (all_reached_) return;
  all_reached_ = true;
  auto& reached = scratch_.reached_;
  reached.resize(first_partnership_);
  std::iota(reached.begin(), reached.end(), NodeIndex{0});
  std::ranges::fill(scratch_.state_, uint8_t{0});
  std::fill_n(scratch_.state_.begin(), first_partnership_, kReached);
}

// The same for every organisation at once: all reads and writes of rows are sequential.
void WalkAccess::DenseRound() {
  ReachAll();
  float* mass = scratch_.mass_.data();
  for (NodeIndex v = 0; v < first_partnership_; ++v) {
    if (strengths_.Total(v) > 0.0) Send(v);
  }
  for (NodeIndex p = first_partnership_; p < graph_.vertex_count(); ++p) {
    float sum = 0.0F;
    for (const NodeIndex v : graph_.Neighbours(p)) sum += mass[v];
    mass[p] = PassOn(p, sum);
  }
  residual_sum_ = 0.0;
  for (NodeIndex v = 0; v < first_partnership_; ++v) {
    float sum = 0.0F;
    for (const NodeIndex p : graph_.Neighbours(v)) sum += mass[p];
    scratch_.residual_[v] = static_cast<double>(sum);
    residual_sum_ += static_cast<double>(sum);
  }
  std::ranges::fill(scratch_.mass_, 0.0F);
}

void WalkAccess::Walk(NodeIndex start) {
  Receive(start, 1.0);
  if (graph_.Neighbours(start).empty()) return;
  for (size_t ties = 0; ties < options_.max_ties && residual_sum_ > options_.rest;) {
    CollectFrontier();
    if (scratch_.frontier_.empty()) break;
    if (kDenseFactor * frontier_ties_ > graph_.tie_count()) {
      DenseRound();
      ties += graph_.tie_count();
    } else {
      ties += frontier_ties_;
      SparseRound();
    }
  }
}

// By index. Where many are reached, reading all states in sequence is cheaper than sorting.
void WalkAccess::SortReached() {
  constexpr size_t many = 16;  // one in so many
  auto& reached = scratch_.reached_;
  if (all_reached_) return;
  if (reached.size() * many < first_partnership_) {
    std::ranges::sort(reached);
    return;
  }
  reached.clear();
  for (NodeIndex v = 0; v < first_partnership_; ++v) {
    if (scratch_.state_[v] == kReached) reached.push_back(v);
  }
}

std::vector<Proximity> WalkAccess::Take(NodeIndex start) {
  SortReached();
  // What is still on its way stays in further rounds, taken to be spread as it is now: in each one
  // `restart` of it, and (1 - restart)^2 goes on.
  const double onward = (1.0 - options_.restart) * (1.0 - options_.restart);
  const double staying = options_.restart / (1.0 - onward);
  std::vector<Proximity> found;
  found.reserve(scratch_.reached_.size());
  for (const NodeIndex v : scratch_.reached_) {
    const double probability = scratch_.estimate_[v] + staying * scratch_.residual_[v];
    if (v != start && probability > 0.0) found.push_back({v, probability});
    scratch_.residual_[v] = 0.0;
    scratch_.estimate_[v] = 0.0;
    scratch_.state_[v] = 0;
  }
  scratch_.reached_.clear();
  return found;
}

std::vector<Proximity> ApproximateWalk(const CollaborationGraph& graph,
                                       const TieStrengths& strengths, NodeIndex start,
                                       const WalkOptions& options, WalkScratch& scratch) {
  assert(start < graph.organisation_count() && options.tolerance > 0.0);
  scratch.Prepare(graph.vertex_count());
  WalkAccess access(graph, strengths, options, scratch);
  access.Walk(start);
  return access.Take(start);
}

}  // namespace kontor
