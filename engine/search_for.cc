#include "engine/search_for.h"

#include <algorithm>
#include <utility>

#include "engine/cursor.h"
#include "engine/rank_given.h"

namespace kontor {

std::string RankedBy(const Snapshot& snapshot, const PartnerQuery& partners) {
  return std::string(snapshot.profiles[partners.organisation].key) + " " +
         ModelName(partners.preset);
}

Result<SearchForAnswer> SearchFor(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const PartnerQuery& partners,
                                  EngineScratch& scratch) {
  if (query.by_distance) {
    return Fail(ErrorCode::kInvalidArgument,
                "hits are in the order of partners or by distance, not both");
  }
  SearchQuery wider = query;
  wider.top = std::max<size_t>(1, snapshot.profiles.size());
  wider.skip = 0;
  wider.excluded.push_back(partners.organisation);
  Result<SearchAnswer> found =
      SearchOrganisations(snapshot, index, wider, scratch.filters, scratch.search);
  if (!found) return std::unexpected(found.error());
  std::vector<SearchHit>& hits = found->hits;
  std::ranges::sort(hits, {}, &SearchHit::organisation);
  std::vector<NodeIndex> organisations;
  organisations.reserve(hits.size());
  for (const SearchHit& hit : hits) organisations.push_back(hit.organisation);
  PartnerQuery question = partners;
  question.top = query.top;
  Result<std::vector<Suggestion>> suggestions =
      RankGiven(snapshot, question, organisations, query.skip, scratch);
  if (!suggestions) return std::unexpected(suggestions.error());

  SearchForAnswer answer;
  std::vector<SearchHit> ranked;
  ranked.reserve(suggestions->size());
  for (const Suggestion& suggestion : *suggestions) {
    ranked.push_back(std::move(
        *std::ranges::lower_bound(hits, suggestion.organisation, {}, &SearchHit::organisation)));
  }
  hits = std::move(ranked);
  EndPage(query, RankedBy(snapshot, partners), *found);
  answer.found = *std::move(found);
  answer.organisation = partners.organisation;
  answer.model = ModelName(partners.preset);
  answer.suggestions = *std::move(suggestions);
  return answer;
}

}  // namespace kontor
