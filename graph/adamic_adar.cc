#include "graph/adamic_adar.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "base/portable_math.h"

namespace kontor {
namespace {

constexpr double kRounding = 1.0 - 1e-9;  // bounds are lowered by more than sums can be off

// Calls visit(neighbour) once for each. `seen` tells by organisation who asked for it last.
template <typename Visit>
void ForEachNeighbour(const CollaborationGraph& graph, NodeIndex organisation,
                      std::vector<NodeIndex>& seen, Visit visit) {
  for (const NodeIndex partnership : graph.Neighbours(organisation)) {
    for (const NodeIndex member : graph.Neighbours(partnership)) {
      if (member == organisation || seen[member] == organisation) continue;
      seen[member] = organisation;
      visit(member);
    }
  }
}

bool IsBetter(const CommonNeighbourScore& a, const CommonNeighbourScore& b) {
  return a.score != b.score ? a.score > b.score : a.organisation < b.organisation;
}

}  // namespace

AdamicAdar::AdamicAdar(const CollaborationGraph& graph)
    : ranks_(graph.organisation_count()), organisations_(graph.organisation_count()) {
  const NodeIndex count = graph.organisation_count();
  std::vector<NodeIndex> seen(count, kNoNode);
  std::vector<uint32_t> degrees(count, 0);
  for (NodeIndex i = 0; i < count; ++i) {
    ForEachNeighbour(graph, i, seen, [&](NodeIndex /*neighbour*/) { ++degrees[i]; });
  }
  std::iota(organisations_.begin(), organisations_.end(), NodeIndex{0});
  std::ranges::stable_sort(organisations_,
                           [&](NodeIndex a, NodeIndex b) { return degrees[a] > degrees[b]; });
  offsets_.reserve(count + 1);
  offsets_.push_back(0);
  weights_.reserve(count);
  for (uint32_t rank = 0; rank < count; ++rank) {
    const uint32_t degree = degrees[organisations_[rank]];
    ranks_[organisations_[rank]] = rank;
    offsets_.push_back(offsets_.back() + degree);
    // With one neighbour it is nobody's common neighbour.
    weights_.push_back(degree > 1 ? 1.0 / Log(static_cast<double>(degree)) : 0.0);
  }
  // Neighbourhood is mutual: whoever comes first puts itself first into the rows of the others.
  neighbours_.resize(offsets_.back());
  std::vector<size_t> next(offsets_.begin(), offsets_.end() - 1);
  std::ranges::fill(seen, kNoNode);
  for (uint32_t rank = 0; rank < count; ++rank) {
    ForEachNeighbour(graph, organisations_[rank], seen,
                     [&](NodeIndex neighbour) { neighbours_[next[ranks_[neighbour]]++] = rank; });
  }
}

// One question on a scratch. Neighbours are taken from the end of the asker's row, where the most
// telling ones stand; `left` counts those at its beginning, the hubs, that were not added yet.
class AdamicAdarSearch {
 public:
  AdamicAdarSearch(const AdamicAdar& network, const AdamicAdarQuestion& question,
                   AdamicAdarScratch& scratch)
      : network_(network),
        question_(question),
        scratch_(scratch),
        asker_(network.ranks_[question.organisation]),
        row_(network.Neighbours(asker_)) {
    const size_t count = network.organisations_.size();
    if (scratch.scores_.size() != count) {
      scratch.scores_.assign(count, 0.0);
      scratch.neighbours_.assign(count, 0);
      scratch.touched_.assign(count + 1, 0);
    }
    for (const uint32_t neighbour : row_) scratch.neighbours_[neighbour] = 1;
  }

  std::span<const CommonNeighbourScore> Run() {
    size_t left = AddAllButHubs();
    if (left > 0) left = AddUntilFewCanWin(left);
    Collect(left);
    Clear();
    return scratch_.found_;
  }

 private:
  size_t AddAllButHubs();
  size_t AddUntilFewCanWin(size_t left);
  void Add(uint32_t neighbour);
  [[nodiscard]] bool Counts(uint32_t rank) const {
    return rank != asker_ && (question_.with_neighbours || scratch_.neighbours_[rank] == 0);
  }
  [[nodiscard]] double Complete(uint32_t rank, size_t left) const;
  [[nodiscard]] double Weight(size_t left) const;
  void Offer(const CommonNeighbourScore& one);
  void KeepBest();
  void CompleteFound(size_t left);
  void Collect(size_t left);
  void Clear();

