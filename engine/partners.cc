#include "engine/partners.h"

#include <algorithm>
#include <cmath>

#include "engine/facets.h"
#include "engine/features.h"
#include "engine/nearness.h"
#include "engine/path.h"
#include "engine/rank_given.h"
#include "engine/rerank.h"
#include "engine/scored_question.h"

namespace kontor {
namespace {

constexpr size_t kMaxExplainedSteps = 6;

Status ValidatePins(const Snapshot& snapshot, const PartnerQuery& query) {
  if (query.pinned.size() > query.top) {
    return Fail(ErrorCode::kInvalidArgument, std::to_string(query.pinned.size()) +
                                                 " organisations are pinned, but top is " +
                                                 std::to_string(query.top));
  }
  for (const NodeIndex pinned : query.pinned) {
    if (pinned >= snapshot.profiles.size()) {
      return Fail(ErrorCode::kNotFound, "no such organisation");
    }
    const std::string key(snapshot.profiles[pinned].key);
    if (std::ranges::count(query.pinned, pinned) > 1) {
      return Fail(ErrorCode::kInvalidArgument, "'" + key + "' is pinned twice");
    }
    if (pinned == query.organisation) {
      return Fail(ErrorCode::kInvalidArgument,
                  "'" + key + "' cannot be pinned: an organisation is not its own partner");
    }
    if (std::ranges::count(query.excluded, pinned) > 0) {
      return Fail(ErrorCode::kInvalidArgument, "'" + key + "' is both pinned and excluded");
    }
  }
  return {};
}

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
  if (!std::isfinite(query.newcomer_share) || query.newcomer_share > 1.0) {
    return Fail(ErrorCode::kInvalidArgument, "the share of newcomers must be between 0 and 1");
  }
  if (!query.as_of.known()) return Fail(ErrorCode::kInvalidArgument, "the as-of date is missing");
  return ValidatePins(snapshot, query);
}

bool IsReach(Feature feature) { return BelongsToReach(feature); }
bool IsFit(Feature feature) { return !BelongsToReach(feature); }
bool IsAny(Feature) { return true; }

Suggestion Detail(const Snapshot& snapshot, const PartnerQuery& query, const Candidate& candidate,
                  CommonGround ground) {
  const Pair pair{snapshot,       query.as_of,           query.organisation, candidate.organisation,
                  candidate.near, ground.common_partners};
  const Pair reverse = Reverse(pair, ground.back);
  Suggestion suggestion;
  suggestion.organisation = candidate.organisation;
  suggestion.sources = candidate.sources;
  suggestion.contributions = Contributions(query.preset, pair);
  suggestion.score = SumPoints(suggestion.contributions, IsAny);
  suggestion.fit = SumPoints(suggestion.contributions, IsFit);
  suggestion.reach = SumPoints(suggestion.contributions, IsReach);
  suggestion.reverse_contributions = Contributions(query.preset, reverse);
  suggestion.reverse_score = SumPoints(suggestion.reverse_contributions, IsAny);
  suggestion.mutual = GeometricMean(suggestion.score, suggestion.reverse_score);
  suggestion.joint_partnerships = ground.joint_partnerships;
  suggestion.path = std::move(ground.path);
  return suggestion;
}

// The suggestions of candidates, with all that is told of them.
std::vector<Suggestion> Details(const Snapshot& snapshot, const PartnerQuery& query,
                                std::span<const Candidate> candidates,
                                const Neighbourhood& neighbourhood, EngineScratch& scratch) {
  std::vector<NodeIndex> organisations;
  organisations.reserve(candidates.size());
  for (const Candidate& one : candidates) organisations.push_back(one.organisation);
  auto ground = FindCommonGround(snapshot, neighbourhood, organisations, query.preset.is_learned(),
                                 scratch.common_ground);
  std::vector<Suggestion> suggestions;
  suggestions.reserve(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i) {
    suggestions.push_back(Detail(snapshot, query, candidates[i], std::move(ground[i])));
  }
  return suggestions;
}

std::vector<FacetCounts> FacetsOf(const Snapshot& snapshot, const PartnerQuery& query,
                                  const Neighbourhood& neighbourhood, FilterScratch& scratch) {
  if (query.facets.empty()) return {};
  std::vector<NodeIndex> excluded = query.excluded;
  excluded.push_back(query.organisation);
  if (query.exclude_known) {
    const std::span<const NodeIndex> known = neighbourhood.partners();
    excluded.insert(excluded.end(), known.begin(), known.end());
  }
  return CountFacets(snapshot, {query.filters, query.as_of, excluded, std::nullopt}, query.facets,
                     scratch);
}

double OrElse(double wanted, double of_preset) { return wanted < 0.0 ? of_preset : wanted; }

RankedList List(const Snapshot& snapshot, const PartnerQuery& query,
                std::span<const ScoredCandidate> scored) {
  const ListRules rules{.top = query.top,
                        .diversity = OrElse(query.diversity, query.preset.diversity),
                        .newcomer_share = OrElse(query.newcomer_share, query.preset.newcomer_floor),
                        .caps = query.caps,
                        .pinned = query.pinned};
  return Rerank(snapshot, scored, rules);
}

}  // namespace

