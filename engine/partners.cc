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
                  const Neighbourhood& neighbourhood, ConnectionScratch& scratch) {
  const Pair pair{snapshot,           query.as_of,
                  query.organisation, candidate.organisation,
                  candidate.near,     neighbourhood.CommonPartners(candidate.organisation)};
  Pair reverse = Reverse(pair);
  if (query.preset.is_learned()) {
    reverse.near.connection = ConnectionBetween(snapshot, reverse.us, reverse.them, scratch);
  }
  Suggestion suggestion;
  suggestion.organisation = candidate.organisation;
  suggestion.sources = candidate.sources;
  suggestion.contributions = Contributions(query.preset, pair);
  suggestion.score = SumPoints(suggestion.contributions, IsAny);
  suggestion.fit = SumPoints(suggestion.contributions, IsFit);
  suggestion.reach = SumPoints(suggestion.contributions, IsReach);
  suggestion.reverse_contributions = Contributions(query.preset, reverse);
  suggestion.reverse_score = SumPoints(suggestion.reverse_contributions, IsAny);
  suggestion.mutual = HarmonicMean(suggestion.score, suggestion.reverse_score);
  suggestion.joint_partnerships =
      JointPartnerships(snapshot.graph, query.organisation, candidate.organisation);
  return suggestion;
}

// The question with what it leaves to its preset and to the network filled in.
PartnerQuery ReadyToAsk(PartnerQuery query, const Neighbourhood& neighbourhood) {
  if (query.exclude_known) {
    const auto known = neighbourhood.partners();
    query.excluded.insert(query.excluded.end(), known.begin(), known.end());
  }
  if (query.diversity < 0.0) query.diversity = query.preset.diversity;
  return query;
}

// A question made ready, with its candidates scored. The scratch is in use while this lives.
struct ScoredQuestion {
  ScoredQuestion(const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch)
      : neighbourhood(snapshot.graph, query.organisation, scratch.neighbourhood),
        question(ReadyToAsk(query, neighbourhood)),
        filters(snapshot, question),
        scored(ScoreAll(snapshot, question, FindCandidates(snapshot, question, filters, scratch))) {
  }

  Neighbourhood neighbourhood;
  PartnerQuery question;
  FilterCheck filters;
  std::vector<ScoredCandidate> scored;
};

}  // namespace

Result<PartnerAnswer> FindPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                   EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  const ScoredQuestion asked(snapshot, query, scratch);
  const auto& [neighbourhood, question, filters, scored] = asked;

  PartnerAnswer answer;
  answer.generation = snapshot.generation;
  answer.model = ModelName(question.preset);
  answer.as_of = question.as_of;
  answer.organisation = question.organisation;
  answer.candidates = scored.size();
  answer.matching = filters.CountPassing();
  for (const ScoredCandidate& one : Rerank(snapshot, scored, question.top, question.diversity)) {
    answer.suggestions.push_back(
        Detail(snapshot, question, one.candidate, neighbourhood, scratch.connections));
    answer.suggestions.back().path = neighbourhood.PathTo(one.candidate.organisation);
  }
  return answer;
}

Result<std::vector<NodeIndex>> RankPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                            EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  const ScoredQuestion asked(snapshot, query, scratch);

  std::vector<NodeIndex> ranking;
  for (const ScoredCandidate& one :
       Rerank(snapshot, asked.scored, asked.question.top, asked.question.diversity)) {
    ranking.push_back(one.candidate.organisation);
  }
  std::vector<NodeIndex> listed = ranking;
  std::ranges::sort(listed);
  for (const ScoredCandidate& one : asked.scored) {
    const NodeIndex organisation = one.candidate.organisation;
    if (!std::ranges::binary_search(listed, organisation)) ranking.push_back(organisation);
  }
  return ranking;
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
  Nearness nearness{ThemeCosine(snapshot.themes, query.organisation, candidate),
                    near ? reached->probability : 0.0,
                    {}};
  if (question.preset.is_learned()) {
    nearness.connection =
        Connections(snapshot, query.organisation, scratch.connections).To(candidate);
  }
  Suggestion suggestion =
      Detail(snapshot, question, {candidate, 0, nearness}, neighbourhood, scratch.connections);
  suggestion.path = neighbourhood.PathTo(candidate);
  if (suggestion.path.empty()) {
    suggestion.path = ShortestPath(snapshot, query.organisation, candidate, kMaxExplainedSteps);
  }
  return suggestion;
}

}  // namespace kontor
