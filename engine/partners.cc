#include "engine/partners.h"

#include <algorithm>
#include <cmath>

#include "engine/candidates.h"
#include "engine/features.h"
#include "engine/filters.h"
#include "engine/neighbourhood.h"
#include "engine/path.h"
#include "engine/rerank.h"
#include "engine/score.h"

namespace kontor {
namespace {

constexpr size_t kMaxExplainedSteps = 6;

Status Validate(const Snapshot& snapshot, const PartnerQuery& query) {
  if (query.organisation >= snapshot.profiles.size()) {
    return Fail(ErrorCode::kNotFound, "no such organisation");
  }
  if (query.top < 1 || query.top > Limits::max_top) {
    return Fail(ErrorCode::kInvalidArgument,
                "top must be between 1 and " + std::to_string(Limits::max_top));
  }
  if (!std::isfinite(query.diversity) || query.diversity > 1.0) {
    return Fail(ErrorCode::kInvalidArgument, "diversity must be between 0 and 1");
  }
  if (!query.as_of.known()) return Fail(ErrorCode::kInvalidArgument, "the as-of date is missing");
  return {};
}

bool IsReach(Feature feature) { return BelongsToReach(feature); }
bool IsFit(Feature feature) { return !BelongsToReach(feature); }
bool IsAny(Feature) { return true; }

uint64_t JointPartnerships(const CollaborationGraph& graph, NodeIndex a, NodeIndex b) {
  std::vector<NodeIndex> common;
  std::ranges::set_intersection(graph.Neighbours(a), graph.Neighbours(b),
                                std::back_inserter(common));
  return common.size();
}

Suggestion Detail(const Snapshot& snapshot, const PartnerQuery& query, const Candidate& candidate,
                  const Neighbourhood& neighbourhood) {
  const Pair pair{snapshot,
                  query.as_of,
                  query.organisation,
                  candidate.organisation,
                  candidate.cosine,
                  candidate.probability,
                  neighbourhood.CommonPartners(candidate.organisation)};
  Suggestion suggestion;
  suggestion.organisation = candidate.organisation;
  suggestion.sources = candidate.sources;
  suggestion.contributions = Contributions(query.preset, pair);
  suggestion.score = SumPoints(suggestion.contributions, IsAny);
  suggestion.fit = SumPoints(suggestion.contributions, IsFit);
  suggestion.reach = SumPoints(suggestion.contributions, IsReach);
  suggestion.reverse_contributions = Contributions(query.preset, Reverse(pair));
  suggestion.reverse_score = SumPoints(suggestion.reverse_contributions, IsAny);
  suggestion.mutual = HarmonicMean(suggestion.score, suggestion.reverse_score);
  suggestion.joint_partnerships =
      JointPartnerships(snapshot.graph, query.organisation, candidate.organisation);
  return suggestion;
}

}  // namespace

Result<PartnerAnswer> FindPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                   EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  PartnerQuery question = query;
  const Neighbourhood neighbourhood(snapshot.graph, question.organisation, scratch.neighbourhood);
  if (question.exclude_known) {
    const auto known = neighbourhood.partners();
    question.excluded.insert(question.excluded.end(), known.begin(), known.end());
  }
  const double diversity =
      question.diversity < 0.0 ? question.preset.diversity : question.diversity;
  const FilterCheck filters(snapshot, question);
  const auto candidates = FindCandidates(snapshot, question, filters, scratch);
  const auto scored = ScoreAll(snapshot, question, candidates);
  const auto list = Rerank(snapshot, scored, question.top, diversity);

  PartnerAnswer answer;
  answer.generation = snapshot.generation;
  answer.model = question.preset.name + "/" + question.preset.version;
  answer.as_of = question.as_of;
  answer.organisation = question.organisation;
  answer.candidates = candidates.size();
  answer.matching = filters.CountPassing();
  for (const ScoredCandidate& one : list) {
    answer.suggestions.push_back(Detail(snapshot, question, one.candidate, neighbourhood));
    answer.suggestions.back().path = neighbourhood.PathTo(one.candidate.organisation);
  }
  return answer;
}

Result<Suggestion> ExplainPair(const Snapshot& snapshot, const PartnerQuery& query,
                               NodeIndex candidate, EngineScratch& scratch) {
  PartnerQuery question = query;
  question.top = 1;
  if (auto valid = Validate(snapshot, question); !valid) return std::unexpected(valid.error());
  if (candidate >= snapshot.profiles.size()) {
    return Fail(ErrorCode::kNotFound, "no such organisation");
  }
  if (candidate == query.organisation) {
    return Fail(ErrorCode::kInvalidArgument, "an organisation is not its own partner");
  }
  scratch.walk.Prepare(snapshot.graph.vertex_count());
  const auto walk = ApproximateWalk(snapshot.graph, snapshot.strengths, query.organisation,
                                    WalkOptions{}, scratch.walk);
  const auto reached = std::ranges::lower_bound(walk, candidate, {}, &Proximity::organisation);
  const bool near = reached != walk.end() && reached->organisation == candidate;
  const Neighbourhood neighbourhood(snapshot.graph, query.organisation, scratch.neighbourhood);
  Suggestion suggestion =
      Detail(snapshot, question,
             {candidate, 0, ThemeCosine(snapshot.themes, query.organisation, candidate),
              near ? reached->probability : 0.0},
             neighbourhood);
  suggestion.path = neighbourhood.PathTo(candidate);
  if (suggestion.path.empty()) {
    suggestion.path = ShortestPath(snapshot, query.organisation, candidate, kMaxExplainedSteps);
  }
  return suggestion;
}

}  // namespace kontor
