#include "graph/walk_solver.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "base/distinct.h"
#include "base/portable_math.h"

namespace kontor {
namespace {

// More rounds than that reach nothing but rounding errors.
size_t MostRounds(double onward, double tolerance) {
  const double root = std::sqrt(1.0 - onward);
  const double rate = (1.0 - root) / (1.0 + root);
  constexpr double worst_start = 1e4;  // ratio of the norms in which error and rate are measured
  return 2 + static_cast<size_t>(std::ceil(Log(tolerance / worst_start) / Log(rate)));
}

// Asks for what is needed a few ties on, in rows behind this one too: rows are short, and the
// processor does not look past their ends itself.
Lanes Sum(std::span<const uint32_t> row, const std::vector<Lanes>& values) {
  Lanes sum;
  for (const uint32_t& i : row) {
    __builtin_prefetch(&values[*(&i + WalkGraph::kReadAhead)]);
    sum += values[i];
  }
  return sum;
}

}  // namespace

WalkSolver::WalkSolver(const WalkGraph& graph, const WalkSolverOptions& options)
    : graph_(graph),
      options_(options),
      onward_((1.0 - options.restart) * (1.0 - options.restart)),
      most_rounds_(MostRounds(onward_, options.tolerance)),
      current_(graph.organisation_count()),
      previous_(graph.organisation_count()),
      swept_(graph.organisation_count()),
      partnerships_(graph.partnership_count()),
      nearest_(kLanes) {
  assert(options.restart > 0.0 && options.restart < 1.0 && options.tolerance > 0.0);
  starts_.reserve(kLanes);
  start_ranks_.reserve(kLanes);
  sources_.reserve(kLanes);
}

// The walk begins with what the restart brings to its start; one without ties keeps everything.
void WalkSolver::Begin(std::span<const NodeIndex> starts) {
  starts_.assign(starts.begin(), starts.end());
  start_ranks_.clear();
  for (const NodeIndex start : starts) start_ranks_.push_back(graph_.Rank(start));
  SortDistinct(start_ranks_);
  sources_.assign(start_ranks_.size(), Lanes{});
  std::ranges::fill(current_, Lanes{});
  residual_ = Lanes(std::numeric_limits<float>::max());
  for (size_t lane = 0; lane < starts.size(); ++lane) {
    const uint32_t rank = graph_.Rank(starts[lane]);
    const auto at = std::ranges::lower_bound(start_ranks_, rank) - start_ranks_.begin();
    const bool alone = graph_.Partnerships(rank).empty();
    const double kept = alone ? 1.0 : options_.restart;
    if (alone) residual_.Set(lane, 0.0F);
    sources_[static_cast<size_t>(at)].Set(
        lane, static_cast<float>(kept / static_cast<double>(graph_.Total(rank))));
  }
  for (size_t i = 0; i < start_ranks_.size(); ++i) current_[start_ranks_[i]] = sources_[i];
  steps_ = {};
  momentum_ = 0.0;
  rounds_ = 0;
}

bool WalkSolver::PlanSteps() {
  const double centre = 1.0 - onward_ / 2.0;
  const double radius = onward_ / 2.0;
  const bool first = rounds_ == 0;
  const double last_momentum = momentum_;
  momentum_ = 1.0 / (first ? centre / radius : 2.0 * centre / radius - momentum_);
  const double on = first ? 1.0 / centre : 2.0 * momentum_ / radius;
  const double back = first ? 0.0 : -momentum_ * last_momentum;
  const double near = options_.tolerance * (1.0 - onward_);
  bool moves = false;
  for (size_t lane = 0; lane < kLanes; ++lane) {
    const bool done = lane >= starts_.size() || static_cast<double>(residual_[lane]) <= near ||
                      rounds_ == most_rounds_;
    steps_.on.Set(lane, done ? 0.0F : static_cast<float>(on));
    steps_.stay.Set(lane, done ? 1.0F : static_cast<float>(1.0 - on - back));
    steps_.back.Set(lane, done ? 0.0F : static_cast<float>(back));
    moves = moves || !done;
  }
  return moves;
}

void WalkSolver::Solve(std::span<const NodeIndex> starts) {
  assert(starts.size() <= kLanes);
  Begin(starts);
  for (; PlanSteps(); ++rounds_) {
    if (rounds_ == 0) {
      SweepNeighbourhood();
    } else {
      for (uint32_t p = 0; p < graph_.partnership_count(); ++p) SweepPartnership(p);
      SweepOrganisations();
    }
    std::swap(current_, previous_);
  }
}

void WalkSolver::SweepPartnership(uint32_t p) {
  partnerships_[p] = Sum(graph_.Members(p), current_) *
                     (static_cast<float>(onward_) * graph_.StrengthPerMember(p));
}

// The first round gets no further than the partners of the starts: all else is still 0.
void WalkSolver::SweepNeighbourhood() {
  const Lanes before = residual_;
  std::ranges::fill(previous_, Lanes{});
  std::ranges::fill(partnerships_, Lanes{});
  for (const uint32_t start : start_ranks_) {
    for (const uint32_t p : graph_.Partnerships(start)) SweepPartnership(p);
  }
  std::ranges::fill(swept_, uint8_t{0});
  for (const uint32_t start : start_ranks_) {
    for (const uint32_t p : graph_.Partnerships(start)) {
      for (const uint32_t member : graph_.Members(p)) {
        if (std::exchange(swept_[member], 1) == 0) SweepOrganisations(member, member + 1, Lanes{});
      }
    }
  }
  for (size_t i = 0; i < start_ranks_.size(); ++i) {
    SweepOrganisations(start_ranks_[i], start_ranks_[i] + 1, sources_[i]);
  }
  residual_ = before;  // starts were looked at twice
}

void WalkSolver::SweepOrganisations() {
  residual_ = Lanes{};
  uint32_t begin = 0;
  for (size_t i = 0; i < start_ranks_.size(); ++i) {
    SweepOrganisations(begin, start_ranks_[i], Lanes{});
    begin = start_ranks_[i] + 1;
    SweepOrganisations(start_ranks_[i], begin, sources_[i]);
  }
  SweepOrganisations(begin, graph_.organisation_count(), Lanes{});
}

void WalkSolver::SweepOrganisations(uint32_t begin, uint32_t end, const Lanes& source) {
  const auto [on, stay, back] = steps_;
  Lanes residual = residual_;
  for (uint32_t rank = begin; rank < end; ++rank) {
    const float total = graph_.Total(rank);
    const Lanes& current = current_[rank];
    const Lanes target = source + Sum(graph_.Partnerships(rank), partnerships_) * (1.0F / total);
    residual += Abs(target - current) * total;
    previous_[rank] = on * target + stay * current + back * previous_[rank];
  }
  residual_ = residual;
}

void WalkSolver::Nearest(size_t count, std::span<WalkEntry> entries) {
  assert(count > 0 && entries.size() >= starts_.size() * count);
  // What a lane's list takes: anything above 0, then what beats the worst of the best `count`.
  Lanes least(std::numeric_limits<float>::denorm_min());
  for (size_t lane = starts_.size(); lane < kLanes; ++lane) {
    least.Set(lane, std::numeric_limits<float>::max());
  }
  const auto keep = [&](size_t lane) {
    auto& kept = nearest_[lane];
    if (kept.size() < count) return;
    std::ranges::nth_element(kept, kept.begin() + static_cast<std::ptrdiff_t>(count) - 1, IsNearer);
    kept.resize(count);
    least.Set(lane, kept.back().probability);
  };
  for (auto& kept : nearest_) {
    kept.clear();
    kept.reserve(2 * count);
  }
  for (uint32_t rank = 0; rank < graph_.organisation_count(); ++rank) {
    const Lanes probability = current_[rank] * graph_.Total(rank);
    if (!AnyAtLeast(probability, least)) continue;
    const NodeIndex organisation = graph_.Organisation(rank);
    for (size_t lane = 0; lane < starts_.size(); ++lane) {
      if (!(probability[lane] >= least[lane]) || organisation == starts_[lane]) continue;
      nearest_[lane].push_back({organisation, probability[lane]});
      if (nearest_[lane].size() == 2 * count) keep(lane);
    }
  }
  for (size_t lane = 0; lane < starts_.size(); ++lane) {
    keep(lane);
    std::ranges::sort(nearest_[lane], IsNearer);
    const auto list = entries.subspan(lane * count, count);
    std::ranges::fill(std::ranges::copy(nearest_[lane], list.begin()).out, list.end(), WalkEntry{});
  }
}

}  // namespace kontor
