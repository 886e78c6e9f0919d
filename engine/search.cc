#include "engine/search.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>

#include "base/distinct.h"
#include "base/tokens.h"
#include "engine/cursor.h"
#include "engine/facets.h"
#include "index/analyser.h"
#include "index/query_parser.h"

namespace kontor {
namespace {

// The score grows by 1/kExperienceUnits for each doubling of the number of partnerships, ten times
// at most.
constexpr uint64_t kExperienceUnits = 40;
constexpr uint32_t kMostDoublings = 10;
constexpr double kScoreUnits = double{TextIndex::kFullStrength} * TextIndex::kRarityUnits;

template <typename T>
void Append(const std::vector<T>& more, std::vector<T>& list) {
  list.insert(list.end(), more.begin(), more.end());
}

class Searcher {
 public:
  Searcher(const Snapshot& snapshot, const TextIndex& index, const SearchQuery& query,
           FilterScratch& filters, SearchScratch& scratch)
      : snapshot_(snapshot), index_(index), query_(query), filters_(filters), scratch_(scratch) {}

  Result<SearchAnswer> Answer() {
    Result<ParsedQuery> parsed = ParseQuery(query_.text);
    if (!parsed) return std::unexpected(parsed.error());
    parsed_ = *std::move(parsed);
    if (parsed_.empty() && query_.filters.empty() && query_.area.empty() && query_.wishes.empty()) {
      return Fail(ErrorCode::kInvalidArgument, "the text to search for has no words");
    }
    answer_.generation = snapshot_.generation;
    answer_.notes = parsed_.notes;
    answer_.filters = query_.filters;
    answer_.area = query_.area;
    excluded_ = query_.excluded;
    if (Status read = ReadAllClauses(); !read) return std::unexpected(read.error());
    if (Status read = ReadPlaces(); !read) return std::unexpected(read.error());
    PlanAllWords();
    FindPhrases();
    FindHits();
    AddCodes();
    AddFacets();
    return std::move(answer_);
  }

 private:
  // field:value, and with a sign before it; the organisations of -field:value go to excluded_, as
  // do those of excluded words and phrases.
  Status ReadAllClauses() {
    using Role = QueryClause::Role;
    std::vector<QueryClause> musts;
    answer_.wishes = query_.wishes;
    for (const QueryClause& clause : parsed_.clauses) {
      if (clause.role == Role::kMust) {
        musts.push_back(clause);
      } else if (clause.role == Role::kMustNot) {
        const Result<Filters> unwanted = ReadClauses(snapshot_, {&clause, 1});
        if (!unwanted) return std::unexpected(unwanted.error());
        FilterCheck(snapshot_, *unwanted, query_.as_of, filters_)
            .ForEachPassing([this](NodeIndex organisation) { excluded_.push_back(organisation); });
        Append(*unwanted, answer_.excluded);
      } else {
        Result<Wish> wish = ReadWish(snapshot_, clause);
        if (!wish) return std::unexpected(wish.error());
        answer_.wishes.push_back(*std::move(wish));
      }
    }
    if (answer_.wishes.size() > kMostWishes) {
      return Fail(ErrorCode::kLimit,
                  "there are at most " + std::to_string(kMostWishes) + " wishes");
    }
    const Result<Filters> filters = ReadClauses(snapshot_, musts);
    if (!filters) return std::unexpected(filters.error());
    Append(*filters, answer_.filters);
    for (const std::string& word : parsed_.excluded_words) Append(CarriersOfWord(word), excluded_);
    for (const std::string& phrase : parsed_.excluded_phrases) {
      Append(CarriersOfPhrase(phrase), excluded_);
    }
    SortDistinct(excluded_);
    return {};
  }

  Status ReadPlaces() {
    std::vector<Area::Circle>& circles = answer_.area.circles;
    if (circles.size() + parsed_.near.size() > kMostCircles) {
      return Fail(ErrorCode::kLimit,
                  "there are at most " + std::to_string(kMostCircles) + " places to be near to");
    }
    for (const QueryNear& near : parsed_.near) {
      Result<Area::Circle> circle = ReadCircle(snapshot_, near.place, near.distance);
      if (!circle) return Within("near", circle.error());
      circles.push_back(*std::move(circle));
    }
    if (query_.by_distance && circles.empty()) {
      return Fail(ErrorCode::kInvalidArgument,
                  "an order by distance wants a place, as in near:Potsdam");
    }
    return {};
  }

