#include <algorithm>
#include <memory>

#include "bench/peers/text_peers.h"
#include "engine/search.h"
#include "engine/suggest.h"

namespace kontor::bench {
namespace {

std::vector<PlannedWord> PlanOf(const TextIndex& texts, const TextQuestion& question) {
  std::vector<PlannedWord> words;
  for (const TermIndex term : question.terms) {
    words.push_back({{}, {{term, nullptr, texts.Rarity(texts.Carriers(term))}}});
  }
  return words;
}

}  // namespace

Contestant OurRetrieval(const TextDataset& data) {
  return {.name = "Kontor, retrieval alone",
          .is_ours = true,
          .answer = [&data, scratch = TextScratch(), list = BestList()](
                        size_t first, std::span<std::vector<Scored>> best) mutable {
            const auto words = PlanOf(*data.texts, data.questions[first]);
            list.Start(kTop);
            ForEachScored(*data.texts, words, scratch,
                          [&list](NodeIndex organisation, uint32_t score) {
                            list.Add({static_cast<double>(score), organisation});
                          });
            best.front() = list.Finish();
            std::ranges::sort(best.front(), IsBetter);
          }};
}

Contestant OurSearch(const TextDataset& data, const char* name, SearchParts parts) {
  struct Scratch {
    FilterScratch filters;
    SearchScratch search;
  };
  return {.name = name,
          .is_ours = true,
          .answer = [&data, parts, scratch = std::make_shared<Scratch>()](
                        size_t first, std::span<std::vector<Scored>> best) {
            const TextQuestion& question = data.questions[first];
            const Snapshot& snapshot = *data.data.snapshot;
            SearchQuery query;
            query.text = parts.misspelt ? question.misspelt : question.words;
            query.as_of = snapshot.known_until;
            query.literal = parts.literal;
            if (parts.country) query.filters.push_back({Criterion::kCountry, {question.country}});
            if (parts.facets) query.facets = AllFacets();
            const auto answer = SearchOrganisations(snapshot, *data.texts, query, scratch->filters,
                                                    scratch->search);
            if (!answer) return;
            for (const SearchHit& hit : answer->hits) {
              best.front().push_back({hit.score, hit.organisation});
            }
          }};
}

Contestant OurSuggest(const TextDataset& data) {
  return {.name = "Kontor, suggest",
          .is_ours = true,
          .answer = [&data](size_t first, std::span<std::vector<Scored>> best) {
            const Snapshot& snapshot = *data.data.snapshot;
            const auto answer =
                Suggest(snapshot, data.questions[first].begun, kTop, snapshot.known_until);
            if (!answer) return;
            for (const Proposal& one : answer->proposals) {
              if (one.organisation != kNoNode) best.front().push_back({1.0, one.organisation});
            }
          }};
}

ExactScores ExactRetrieval(const TextDataset& data) {
  return [&data](size_t question, std::vector<double>& scores) {
    scores.assign(data.data.size(), 0.0);
    for (const TermIndex term : data.questions[question].terms) {
      const double rarity = data.texts->Rarity(data.texts->Carriers(term));
      data.texts->ForEachCarrier(term, [&](NodeIndex organisation, uint32_t strength) {
        scores[organisation] += rarity * strength;
      });
    }
  };
}

}  // namespace kontor::bench
