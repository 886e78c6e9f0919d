#include "bench/peers/ours.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "bench/whole_question.h"
#include "graph/adamic_adar.h"
#include "graph/online_walk.h"
#include "graph/walk_solver.h"

namespace kontor::bench {
namespace {

void Finish(BestList& list, std::vector<Scored>& best) {
  best = list.Finish();
  std::ranges::sort(best, IsBetter);
}

}  // namespace

Contestant OurExactWalk(const Dataset& data, double restart) {
  struct Solver {
    Solver(const Dataset& of, const WalkSolverOptions& options)
        : graph(of.graph(), of.snapshot->strengths), solver(graph, options) {}
    WalkGraph graph;
    WalkSolver solver;
    std::vector<WalkEntry> nearest;
  };
  WalkSolverOptions options;
  options.restart = restart;
  return {.name = "Kontor, " + std::to_string(kLanes) + " at once",
          .is_ours = true,
          .answer =
              [&data, own = std::make_shared<Solver>(data, options)](
                  size_t first, std::span<std::vector<Scored>> best) {
                own->solver.Solve(std::span(data.askers).subspan(first, best.size()));
                own->nearest.resize(best.size() * kTop);
                own->solver.Nearest(kTop, own->nearest);
                for (size_t i = 0; i < own->nearest.size(); ++i) {
                  const auto [organisation, probability] = own->nearest[i];
                  if (organisation != kNoNode)
                    best[i / kTop].push_back({probability, organisation});
                }
              },
          .batch = kLanes};
}

Contestant OurOnlineWalk(const Dataset& data, double restart) {
  WalkIndexOptions options;
  options.solver.restart = restart;
  return {.name = "Kontor, online",
          .is_ours = true,
          .answer =
              [&data,
               index = std::make_shared<WalkIndex>(data.graph(), data.snapshot->strengths, options),
               scratch = OnlineWalkScratch()](size_t first,
                                              std::span<std::vector<Scored>> best) mutable {
                OnlineWalkOptions question;
                question.count = kTop;
                for (const auto [organisation, probability] :
                     OnlineWalk(*index, data.askers[first], question, scratch)) {
                  best.front().push_back({probability, organisation});
                }
              }};
}

Contestant OurAdamicAdar(const Dataset& data) {
  return {.name = "Kontor",
          .is_ours = true,
          .answer = [&data, index = std::make_shared<AdamicAdar>(data.graph()),
                     scratch = AdamicAdarScratch()](size_t first,
                                                    std::span<std::vector<Scored>> best) mutable {
            const AdamicAdarQuestion question{
                .organisation = data.askers[first], .count = kTop, .with_neighbours = true};
            for (const auto& [organisation, score] : index->Best(question, scratch)) {
              best.front().push_back({score, organisation});
            }
          }};
}

Contestant OurSimilarity(const Dataset& data) {
  return {.name = "Kontor",
          .is_ours = true,
          .answer = [&data, scratch = SimilarityScratch(), ranges = std::vector<PositionRange>(),
                     list = BestList()](size_t first, std::span<std::vector<Scored>> best) mutable {
            const SimilarityQuestion& question = data.filtered[first];
            data.similarity.FindRanges({&question.country, 1}, {&question.kind, 1}, ranges);
            list.Start(kTop);
            data.similarity.ForEachAlike(data.snapshot->themes.Vector(question.asker), ranges,
                                         scratch, [&](NodeIndex organisation, double cosine) {
                                           if (organisation == question.asker) return;
                                           list.Add({cosine, organisation});
                                         });
            Finish(list, best.front());
          }};
}

Contestant OurWholeQuestion(const Dataset& data, const Preset& preset) {
  return {.name = "Kontor, preset " + preset.name,
          .is_ours = true,
          .answer = [&data, preset, scratch = std::make_shared<EngineScratch>()](
                        size_t first, std::span<std::vector<Scored>> best) {
            PartnerQuery query;
            query.organisation = data.askers[first];
            query.as_of = data.snapshot->known_until;
            query.preset = preset;
            const auto answer = AskWholeQuestion(*data.snapshot, query, *scratch);
            if (!answer) return;
            for (const Suggestion& one : answer->suggestions) {
              best.front().push_back({one.score, one.organisation});
            }
          }};
}

ExactScores ExactWalks(const Dataset& data, double restart) {
  return [&data, restart](size_t question, std::vector<double>& scores) {
    scores =
        ExactWalk(data.graph(), data.snapshot->strengths, data.askers[question], restart, 1e-9);
    scores.resize(data.size());
    scores[data.askers[question]] = 0.0;
  };
}

ExactScores ExactAdamicAdar(const Dataset& data, const Neighbours& neighbours) {
  return [&data, &neighbours](size_t question, std::vector<double>& scores) {
    const NodeIndex asker = data.askers[question];
    scores.assign(data.size(), 0.0);
    for (const NodeIndex between : neighbours.Of(asker)) {
      for (const NodeIndex other : neighbours.Of(between)) {
        scores[other] += neighbours.Worth(between);
      }
    }
    scores[asker] = 0.0;
  };
}

ExactScores ExactSimilarity(const Dataset& data) {
  return [&data](size_t question, std::vector<double>& scores) {
    const SimilarityQuestion& asked = data.filtered[question];
    const Snapshot& snapshot = *data.snapshot;
    scores.assign(data.size(), 0.0);
    for (const ThemeWeight& ours : snapshot.themes.Vector(asked.asker)) {
      for (const ThemeCarrier& carrier : snapshot.themes.Carriers(ours.theme)) {
        const Profile& profile = snapshot.profiles[carrier.organisation];
        if (profile.country != asked.country || profile.kind != asked.kind) continue;
        scores[carrier.organisation] += double{ours.weight} * double{carrier.weight};
      }
    }
    scores[asked.asker] = 0.0;
  };
}

}  // namespace kontor::bench
