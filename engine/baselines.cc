#include "engine/baselines.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <utility>

#include "base/portable_math.h"
#include "engine/evaluation_metrics.h"
#include "engine/evaluation_truth.h"
#include "engine/neighbourhood.h"

namespace kontor {
namespace {

constexpr double kRecentYears = 2.0;

// Adds its scores of all organisations for `asker` to those in the scratch, which are 0.
using ScoreFunction = std::function<void(NodeIndex asker, RankScratch& scratch)>;

// Ranks all organisations that have a partnership by a score.
class Baseline : public Ranker {
 public:
  Baseline(const Snapshot& snapshot, std::string name, ScoreFunction score)
      : snapshot_(snapshot), name_(std::move(name)), score_(std::move(score)) {}

  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] bool ranks_candidates() const override { return false; }
  std::vector<NodeIndex> Rank(NodeIndex asker, RankScratch& scratch) const override;

 private:
  const Snapshot& snapshot_;
  std::string name_;
  ScoreFunction score_;
};

std::vector<NodeIndex> Baseline::Rank(NodeIndex asker, RankScratch& scratch) const {
  const NodeIndex count = snapshot_.graph.organisation_count();
  scratch.scores.assign(count, 0.0);
  score_(asker, scratch);
  const Neighbourhood known(snapshot_.graph, asker, scratch.engine.neighbourhood);
  std::vector<NodeIndex> ranking;
  ranking.reserve(count);
  for (NodeIndex i = 0; i < count; ++i) {
    if (i != asker && HasPartnership(snapshot_, i) && known.NewestWith(i) == kNoNode) {
      ranking.push_back(i);
    }
  }
  const auto better = [&scores = scratch.scores](NodeIndex a, NodeIndex b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  };
  const size_t depth = std::min(ranking.size(), kRankedDepth);
  std::ranges::partial_sort(ranking, ranking.begin() + static_cast<std::ptrdiff_t>(depth), better);
  ranking.resize(depth);
  return ranking;
}

// The neighbours of every organisation, each once.
class Neighbours {
 public:
  explicit Neighbours(const CollaborationGraph& graph) {
    NeighbourhoodScratch scratch;
    for (NodeIndex i = 0; i < graph.organisation_count(); ++i) {
      const Neighbourhood neighbourhood(graph, i, scratch);
      const auto partners = neighbourhood.partners();
      neighbours_.insert(neighbours_.end(), partners.begin(), partners.end());
      offsets_.push_back(neighbours_.size());
    }
  }

  [[nodiscard]] std::span<const NodeIndex> Of(NodeIndex organisation) const {
    return std::span(neighbours_)
        .subspan(offsets_[organisation], offsets_[organisation + 1] - offsets_[organisation]);
  }

 private:
  std::vector<size_t> offsets_ = {0};
  std::vector<NodeIndex> neighbours_;
};

// Sum over common neighbours of what one of that degree is worth.
ScoreFunction OverCommonNeighbours(std::shared_ptr<const Neighbours> neighbours,
                                   double (*worth)(double degree)) {
  return [neighbours = std::move(neighbours), worth](NodeIndex asker, RankScratch& scratch) {
    for (const NodeIndex between : neighbours->Of(asker)) {
      const auto around = neighbours->Of(between);
      const double share = worth(static_cast<double>(around.size()));
      for (const NodeIndex other : around) scratch.scores[other] += share;
    }
  };
}

ScoreFunction ByWalk(const Snapshot& snapshot) {
  return [&snapshot](NodeIndex asker, RankScratch& scratch) {
    const NearWalk walk(snapshot.walk, asker, {}, scratch.engine.walk);
    walk.ForEach([&scratch](NodeIndex organisation, float probability) {
      scratch.scores[organisation] = static_cast<double>(probability);
    });
  };
}

// The same list for everyone. An unknown `since` counts all partnerships.
ScoreFunction ByPopularity(const Snapshot& snapshot, Date since) {
  const CollaborationGraph& graph = snapshot.graph;
  std::vector<double> popularity;
  for (NodeIndex i = 0; i < graph.organisation_count(); ++i) {
    popularity.push_back(
        static_cast<double>(std::ranges::count_if(graph.Neighbours(i), [&](NodeIndex partnership) {
          return graph.Start(partnership) >= since;
        })));
  }
  return [popularity = std::move(popularity)](NodeIndex, RankScratch& scratch) {
    scratch.scores = popularity;
  };
}

ScoreFunction ByText(const Snapshot& snapshot) {
  return [&themes = snapshot.themes](NodeIndex asker, RankScratch& scratch) {
    for (const ThemeWeight& ours : themes.Vector(asker)) {
      for (const ThemeCarrier& carrier : themes.Carriers(ours.theme)) {
        scratch.scores[carrier.organisation] +=
            static_cast<double>(ours.weight) * static_cast<double>(carrier.weight);
      }
    }
  };
}

ScoreFunction ByFacets(const Snapshot& snapshot) {
  return [&profiles = snapshot.profiles](NodeIndex asker, RankScratch& scratch) {
    const auto add_carriers = [&](ConceptIndex code, EdgeType tie) {
      for (const NodeIndex carrier : profiles.Carriers(code, tie)) scratch.scores[carrier] += 1.0;
    };
    for (const Attribution code : profiles.Codes(asker)) add_carriers(code.concept_index, code.tie);
    add_carriers(profiles[asker].country, EdgeType::kInCountry);
    add_carriers(profiles[asker].region, EdgeType::kInRegion);
    for (NodeIndex i = 0; i < profiles.size(); ++i) {
      if (profiles[i].kind == profiles[asker].kind) scratch.scores[i] += 1.0;
    }
  };
}

Date YearsBefore(Date day, double years) {
  return {day.days - static_cast<int32_t>(std::lround(years * kDaysPerYear))};
}

}  // namespace

std::vector<std::unique_ptr<Ranker>> MakeBaselines(const Snapshot& snapshot, Date cut) {
  std::vector<std::unique_ptr<Ranker>> baselines;
  const auto add = [&](const char* name, ScoreFunction score) {
    baselines.push_back(std::make_unique<Baseline>(snapshot, name, std::move(score)));
  };
  const auto neighbours = std::make_shared<const Neighbours>(snapshot.graph);
  add(kReferenceBaseline,
      OverCommonNeighbours(neighbours, [](double degree) { return 1.0 / Log(degree); }));
  add("common-neighbours", OverCommonNeighbours(neighbours, [](double) { return 1.0; }));
  add("resource-allocation",
      OverCommonNeighbours(neighbours, [](double degree) { return 1.0 / degree; }));
  add("walk", ByWalk(snapshot));
  add("popularity", ByPopularity(snapshot, Date{}));
  add("popularity-recent", ByPopularity(snapshot, YearsBefore(cut, kRecentYears)));
  add("text", ByText(snapshot));
  add("facets", ByFacets(snapshot));
  return baselines;
}

}  // namespace kontor