Result<PartnerAnswer> FindPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                   EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  const ScoredQuestion asked(snapshot, query, scratch);

  PartnerAnswer answer;
  answer.generation = snapshot.generation;
  answer.model = ModelName(query.preset);
  answer.as_of = query.as_of;
  answer.organisation = query.organisation;
  answer.candidates = asked.scored().size();
  answer.matching = asked.filters().CountPassing();
  const RankedList list = List(snapshot, query, asked.scored());
  answer.missing_by_caps = list.missing_by_caps;
  answer.missing_newcomers = list.missing_newcomers;
  std::vector<Candidate> listed;
  listed.reserve(list.places.size());
  for (const Placement& place : list.places) {
    listed.push_back(asked.scored()[place.position].candidate);
  }
  answer.suggestions = Details(snapshot, query, listed, asked.neighbourhood(), scratch);
  for (size_t i = 0; i < list.places.size(); ++i) {
    answer.suggestions[i].placed_by = list.places[i].by;
    answer.suggestions[i].rank_by_score = list.places[i].position + 1;
  }
  answer.facets = FacetsOf(snapshot, query, asked.neighbourhood(), scratch.filters);
  return answer;
}

Result<std::vector<NodeIndex>> RankPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                            EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  const ScoredQuestion asked(snapshot, query, scratch);

  const std::span<const ScoredCandidate> scored = asked.scored();
  const RankedList list = List(snapshot, query, asked.scored());
  std::vector<NodeIndex> ranking;
  ranking.reserve(scored.size());
  std::vector<bool> listed(scored.size(), false);
  for (const Placement& place : list.places) {
    ranking.push_back(scored[place.position].candidate.organisation);
    listed[place.position] = true;
  }
  for (size_t i = 0; i < scored.size(); ++i) {
    if (!listed[i]) ranking.push_back(scored[i].candidate.organisation);
  }
  return ranking;
}

Result<Suggestion> ExplainPair(const Snapshot& snapshot, const PartnerQuery& query,
                               NodeIndex candidate, EngineScratch& scratch) {
  PartnerQuery question = query;
  question.top = 1;
  question.pinned.clear();
  if (auto valid = Validate(snapshot, question); !valid) return std::unexpected(valid.error());
  if (candidate >= snapshot.profiles.size()) {
    return Fail(ErrorCode::kNotFound, "no such organisation");
  }
  if (candidate == query.organisation) {
    return Fail(ErrorCode::kInvalidArgument, "an organisation is not its own partner");
  }
  const Neighbourhood neighbourhood(snapshot.graph, query.organisation, scratch.neighbourhood);
  const Candidate one{candidate, 0,
                      MeasureNearness(snapshot, question, {&candidate, 1}, scratch).front()};
  Suggestion suggestion =
      std::move(Details(snapshot, question, {&one, 1}, neighbourhood, scratch).front());
  if (suggestion.path.empty()) {
    suggestion.path = ShortestPath(snapshot, query.organisation, candidate, kMaxExplainedSteps);
  }
  return suggestion;
}

Result<std::vector<Suggestion>> RankGiven(const Snapshot& snapshot, const PartnerQuery& query,
                                          std::span<const NodeIndex> organisations, size_t skip,
                                          EngineScratch& scratch) {
  PartnerQuery question = query;
  question.pinned.clear();
  if (auto valid = Validate(snapshot, question); !valid) return std::unexpected(valid.error());
  const Neighbourhood neighbourhood(snapshot.graph, question.organisation, scratch.neighbourhood);
  const std::vector<Nearness> near = MeasureNearness(snapshot, question, organisations, scratch);
  std::vector<Candidate> candidates;
  candidates.reserve(organisations.size());
  for (size_t i = 0; i < organisations.size(); ++i) {
    candidates.push_back({organisations[i], 0, near[i]});
  }
  std::span<const ScoredCandidate> scored =
      ScoreAll(snapshot, question, candidates, scratch.scores);
  scored = scored.subspan(std::min(skip, scored.size()));
  std::vector<Candidate> best;
  for (const ScoredCandidate& one : scored.first(std::min(question.top, scored.size()))) {
    best.push_back(one.candidate);
  }
  std::vector<Suggestion> suggestions = Details(snapshot, question, best, neighbourhood, scratch);
  for (size_t i = 0; i < suggestions.size(); ++i) suggestions[i].rank_by_score = skip + i + 1;
  return suggestions;
}

}  // namespace kontor