  void PlanAllWords() {
    std::vector<std::string> words = parsed_.words;
    const bool last_is_open = parsed_.last_is_open && !query_.literal;
    answer_.plan = PlanWords(index_, snapshot_.concepts, snapshot_.profiles, words,
                             {.last_is_open = last_is_open,
                              .forgiving = !query_.literal,
                              .understanding = !query_.literal,
                              .as_of = query_.as_of});
    std::vector<std::string_view> tokens;
    words.clear();
    for (const std::string& phrase : parsed_.phrases) {
      FindTokens(phrase, tokens);
      words.insert(words.end(), tokens.begin(), tokens.end());
    }
    QueryPlan of_phrases = PlanWords(index_, snapshot_.concepts, snapshot_.profiles, words,
                                     {.forgiving = false, .understanding = false});
    std::ranges::move(of_phrases.words, std::back_inserter(answer_.plan.words));
  }

  // Ascending.
  [[nodiscard]] std::vector<NodeIndex> CarriersOfWord(std::string_view word) const {
    std::vector<NodeIndex> carriers;
    for (const TermIndex term : TermsOfWord(index_, word)) {
      index_.ForEachCarrier(
          term, [&](NodeIndex organisation, uint32_t) { carriers.push_back(organisation); });
    }
    SortDistinct(carriers);
    return carriers;
  }

  // Those that hold the words of a phrase in that order in one text.
  [[nodiscard]] std::vector<NodeIndex> CarriersOfPhrase(const std::string& phrase) const {
    std::vector<std::string_view> words;
    FindTokens(phrase, words);
    std::vector<NodeIndex> carriers = CarriersOfWord(words.front());
    for (const std::string_view word : std::span(words).subspan(1)) {
      std::vector<NodeIndex> both;
      std::ranges::set_intersection(carriers, CarriersOfWord(word), std::back_inserter(both));
      carriers = std::move(both);
    }
    const std::string terms = " " + TermsOf(phrase, {}) + " ";
    std::erase_if(carriers, [&](NodeIndex organisation) { return !Holds(organisation, terms); });
    return carriers;
  }

  [[nodiscard]] bool Holds(NodeIndex organisation, const std::string& terms) const {
    bool holds = false;
    ForEachText(snapshot_, index_, organisation, SIZE_MAX, [&](TextField, std::string_view text) {
      holds = (" " + TermsOf(text, {}) + " ").find(terms) != std::string::npos;
      return !holds;
    });
    return holds;
  }

  void FindPhrases() {
    for (const std::string& phrase : parsed_.phrases) {
      std::vector<NodeIndex> carriers = CarriersOfPhrase(phrase);
      if (holds_phrases_) {
        std::erase_if(carriers,
                      [this](NodeIndex organisation) { return !HasPhrases(organisation); });
      }
      holds_phrases_ = std::move(carriers);
    }
  }

  [[nodiscard]] bool HasPhrases(NodeIndex organisation) const {
    return !holds_phrases_ || std::ranges::binary_search(*holds_phrases_, organisation);
  }

  [[nodiscard]] double WithExperience(NodeIndex organisation, uint64_t score) const {
    const auto ties = static_cast<uint32_t>(snapshot_.graph.Neighbours(organisation).size());
    const uint64_t doublings =
        std::min(static_cast<uint32_t>(std::bit_width(ties)), kMostDoublings);
    return static_cast<double>(score * (kExperienceUnits + doublings)) / kExperienceUnits;
  }

  // The page that is asked for: of exact ones and then all others by score, or of all by distance.
  void FindHits() {
    const WishCheck wishes(snapshot_, answer_.wishes, query_.as_of, filters_, scratch_.met);
    FilterCheck passing(snapshot_, answer_.filters, query_.as_of, filters_);
    passing.Exclude(excluded_);
    const AreaCheck area(snapshot_.profiles, answer_.area);
    const size_t most = query_.skip + query_.top;
    for (const NodeIndex organisation : snapshot_.names.Resolve(query_.text)) {
      if (answer_.hits.size() < most && passing.Passes(organisation) &&
          area.Contains(organisation)) {
        answer_.hits.push_back(SearchHit{.organisation = organisation, .is_exact = true});
      }
    }
    scratch_.best.Start(most);
    scratch_.located.clear();
    scratch_.matched.clear();
    size_t unlocated = 0;
    const auto add = [&](NodeIndex organisation, uint64_t score) {
      if (!HasPhrases(organisation)) return;
      const bool passes = passing.Passes(organisation);
      if (!area.Contains(organisation)) {
        if (passes && !area.IsLocated(organisation)) ++unlocated;
        return;
      }
      if (!query_.facets.empty()) scratch_.matched.push_back(organisation);
      if (!passes) return;
      ++answer_.matching;
      Add({wishes.Raise(organisation, WithExperience(organisation, score)), organisation}, area);
    };
    constexpr uint64_t kAlike = 1;
    if (!answer_.plan.words.empty()) {
      ForEachScored(index_, answer_.plan.words, scratch_.text, add);
    } else if (answer_.area.empty()) {
      passing.ForEachPassing([&](NodeIndex organisation) { add(organisation, kAlike); });
    } else {  // for facets, also those that do not pass
      for (NodeIndex i = 0; i < snapshot_.profiles.size(); ++i) add(i, kAlike);
    }
    AddHits();
    TellUnlocated(unlocated);
    for (SearchHit& hit : answer_.hits) {
      hit.metres = area.Metres(hit.organisation);
      for (uint32_t i = 0; i < answer_.wishes.size(); ++i) {
        if (((wishes.Met(hit.organisation) >> i) & 1U) != 0) hit.met.push_back(i);
      }
    }
  }

