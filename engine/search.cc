#include "engine/search.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>
#include <span>

#include "base/distinct.h"
#include "base/tokens.h"
#include "engine/cursor.h"
#include "engine/facets.h"
#include "engine/phrases.h"
#include "engine/scratch.h"
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
           const HitRanking* ranking, FilterScratch& filters, SearchScratch& scratch)
      : snapshot_(snapshot),
        index_(index),
        query_(query),
        ranking_(ranking),
        filters_(filters),
        scratch_(scratch),
        phrases_(snapshot, index) {}

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
    if (ranking_ != nullptr) Append(ranking_->excluded, excluded_);
    if (Status read = ReadAllClauses(); !read) return std::unexpected(read.error());
    if (Status read = ReadPlaces(); !read) return std::unexpected(read.error());
    PlanAllWords();
    FindPhrases();
    if (Status found = FindHits(); !found) return std::unexpected(found.error());
    AddCodes();
    AddFacets();
    return std::move(answer_);
  }

 private:
  struct Exact {  // the text is one of its names, or its identifier
    NodeIndex organisation = 0;
    size_t place = 0;  // among them
    double score = 0.0;
    bool is_counted = false;
  };

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
    for (const std::string& word : parsed_.excluded_words) {
      Append(CarriersOfWord(index_, word), excluded_);
    }
    for (const std::string& phrase : parsed_.excluded_phrases) {
      Append(phrases_.CarriersOf(phrase), excluded_);
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
    Append(NotesOf(answer_.area), answer_.notes);
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
                              .as_of = query_.as_of,
                              .code_names = &snapshot_.code_names});
    std::vector<std::string_view> tokens;
    words.clear();
    for (const std::string& phrase : parsed_.phrases) {
      FindTokens(phrase, tokens);
      words.insert(words.end(), tokens.begin(), tokens.end());
    }
    QueryPlan of_phrases = PlanWords(index_, snapshot_.concepts, snapshot_.profiles, words,
                                     {.forgiving = false, .understanding = false});
    std::ranges::move(of_phrases.words, std::back_inserter(answer_.plan.words));
    TellUnknownWords();
  }

  // Words without meaning, but those that are so common that they were passed over.
  void TellUnknownWords() {
    std::string unknown;
    for (const PlannedWord& word : answer_.plan.words) {
      if (!word.meanings.empty() || !TermsOfWord(index_, word.text).empty()) continue;
      unknown += (unknown.empty() ? "'" : ", '") + word.text + "'";
    }
    if (!unknown.empty()) answer_.notes.push_back("Found nowhere: " + unknown + ".");
  }

  void FindPhrases() {
    for (const std::string& phrase : parsed_.phrases) {
      std::vector<NodeIndex> carriers = phrases_.CarriersOf(phrase);
      if (holds_phrases_) {
        std::erase_if(carriers,
                      [this](NodeIndex organisation) { return !HasPhrases(organisation); });
      }
      holds_phrases_ = std::move(carriers);
    }
    if (phrases_.is_cut()) {
      answer_.notes.emplace_back(
          "The words of a phrase are too common to look at all texts that hold them: what it finds "
          "or leaves out is incomplete.");
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

  // The page that is asked for: of exact ones and then all others by score, of all by distance, or
  // of all as they are ranked.
  Status FindHits() {
    const WishCheck wishes(snapshot_, answer_.wishes, query_.as_of, filters_, scratch_.met);
    FilterCheck passing(snapshot_, answer_.filters, query_.as_of, filters_);
    passing.Exclude(excluded_);
    const AreaCheck area(snapshot_.profiles, answer_.area);
    FindExact(passing, area);
    scratch_.best.Start(query_.skip + query_.top);
    scratch_.located.clear();
    scratch_.matched.clear();
    scratch_.all.clear();
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
      // A word of an identifier or of a name may mean nobody by itself.
      for (const Exact& exact : exact_) {
        if (!exact.is_counted) add(exact.organisation, 0);
      }
    } else if (answer_.area.empty()) {
      passing.ForEachPassing([&](NodeIndex organisation) { add(organisation, kAlike); });
    } else {  // for facets, also those that do not pass
      for (NodeIndex i = 0; i < snapshot_.profiles.size(); ++i) add(i, kAlike);
    }
    if (Status added = AddHits(); !added) return added;
    TellUnlocated(unlocated);
    for (SearchHit& hit : answer_.hits) {
      hit.metres = area.Metres(hit.organisation);
      for (uint32_t i = 0; i < answer_.wishes.size(); ++i) {
        if (((wishes.Met(hit.organisation) >> i) & 1U) != 0) hit.met.push_back(i);
      }
    }
    return {};
  }

  void FindExact(const FilterCheck& passing, const AreaCheck& area) {
    for (const NodeIndex organisation : snapshot_.names.Resolve(query_.text)) {
      if (!HasPhrases(organisation) || !passing.Passes(organisation) ||
          !area.Contains(organisation)) {
        continue;
      }
      exact_.push_back({.organisation = organisation, .place = exact_.size()});
    }
    std::ranges::sort(exact_, {}, &Exact::organisation);
  }

  [[nodiscard]] Exact* ExactOf(NodeIndex organisation) {
    const auto found = std::ranges::lower_bound(exact_, organisation, {}, &Exact::organisation);
    return found != exact_.end() && found->organisation == organisation ? &*found : nullptr;
  }

  void Add(const Scored& found, const AreaCheck& area) {
    Exact* exact = ExactOf(found.organisation);
    if (exact != nullptr) {
      exact->score = found.score;
      exact->is_counted = true;
    }
    if (ranking_ != nullptr) {
      scratch_.all.push_back(found);
    } else if (query_.by_distance) {
      scratch_.located.push_back({*area.Metres(found.organisation), found});
    } else if (exact == nullptr) {
      scratch_.best.Add(found);
    }
  }

  [[nodiscard]] SearchHit HitOf(const Scored& found) {
    return {.organisation = found.organisation,
            .score = found.score / kScoreUnits,
            .is_exact = ExactOf(found.organisation) != nullptr};
  }

  // Only those of the page are kept.
  Status AddHits() {
    std::vector<SearchHit>& hits = answer_.hits;
    if (ranking_ != nullptr) {
      if (Status ranked = AddRanked(); !ranked) return ranked;
    } else {
      if (query_.by_distance) {
        AddByDistance();
      } else {
        AddByScore();
      }
      const auto skipped = static_cast<std::ptrdiff_t>(std::min(query_.skip, hits.size()));
      hits.erase(hits.begin(), hits.begin() + skipped);
    }
    EndPage(query_, ranking_ == nullptr ? std::string_view() : ranking_->name, answer_);
    return {};
  }

  Status AddRanked() {
    std::vector<Scored>& all = scratch_.all;
    std::ranges::sort(all, {}, &Scored::organisation);
    std::vector<NodeIndex> organisations;
    organisations.reserve(all.size());
    for (const Scored& one : all) organisations.push_back(one.organisation);
    const Result<std::vector<NodeIndex>> shown = ranking_->rank(organisations);
    if (!shown) return std::unexpected(shown.error());
    for (const NodeIndex organisation : *shown) {
      answer_.hits.push_back(
          HitOf(*std::ranges::lower_bound(all, organisation, {}, &Scored::organisation)));
    }
    return {};
  }

  // Exact ones first.
  void AddByScore() {
    const size_t most = query_.skip + query_.top;
    std::ranges::sort(exact_, {}, &Exact::place);
    for (const Exact& exact : std::span(exact_).first(std::min(most, exact_.size()))) {
      answer_.hits.push_back({.organisation = exact.organisation,
                              .score = exact.score / kScoreUnits,
                              .is_exact = true});
    }
    std::vector<Scored> best = scratch_.best.Finish();
    std::ranges::sort(best, IsBetter);
    for (const Scored& found : best) {
      if (answer_.hits.size() == most) break;
      answer_.hits.push_back(
          {.organisation = found.organisation, .score = found.score / kScoreUnits});
    }
  }

  void AddByDistance() {
    auto& located = scratch_.located;
    const size_t most = std::min(query_.skip + query_.top, located.size());
    const auto last = located.begin() + static_cast<std::ptrdiff_t>(most);
    std::ranges::partial_sort(located, last, {}, [](const SearchScratch::Located& one) {
      return std::pair(one.metres, one.hit.organisation);
    });
    for (const auto& [metres, found] : std::span(located.begin(), last)) {
      answer_.hits.push_back(HitOf(found));
    }
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
  const HitRanking* ranking_;  // or null
  FilterScratch& filters_;
  SearchScratch& scratch_;
  PhraseFinder phrases_;
  ParsedQuery parsed_;
  std::vector<NodeIndex> excluded_;
  std::vector<Exact> exact_;                             // by organisation, while hits are found
  std::optional<std::vector<NodeIndex>> holds_phrases_;  // ascending; all if there are no phrases
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> SearchOrganisations(const Snapshot& snapshot, const TextIndex& index,
                                         const SearchQuery& query, FilterScratch& filters,
                                         SearchScratch& scratch) {
  return Searcher(snapshot, index, query, nullptr, filters, scratch).Answer();
}

Result<SearchAnswer> SearchRanked(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const HitRanking& ranking,
                                  EngineScratch& scratch) {
  return Searcher(snapshot, index, query, &ranking, scratch.filters, scratch.search).Answer();
}

}  // namespace kontor
