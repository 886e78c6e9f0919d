// The question "who are the best partners for X?", and its answer.
//
// A question is answered on one snapshot in stages, each a function from values to values:
// candidates.h -> features.h -> score.h -> rerank.h -> explain.h.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/limits.h"
#include "engine/facet.h"
#include "engine/filter.h"
#include "engine/preset.h"
#include "engine/snapshot.h"

namespace kontor {

// How many of a list may have the same; 0: any number.
struct Caps {
  size_t country = 0;
  size_t region = 0;  // at NUTS 2
  size_t kind = 0;
};

// Filters and exclusions say who may be suggested, scores who is best; then the list is filled with
// the pinned first and, under the caps, with a balance of score, newcomers and diversity
// (rerank.h).
struct PartnerQuery {
  NodeIndex organisation = 0;
  size_t top = Limits::default_top;  // in [1, Limits::max_top]
  Filters filters;
  std::vector<NodeIndex> excluded;  // never suggested
  bool exclude_known = false;       // leave out organisations with a partnership in common
  // First on the list, in this order and whatever the filters say; none is excluded or the asker.
  std::vector<NodeIndex> pinned;  // each once, at most `top`
  Caps caps;
  Date as_of;                    // the day labels and deadlines are judged on; REQUIRES: known
  double diversity = -1.0;       // MMR trade-off in [0,1]; negative: the preset's
  double newcomer_share = -1.0;  // of the places, at least; in [0,1]; negative: the preset's
  Preset preset;
  std::vector<Criterion> facets;  // to be counted, each once
};

// A detail that a contribution rests on, in decreasing order of its share.
struct Fact {
  enum class Kind : uint8_t {
    kSharedConcept,   // both carry this code
    kSharedWord,      // both use this word
    kSupplies,        // the candidate's sector (concept) supplies ours (other)
    kBuys,            // the candidate's sector (concept) buys from ours (other)
    kMissingStage,    // the candidate acts at a stage of our chain that we lack
    kRelatedSectors,  // both work in the sector other, and they in concept too
    kOfferMeetsNeed,  // their offer (text) meets our need (other_text); date: the last day of both
    kNeedMeetsOffer,  // their need (other_text) is met by our offer (text)
    kJointPartnerships,  // count of partnerships in common; text: the newest one's label
    kCommonPartners,     // count of organisations that worked with both
    kReachedByWalk,      // further away than that
    kTheyTargetUs,       // they look for partners in our country (concept)
    kWeTargetThem,       // we look for partners in their country (concept)
    kCommonTarget,       // both look for partners in this country
    kOtherCountry,       // a partner abroad, in this country
    kAssociatedCountry,  // the same, and that country is associated to programmes of the EU
    kCountriesAgree,     // number: how many times as often as by chance both countries (concept)
                         // work together
    kSameCity,           // text: the city of both
    kHoldsLabel,         // concept, valid on the as-of date
    kCompleteProfile,    // number: completeness
    kFreshProfile,       // date of the newest statement
    kPartnerships,       // count so far
    kCoordinated,        // count of partnerships it coordinated
    kLastActive,         // date of its newest partnership
    kNewPartners,        // count of organisations that it first worked with in the last two years
    kPartlyRelated,      // both work in the sector other, and we in more
  };
  Kind kind = Kind::kSharedConcept;
  double share = 0.0;  // of the contribution's value, in [0,1]
  ConceptIndex concept_index = kNoConcept;
  ConceptIndex other = kNoConcept;
  uint64_t count = 0;
  double number = 0.0;
  Date date;
  std::string text;
  std::string other_text;
};
inline constexpr size_t kFactKindCount = static_cast<size_t>(Fact::Kind::kPartlyRelated) + 1;
// "shared_code": what answers and the files of engine/languages/ call it.
std::string_view Name(Fact::Kind kind);

struct Contribution {
  Feature feature = Feature::kTheme;
  double value = 0.0;   // of the feature, in [0,1]
  double weight = 0.0;  // of the preset
  double points = 0.0;  // value * weight * 100
  std::vector<Fact> facts;
};

// One step of an evidence path: a partnership between two organisations, and where we know it from.
struct PathStep {
  NodeIndex from = 0;
  NodeIndex to = 0;
  NodeIndex partnership = 0;  // counted from 0
};

// Why a suggestion has its place on the list.
enum class PlacedBy : uint8_t {
  kRank,           // its score, and its share in the list's diversity
  kPin,            // the user wants it there
  kNewcomerFloor,  // it was lifted, so that newcomers are seen
};
std::string_view Name(PlacedBy placed_by);  // "newcomer_floor"

struct Suggestion {
  NodeIndex organisation = 0;
  PlacedBy placed_by = PlacedBy::kRank;
  size_t rank_by_score = 0;    // among all that were scored, from 1; 0 in ExplainPair
  double score = 0.0;          // 0 to 100: the sum of all points
  double fit = 0.0;            // the points of features that say it is worthwhile
  double reach = 0.0;          // the points of features that say it is likely
  double mutual = 0.0;         // 0 to 100: geometric mean of this score and theirs for us
  double reverse_score = 0.0;  // 0 to 100: our score in their list
  uint64_t joint_partnerships = 0;
  std::array<Contribution, kFeatureCount> contributions;          // in the order of Feature
  std::array<Contribution, kFeatureCount> reverse_contributions;  // why they would want us
  // Shortest sourced path from us to them. In a list it has at most two steps, in ExplainPair at
  // most six; empty: there is none of that length.
  std::vector<PathStep> path;
  uint8_t sources = 0;  // bit set of CandidateSource: how it was found
};

struct PartnerAnswer {
  uint64_t generation = 0;
  std::string model;  // ModelName of the preset, for reproduction
  Date as_of;
  NodeIndex organisation = 0;
  size_t candidates = 0;                // how many were scored
  size_t matching = 0;                  // how many of all pass filters and exclusions
  size_t missing_by_caps = 0;           // places that the caps left empty
  size_t missing_newcomers = 0;         // places that the floor found no newcomer for
  std::vector<Suggestion> suggestions;  // best first
  std::vector<FacetCounts> facets;      // of those that match, as asked for (engine/facets.h)
};

struct EngineScratch;  // engine/scratch.h

// kInvalidArgument when a number of the query is out of range, or a pinned organisation cannot be
// on the list. Same snapshot and query: same answer.
Result<PartnerAnswer> FindPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                   EngineScratch& scratch);

// All candidates, best first, without reasons: those that FindPartners lists in its order, then the
// others by score. Fails as it does.
Result<std::vector<NodeIndex>> RankPartners(const Snapshot& snapshot, const PartnerQuery& query,
                                            EngineScratch& scratch);

// The suggestion of exactly one organisation, whatever its rank; the same numbers as in a list.
// All that only concerns the list is ignored: `top`, filters, exclusions, pins, caps.
Result<Suggestion> ExplainPair(const Snapshot& snapshot, const PartnerQuery& query,
                               NodeIndex candidate, EngineScratch& scratch);

// One organisation by key, identifier or name. kNotFound with similar names, kAmbiguous with the
// candidates (key and name, at most 10) in the message.
Result<NodeIndex> ResolveOrganisation(const Snapshot& snapshot, std::string_view text);

}  // namespace kontor
