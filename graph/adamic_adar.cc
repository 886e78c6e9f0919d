#include "graph/adamic_adar.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/portable_math.h"

namespace kontor {
namespace {

constexpr uint32_t kBlock = 16;  // organisations that are looked at together
constexpr size_t kFew = 16;      // reaching a part of all that is as small is reaching few

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

// The score and then the organisation, lower ones first: greater is better.
uint64_t Key(int32_t score, NodeIndex organisation) {
  return (static_cast<uint64_t>(score) << 32U) | (UINT32_MAX - organisation);
}
int32_t ScoreOf(uint64_t key) { return static_cast<int32_t>(key >> 32U); }
NodeIndex OrganisationOf(uint64_t key) { return UINT32_MAX - static_cast<NodeIndex>(key); }

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
  for (uint32_t rank = 0; rank < count; ++rank) {
    const uint32_t degree = degrees[organisations_[rank]];
    ranks_[organisations_[rank]] = rank;
    offsets_.push_back(offsets_.back() + degree);
  }
  // Neighbourhood is mutual: whoever comes first puts itself first into the rows of the others.
  neighbours_.resize(offsets_.back());
  std::vector<size_t> next(offsets_.begin(), offsets_.end() - 1);
  std::ranges::fill(seen, kNoNode);
  for (uint32_t rank = 0; rank < count; ++rank) {
    ForEachNeighbour(graph, organisations_[rank], seen,
                     [&](NodeIndex neighbour) { neighbours_[next[ranks_[neighbour]]++] = rank; });
  }
  SetWeights();
}

void AdamicAdar::SetWeights() {
  const auto count = static_cast<uint32_t>(organisations_.size());
  std::vector<double> worths(count);
  for (uint32_t rank = 0; rank < count; ++rank) {
    // With one neighbour it is nobody's common neighbour.
    const size_t degree = Neighbours(rank).size();
    worths[rank] = degree > 1 ? 1.0 / Log(static_cast<double>(degree)) : 0.0;
  }
  double greatest = 1.0;  // that a score can be
  for (uint32_t rank = 0; rank < count; ++rank) {
    double sum = 0.0;
    for (const uint32_t neighbour : Neighbours(rank)) sum += worths[neighbour];
    greatest = std::max(greatest, sum);
  }
  // A bit is left for what rounding adds.
  constexpr int bits = std::numeric_limits<int32_t>::digits - 1;
  unit_ = std::ldexp(1.0, std::ilogb(greatest) + 1 - bits);
  weights_.reserve(count);
  for (const double worth : worths) {
    weights_.push_back(static_cast<int32_t>(std::lround(worth / unit_)));
  }
}

// One question on a scratch. Neighbours are taken from the end of the asker's row, where the most
// telling ones stand; `left` counts those at its beginning, the hubs, that were not added yet.
class AdamicAdarSearch {
 public:
  AdamicAdarSearch(const AdamicAdar& network, const AdamicAdarQuestion& question,
                   AdamicAdarScratch& scratch);

  std::span<const CommonNeighbourScore> Run();

 private:
  size_t AddAllButHubs();
  size_t AddUntilFewCanWin(size_t left);
  void Add(uint32_t neighbour);
  [[nodiscard]] bool Counts(uint32_t rank) const {
    return rank != asker_ && (question_.with_neighbours || scratch_.neighbours_[rank] == 0);
  }
  [[nodiscard]] int32_t Complete(uint32_t rank, size_t left) const;
  [[nodiscard]] int32_t Weight(size_t left) const;
  template <typename Visit>
  void ForEachAbove(const int32_t& floor, Visit visit) const;
  void Offer(uint64_t key);
  void KeepBest();
  int32_t LeastOfBest(size_t left);
  void Collect(int32_t least, size_t left);
  void Clear();

