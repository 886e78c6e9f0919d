#include "engine/partners.h"

#include <algorithm>
#include <cmath>

#include "engine/candidates.h"
#include "engine/features.h"
#include "engine/filters.h"
#include "engine/nearness.h"
#include "engine/path.h"
#include "engine/rerank.h"
#include "engine/score.h"
#include "engine/scratch.h"

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
  for (const Candidate& one : candidates) organisations.push_back(one.organisation);
  auto ground = FindCommonGround(snapshot, query.organisation, neighbourhood, organisations,
                                 query.preset.is_learned(), scratch.common_ground);
  std::vector<Suggestion> suggestions;
  suggestions.reserve(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i) {
    suggestions.push_back(Detail(snapshot, query, candidates[i], std::move(ground[i])));
  }
  return suggestions;
}

// A question with its candidates scored. The scratch is in use while this lives.
class ScoredQuestion {
 public:
  ScoredQuestion(const Snapshot& snapshot, const PartnerQuery& query, EngineScratch& scratch)
      : snapshot_(snapshot),
        query_(query),
        neighbourhood_(snapshot.graph, query.organisation, scratch.neighbourhood),
        filters_(snapshot, query, scratch.filters) {
    if (query.exclude_known) filters_.Exclude(neighbourhood_.partners());
    scored_ = ScoreAll(snapshot, query, FindCandidates(snapshot, query, filters_, scratch));
  }

  [[nodiscard]] const Neighbourhood& neighbourhood() const { return neighbourhood_; }
  [[nodiscard]] const FilterCheck& filters() const { return filters_; }
  // All candidates, by score.
  [[nodiscard]] const std::vector<ScoredCandidate>& scored() const { return scored_; }
  // The list.
  [[nodiscard]] std::vector<ScoredCandidate> Listed() const {
    const double diversity = query_.diversity < 0.0 ? query_.preset.diversity : query_.diversity;
    return Rerank(snapshot_, scored_, query_.top, diversity);
  }

 private:
  const Snapshot& snapshot_;
  const PartnerQuery& query_;
  Neighbourhood neighbourhood_;
  FilterCheck filters_;
  std::vector<ScoredCandidate> scored_;
};

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
  std::vector<Candidate> listed;
  for (const ScoredCandidate& one : asked.Listed()) listed.push_back(one.candidate);
  answer.suggestions = Details(snapshot, query, listed, asked.neighbourhood(), scratch);
  return answer;
}

Result<std::vector<NodeIndex>> RankPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                            EngineScratch& scratch) {
  if (auto valid = Validate(snapshot, query); !valid) return std::unexpected(valid.error());
  const ScoredQuestion asked(snapshot, query, scratch);

  std::vector<NodeIndex> ranking;
  for (const ScoredCandidate& one : asked.Listed()) ranking.push_back(one.candidate.organisation);
  std::vector<NodeIndex> listed = ranking;
  std::ranges::sort(listed);
  for (const ScoredCandidate& one : asked.scored()) {
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
  const Neighbourhood neighbourhood(snapshot.graph, query.organisation, scratch.neighbourhood);
  const Candidate one{candidate, 0, MeasureNearness(snapshot, question, candidate, scratch)};
  Suggestion suggestion =
      std::move(Details(snapshot, question, {&one, 1}, neighbourhood, scratch).front());
  if (suggestion.path.empty()) {
    suggestion.path = ShortestPath(snapshot, query.organisation, candidate, kMaxExplainedSteps);
  }
  return suggestion;
}

}  // namespace kontor
