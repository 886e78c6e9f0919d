#include "engine/search_for.h"

#include <algorithm>
#include <utility>

#include "engine/rank_given.h"

namespace kontor {

Result<SearchForAnswer> SearchFor(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const PartnerQuery& partners,
                                  EngineScratch& scratch) {
  SearchQuery wider = query;
  wider.top = Limits::max_top;
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
      RankGiven(snapshot, question, organisations, scratch);
  if (!suggestions) return std::unexpected(suggestions.error());

  SearchForAnswer answer;
  std::vector<SearchHit> ranked;
  ranked.reserve(suggestions->size());
  for (const Suggestion& suggestion : *suggestions) {
    ranked.push_back(std::move(
        *std::ranges::lower_bound(hits, suggestion.organisation, {}, &SearchHit::organisation)));
  }
  hits = std::move(ranked);
  answer.found = *std::move(found);
  answer.organisation = partners.organisation;
  answer.model = ModelName(partners.preset);
  answer.suggestions = *std::move(suggestions);
  return answer;
}

}  // namespace kontor