  const AdamicAdar& network_;
  const AdamicAdarQuestion& question_;
  AdamicAdarScratch& scratch_;
  const uint32_t asker_;
  const std::span<const uint32_t> row_;
  bool is_dense_ = false;  // so many are reached that noting whom is more work than looking at all
  size_t touched_count_ = 0;
  int32_t floor_ = 0;  // what is found must score at least that
  uint64_t key_floor_ = 0;
};

AdamicAdarSearch::AdamicAdarSearch(const AdamicAdar& network, const AdamicAdarQuestion& question,
                                   AdamicAdarScratch& scratch)
    : network_(network),
      question_(question),
      scratch_(scratch),
      asker_(network.ranks_[question.organisation]),
      row_(network.Neighbours(asker_)) {
  const size_t count = network.organisations_.size();
  if (scratch.neighbours_.size() != count) {
    scratch.scores_.assign(count + kBlock, 0);
    scratch.neighbours_.assign(count, 0);
    scratch.touched_.assign(count + 1, 0);
  }
  size_t reached = 0;
  for (const uint32_t neighbour : row_) {
    scratch.neighbours_[neighbour] = 1;
    reached += network.Neighbours(neighbour).size();
  }
  is_dense_ = reached > count / kFew;
}

std::span<const CommonNeighbourScore> AdamicAdarSearch::Run() {
  size_t left = AddAllButHubs();
  if (left > 0) left = AddUntilFewCanWin(left);
  if (left == 0) Collect(1, 0);
  KeepBest();
  std::ranges::sort(scratch_.best_, std::greater());
  scratch_.found_.clear();
  for (const uint64_t key : scratch_.best_) {
    scratch_.found_.push_back({OrganisationOf(key), ScoreOf(key) * network_.unit_});
  }
  Clear();
  return scratch_.found_;
}

// Scores are never 0 once touched, since all weights of common neighbours are above 0.
void AdamicAdarSearch::Add(uint32_t neighbour) {
  const int32_t weight = network_.weights_[neighbour];
  int32_t* scores = scratch_.scores_.data();
  if (is_dense_) {
    for (const uint32_t other : network_.Neighbours(neighbour)) scores[other] += weight;
    return;
  }
  uint32_t* touched = scratch_.touched_.data();
  size_t count = touched_count_;
  for (const uint32_t other : network_.Neighbours(neighbour)) {
    touched[count] = other;
    count += static_cast<size_t>(scores[other] == 0);
    scores[other] += weight;
  }
  touched_count_ = count;
}

// A hub has more neighbours than all before it together have given to add, and than are worth
// adding at once: a tenth of all where that is quick.
size_t AdamicAdarSearch::AddAllButHubs() {
  const size_t always = is_dense_ ? network_.organisations_.size() / 10 : 1000;
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

int32_t AdamicAdarSearch::Weight(size_t left) const {
  int32_t sum = 0;
  for (const uint32_t neighbour : row_.first(left)) sum += network_.weights_[neighbour];
  return sum;
}

// The whole score: what is added, and the asker's first `left` neighbours in its own row, which
// begins with hubs too.
int32_t AdamicAdarSearch::Complete(uint32_t rank, size_t left) const {
  int32_t score = scratch_.scores_[rank];
  if (left == 0) return score;
  for (const uint32_t neighbour : network_.Neighbours(rank)) {
    if (neighbour > row_[left - 1]) break;
    if (scratch_.neighbours_[neighbour] != 0) score += network_.weights_[neighbour];
  }
  return score;
}

// Calls visit(rank, what was added) for those of at least `floor`, which visits may raise.
template <typename Visit>
void AdamicAdarSearch::ForEachAbove(const int32_t& floor, Visit visit) const {
  const int32_t* scores = scratch_.scores_.data();
  const auto look_at = [&](uint32_t rank) {
    if (scores[rank] >= floor && Counts(rank)) visit(rank, scores[rank]);
  };
  if (!is_dense_) {
    for (size_t i = 0; i < touched_count_; ++i) look_at(scratch_.touched_[i]);
    return;
  }
  const auto count = static_cast<uint32_t>(network_.organisations_.size());
  for (uint32_t begin = 0; begin < count; begin += kBlock) {
    int32_t any = 0;
    for (uint32_t i = 0; i < kBlock; ++i) any |= static_cast<int32_t>(scores[begin + i] >= floor);
    if (any == 0) continue;
    for (uint32_t rank = begin; rank < std::min(begin + kBlock, count); ++rank) look_at(rank);
  }
}

void AdamicAdarSearch::Offer(uint64_t key) {
  if (key < key_floor_) return;
  scratch_.best_.push_back(key);
  if (scratch_.best_.size() >= 2 * question_.count) KeepBest();
}

void AdamicAdarSearch::KeepBest() {
  auto& best = scratch_.best_;
  if (best.size() < question_.count) return;
  const auto last = best.begin() + static_cast<std::ptrdiff_t>(question_.count) - 1;
  std::ranges::nth_element(best, last, std::greater());
  key_floor_ = *last;
  best.resize(question_.count);
}

// Of what those would score that are best so far, the least: the best `count` reach at least that.
int32_t AdamicAdarSearch::LeastOfBest(size_t left) {
  auto& best = scratch_.best_;
  best.clear();
  key_floor_ = 0;
  floor_ = 1;
  ForEachAbove(floor_, [&](uint32_t rank, int32_t score) {
    Offer(Key(score, rank));
    floor_ = std::max(1, ScoreOf(key_floor_));
  });
  KeepBest();
  if (best.size() < question_.count) return 1;
  int32_t least = std::numeric_limits<int32_t>::max();
  for (const uint64_t key : best) least = std::min(least, Complete(OrganisationOf(key), left));
  return least;
}

// Hubs are added until the rest of them alone cannot lift anyone among the best.
size_t AdamicAdarSearch::AddUntilFewCanWin(size_t left) {
  for (;;) {
    const int32_t least = LeastOfBest(left);
    size_t enough = left;
    for (int32_t weight = Weight(left); enough > 0 && weight >= least; --enough) {
      weight -= network_.weights_[row_[enough - 1]];
    }
    if (enough == left) {
      Collect(least, left);
      return left;
    }
    for (; left > enough; --left) Add(row_[left - 1]);
    if (left == 0) return left;
  }
}

// Of all that can reach `least` with the hubs that are left.
void AdamicAdarSearch::Collect(int32_t least, size_t left) {
  scratch_.best_.clear();
  key_floor_ = 0;
  const int32_t missing = Weight(left);
  floor_ = least - missing;
  ForEachAbove(floor_, [&](uint32_t rank, int32_t) {
    Offer(Key(Complete(rank, left), network_.organisations_[rank]));
    floor_ = std::max(floor_, ScoreOf(key_floor_) - missing);
  });
}

void AdamicAdarSearch::Clear() {
  auto& scores = scratch_.scores_;
  if (is_dense_) {
    std::ranges::fill(scores, 0);
  } else {
    for (size_t i = 0; i < touched_count_; ++i) scores[scratch_.touched_[i]] = 0;
  }
  for (const uint32_t neighbour : row_) scratch_.neighbours_[neighbour] = 0;
}

std::span<const CommonNeighbourScore> AdamicAdar::Best(const AdamicAdarQuestion& question,
                                                       AdamicAdarScratch& scratch) const {
  assert(question.organisation < ranks_.size() && question.count > 0);
  return AdamicAdarSearch(*this, question, scratch).Run();
}

}  // namespace kontor
