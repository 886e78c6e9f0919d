// The question "which organisations are meant by this text?", and its answer: the text index joined
// with filters and the rest of a snapshot.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/area.h"
#include "engine/best_list.h"
#include "engine/filters.h"
#include "engine/partners.h"
#include "engine/wishes.h"
#include "index/query_plan.h"
#include "index/text_index.h"
#include "index/text_scores.h"

namespace kontor {

inline constexpr size_t kDeepestHit = 10'000;  // no page begins behind it

struct SearchQuery {
  std::string text;  // index/query_parser.h says what it may hold
  Filters filters;   // musts; those that the text names stand beside them
  Date as_of;        // the day that labels are judged on
  size_t top = Limits::default_top;
  size_t skip = 0;           // so many hits before them (engine/cursor.h); at most kDeepestHit
  Area area;                 // beside the places that the text names
  bool by_distance = false;  // nearest first, from the last circle; exact ones are no exception
  bool literal = false;      // words are taken as they are: no codes, near spellings or beginnings
  std::vector<Criterion> facets;    // to be counted, each once
  std::vector<Wish> wishes;         // beside those that the text names
  std::vector<NodeIndex> excluded;  // never found
};

struct SearchHit {
  NodeIndex organisation = 0;
  double score = 0.0;              // >= 0
  std::optional<uint32_t> metres;  // from the centre of the last circle, if there is one
  bool is_exact = false;           // the text is its identifier, or one of its names
  // Positions in SearchAnswer::plan.understood of the codes that it carries.
  std::vector<uint32_t> codes;
  std::vector<uint32_t> met;  // positions in SearchAnswer::wishes of those that it meets
};

struct SearchAnswer {
  uint64_t generation = 0;
  size_t matching = 0;           // organisations that hold a word or carry a code of it, and pass
  std::vector<SearchHit> hits;   // exact ones first, then by score, ties by index
  QueryPlan plan;                // with the words of phrases
  Filters filters;               // all of them, those of the text last
  std::vector<Filter> excluded;  // -field:value of the text; who meets one of them is left out
  Area area;                     // likewise all
  std::vector<Wish> wishes;      // all of them
  std::vector<std::string> notes;
  std::vector<FacetCounts> facets;  // of those that match, as asked for (engine/facets.h)
  std::string next;  // the cursor of the page behind these hits (engine/cursor.h); may be empty
};

// Of one thread, reused between questions.
struct SearchScratch {
  struct Located {
    uint32_t metres = 0;
    Scored hit;
  };
  std::vector<Located> located;  // what is found, to be sorted by distance
  std::vector<Scored> all;       // what is found, to be ranked by somebody else
  TextScratch text;
  BestList best;
  std::vector<NodeIndex> matched;  // by the text, whatever the filters say
  std::vector<uint32_t> met;       // wishes of each organisation, as bits
};

// A hit holds at least one of the words in its texts, or carries a code whose label they are, and
// passes all filters; it holds all phrases and nothing that is excluded. A query of filters and
// exclusions alone finds all that pass. What counts beside the text is little: up to a quarter more
// for organisations with many partnerships, and up to as much again for wishes that are met
// (engine/wishes.h).
// Fails as ParseQuery, ReadFilters and ReadCircle do, and with kLimit for more than kMostWishes
// wishes or kMostCircles; kInvalidArgument for a text without words where nothing else is asked for
// either, and for an order by distance without a place. REQUIRES: index was built for the snapshot
Result<SearchAnswer> SearchOrganisations(const Snapshot& snapshot, const TextIndex& index,
                                         const SearchQuery& query, FilterScratch& filters,
                                         SearchScratch& scratch);

struct EngineScratch;

// Another order than that of scores.
struct HitRanking {
  std::string name;                 // for cursors (engine/cursor.h)
  std::vector<NodeIndex> excluded;  // never found
  // Of these (ascending) those that are shown, in their order.
  std::function<Result<std::vector<NodeIndex>>(std::span<const NodeIndex>)> rank;
};

// The same, with the hits of that order; without one by distance. What `rank` uses of the scratch
// is all but `search`. Fails as `rank` does, too.
Result<SearchAnswer> SearchRanked(const Snapshot& snapshot, const TextIndex& index,
                                  const SearchQuery& query, const HitRanking& ranking,
                                  EngineScratch& scratch);

// All texts of an organisation that a search looks at, but of at most `most_partnerships`.
// Calls visit(TextField, std::string_view); false ends it.
template <typename Visit>
void ForEachText(const Snapshot& snapshot, const TextIndex& index, NodeIndex organisation,
                 size_t most_partnerships, Visit visit) {
  const Profile profile = snapshot.profiles[organisation];
  if (!visit(TextField::kName, std::string_view(profile.name))) return;
  if (!visit(TextField::kAcronym, std::string_view(profile.acronym))) return;
  for (const std::string_view alias : profile.aliases) {
    if (!visit(TextField::kAlias, alias)) return;
  }
  if (!visit(TextField::kDescription, std::string_view(profile.description))) return;
  for (const auto& posting : snapshot.profiles.Postings(organisation)) {
    const TextField field = posting.is_need ? TextField::kNeed : TextField::kOffer;
    if (!visit(field, std::string_view(posting.title))) return;
  }
  if (!visit(TextField::kCity, std::string_view(profile.city))) return;
  if (!index.ForEachKeptText(organisation, visit)) return;
  if (!visit(TextField::kIdentifier, profile.key)) return;
  for (const std::string_view identifier : profile.identifiers) {
    if (!visit(TextField::kIdentifier, identifier)) return;
  }
  for (const NodeIndex vertex : snapshot.graph.Neighbours(organisation)) {
    if (most_partnerships-- == 0) return;
    if (!index.ForEachKeptText(vertex, visit)) return;
    const NodeIndex partnership = vertex - snapshot.graph.organisation_count();
    for (const ConceptIndex code : snapshot.profiles.Partnership(partnership).concepts) {
      if (snapshot.concepts.type(code) != NodeType::kTopic) continue;
      if (!visit(TextField::kPartnership, snapshot.concepts.Label(code, "en"))) return;
    }
  }
}

}  // namespace kontor