  const AdamicAdar& network_;
  const AdamicAdarQuestion& question_;
  AdamicAdarScratch& scratch_;
  const uint32_t asker_;
  const std::span<const uint32_t> row_;
  double least_ = 0.0;  // the best `count` reach at least that
  double floor_ = 0.0;  // what is found must
};

// Scores are never 0 once touched, since all weights of common neighbours are above 0.
void AdamicAdarSearch::Add(uint32_t neighbour) {
  const double weight = network_.weights_[neighbour];
  double* scores = scratch_.scores_.data();
  uint32_t* touched = scratch_.touched_.data();
  size_t count = scratch_.touched_count_;
  for (const uint32_t other : network_.Neighbours(neighbour)) {
    touched[count] = other;
    count += static_cast<size_t>(scores[other] == 0.0);
    scores[other] += weight;
  }
  scratch_.touched_count_ = count;
}

// A hub has more neighbours than all before it together have given to add, and than are worth
// adding at once.
size_t AdamicAdarSearch::AddAllButHubs() {
  constexpr size_t always = 1000;
  size_t added = 0;
  size_t left = row_.size();
  for (; left > 0; --left) {
    const size_t more = network_.Neighbours(row_[left - 1]).size();
    if (more > std::max(always, added)) break;
    Add(row_[left - 1]);
    added += more;
  }
  return left;
}

double AdamicAdarSearch::Weight(size_t left) const {
  double sum = 0.0;
  for (size_t i = 0; i < left; ++i) sum += network_.weights_[row_[i]];
  return sum;
}

// The whole score: what is added, and the asker's first `left` neighbours in its own row, which
// begins with hubs too.
double AdamicAdarSearch::Complete(uint32_t rank, size_t left) const {
  double score = scratch_.scores_[rank];
  if (left == 0) return score;
  const auto row = network_.Neighbours(rank);
  auto end = std::ranges::upper_bound(row, row_[left - 1]);
  while (end != row.begin()) {
    --end;
    if (scratch_.neighbours_[*end] != 0) score += network_.weights_[*end];
  }
  return score;
}

void AdamicAdarSearch::Offer(const CommonNeighbourScore& one) {
  auto& found = scratch_.found_;
  if (one.score < floor_) return;
  found.push_back(one);
  if (found.size() >= 2 * question_.count) KeepBest();
}

void AdamicAdarSearch::KeepBest() {
  auto& found = scratch_.found_;
  if (found.size() < question_.count) return;
  const auto last = found.begin() + static_cast<std::ptrdiff_t>(question_.count) - 1;
  std::ranges::nth_element(found, last, IsBetter);
  floor_ = std::max(floor_, last->score);
  found.resize(question_.count);
}

void AdamicAdarSearch::CompleteFound(size_t left) {
  least_ = 0.0;
  if (scratch_.found_.size() < question_.count) return;
  least_ = std::numeric_limits<double>::max();
  for (const auto& one : scratch_.found_) {
    least_ = std::min(least_, Complete(one.organisation, left));
  }
}

// The best so far, completed, bound what the others must reach. Hubs are added until the rest of
// them alone cannot lift anyone that high.
size_t AdamicAdarSearch::AddUntilFewCanWin(size_t left) {
  for (;;) {
    scratch_.found_.clear();
    floor_ = 0.0;
    for (size_t i = 0; i < scratch_.touched_count_; ++i) {
      const uint32_t rank = scratch_.touched_[i];
      if (Counts(rank)) Offer({rank, scratch_.scores_[rank]});
    }
    KeepBest();
    CompleteFound(left);
    size_t enough = left;
    for (double weight = Weight(left); enough > 0 && weight >= kRounding * least_; --enough) {
      weight -= network_.weights_[row_[enough - 1]];
    }
    if (enough == left) return left;
    for (; left > enough; --left) Add(row_[left - 1]);
  }
}

void AdamicAdarSearch::Collect(size_t left) {
  auto& found = scratch_.found_;
  found.clear();
  floor_ = least_;
  const double least = kRounding * (least_ - Weight(left));
  for (size_t i = 0; i < scratch_.touched_count_; ++i) {
    const uint32_t rank = scratch_.touched_[i];
    if (scratch_.scores_[rank] < least || !Counts(rank)) continue;
    Offer({network_.organisations_[rank], Complete(rank, left)});
  }
  KeepBest();
  std::ranges::sort(found, IsBetter);
}

void AdamicAdarSearch::Clear() {
  for (size_t i = 0; i < scratch_.touched_count_; ++i) {
    scratch_.scores_[scratch_.touched_[i]] = 0.0;
  }
  scratch_.touched_count_ = 0;
  for (const uint32_t neighbour : row_) scratch_.neighbours_[neighbour] = 0;
}

std::span<const CommonNeighbourScore> AdamicAdar::Best(const AdamicAdarQuestion& question,
                                                       AdamicAdarScratch& scratch) const {
  assert(question.organisation < ranks_.size() && question.count > 0);
  return AdamicAdarSearch(*this, question, scratch).Run();
}

}  // namespace kontor