  void Add(const Scored& found, const AreaCheck& area) {
    const auto known =
        std::ranges::find(answer_.hits, found.organisation, &SearchHit::organisation);
    if (known != answer_.hits.end()) known->score = found.score / kScoreUnits;
    if (query_.by_distance) {
      scratch_.located.push_back({*area.Metres(found.organisation), found});
    } else if (known == answer_.hits.end()) {
      scratch_.best.Add(found);
    }
  }

  // Behind the exact ones; then only those of the page are kept.
  void AddHits() {
    const size_t most = query_.skip + query_.top;
    std::vector<SearchHit>& hits = answer_.hits;
    if (query_.by_distance) {
      SortByDistance(most);
    } else {
      std::vector<Scored> best = scratch_.best.Finish();
      std::ranges::sort(best, IsBetter);
      for (const auto& [score, organisation] : best) {
        if (hits.size() == most) break;
        hits.push_back(SearchHit{.organisation = organisation, .score = score / kScoreUnits});
      }
    }
    answer_.matching = std::max(answer_.matching, hits.size());
    EndPage(query_, {}, answer_);
    const auto skipped = static_cast<std::ptrdiff_t>(std::min(query_.skip, hits.size()));
    hits.erase(hits.begin(), hits.begin() + skipped);
  }

  void SortByDistance(size_t most) {
    auto& located = scratch_.located;
    const auto last = located.begin() + static_cast<std::ptrdiff_t>(std::min(most, located.size()));
    std::ranges::partial_sort(located, last, {}, [](const SearchScratch::Located& one) {
      return std::pair(one.metres, one.hit.organisation);
    });
    std::vector<SearchHit> hits;
    for (const auto& [metres, found] : std::span(located.begin(), last)) {
      const bool is_exact = std::ranges::find(answer_.hits, found.organisation,
                                              &SearchHit::organisation) != answer_.hits.end();
      hits.push_back(SearchHit{.organisation = found.organisation,
                               .score = found.score / kScoreUnits,
                               .is_exact = is_exact});
    }
    answer_.hits = std::move(hits);
  }

  void TellUnlocated(size_t count) {
    if (count == 0) return;
    answer_.notes.push_back(
        count == 1 ? "One organisation is left out because it is not known where it is."
                   : std::to_string(count) +
                         " organisations are left out because it is not known where they are.");
  }

  void AddCodes() {
    for (SearchHit& hit : answer_.hits) {
      for (uint32_t i = 0; i < answer_.plan.understood.size(); ++i) {
        if (std::ranges::binary_search(*answer_.plan.understood[i].carriers, hit.organisation)) {
          hit.codes.push_back(i);
        }
      }
    }
  }

  void AddFacets() {
    if (query_.facets.empty()) return;
    FacetQuestion question{answer_.filters, query_.as_of, excluded_, std::nullopt};
    if (!answer_.plan.words.empty() || !answer_.area.empty()) question.among = scratch_.matched;
    answer_.facets = CountFacets(snapshot_, question, query_.facets, filters_);
  }

  const Snapshot& snapshot_;
  const TextIndex& index_;
  const SearchQuery& query_;
  FilterScratch& filters_;
  SearchScratch& scratch_;
  ParsedQuery parsed_;
  std::vector<NodeIndex> excluded_;
  std::optional<std::vector<NodeIndex>> holds_phrases_;  // ascending; all if there are no phrases
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> SearchOrganisations(const Snapshot& snapshot, const TextIndex& index,
                                         const SearchQuery& query, FilterScratch& filters,
                                         SearchScratch& scratch) {
  return Searcher(snapshot, index, query, filters, scratch).Answer();
}

}  // namespace kontor
