#include "engine/search_for.h"

#include <span>
#include <utility>

#include "engine/neighbourhood.h"
#include "engine/rank_given.h"

namespace kontor {

std::string RankedBy(const Snapshot& snapshot, const PartnerQuery& partners) {
  return std::string(snapshot.profiles[partners.organisation].key) + " " +
         ModelName(partners.preset) + (partners.exclude_known ? " new" : "");
}

Result<SearchForAnswer> SearchFor(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const PartnerQuery& partners,
                                  EngineScratch& scratch) {
  if (query.by_distance) {
    return Fail(ErrorCode::kInvalidArgument,
                "hits are in the order of partners or by distance, not both");
  }
  HitRanking ranking{RankedBy(snapshot, partners), {partners.organisation}, {}};
  if (partners.exclude_known) {
    const Neighbourhood asker(snapshot.graph, partners.organisation, scratch.neighbourhood);
    const std::span<const NodeIndex> known = asker.partners();
    ranking.excluded.insert(ranking.excluded.end(), known.begin(), known.end());
  }
  PartnerQuery question = partners;
  question.top = query.top;
  SearchForAnswer answer;
  ranking.rank = [&](std::span<const NodeIndex> found) -> Result<std::vector<NodeIndex>> {
    Result<std::vector<Suggestion>> suggestions =
        RankGiven(snapshot, question, found, query.skip, scratch);
    if (!suggestions) return std::unexpected(suggestions.error());
    answer.suggestions = *std::move(suggestions);
    std::vector<NodeIndex> shown;
    for (const Suggestion& one : answer.suggestions) shown.push_back(one.organisation);
    return shown;
  };
  Result<SearchAnswer> found = SearchRanked(snapshot, index, query, ranking, scratch);
  if (!found) return std::unexpected(found.error());
  answer.found = *std::move(found);
  answer.organisation = partners.organisation;
  answer.model = ModelName(partners.preset);
  return answer;
}

}  // namespace kontor
