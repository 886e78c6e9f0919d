// The features of a suggestion: how well `them` suits `us`, from several sides, each in [0,1]. A
// feature's value and its facts come from the same numbers; one file per feature.
#pragma once

#include <vector>

#include "engine/connections.h"
#include "engine/partners.h"
#include "engine/supposition.h"

namespace kontor {

// What every feature may look at. `us` asks, `them` is the candidate; the other side's view is the
// same pair turned round.
struct Pair {
  const Snapshot& snapshot;
  Date as_of;
  NodeIndex us = 0;
  NodeIndex them = 0;
  Nearness near;                 // from us to them
  uint64_t common_partners = 0;  // organisations that worked with both; only facts need it
  Supposition supposition;       // what is measured as if it had happened; usually nothing
};

// The probability of the walk from them to us. REQUIRES: that from us to them is not 0
double ProbabilityBack(const Pair& pair);

// The other side's view of a pair, with the connection from them to us.
Pair Reverse(const Pair& pair, const PartnerConnection& back);

// Value of one feature, in [0,1]. O(codes of both sides); no allocation.
double FeatureValue(Feature feature, const Pair& pair);
// What the value rests on: shares descending, at most 8.
std::vector<Fact> FeatureFacts(Feature feature, const Pair& pair);

// x / (x + half): rises from 0, is 1/2 at `half`, never reaches 1. REQUIRES: x >= 0, half > 0
inline double Saturate(double x, double half) { return x / (x + half); }

inline constexpr size_t kMaxFacts = 8;
// Sorts by share, descending, with ties by kind and concept, and keeps the first kMaxFacts.
void KeepStrongest(std::vector<Fact>& facts);

// Theme: cosine of what both are about (index/theme.h).
double ThemeValue(const Pair& pair);
std::vector<Fact> ThemeFacts(const Pair& pair);
// The dot product of two theme vectors, added up in ascending order of themes.
double ThemeCosine(const ThemeTable& themes, NodeIndex a, NodeIndex b);

// Complementarity: supply links between the sectors of both (input-output linkage as in Delgado,
// Porter, Stern: Defining clusters of related industries, 2016), stages of our value chains at
// which they act and we do not, and related variety (Frenken, van Oort, Verburg: Related variety,
// unrelated variety and regional economic growth, 2007, 10.1080/00343400601120296): one learns most
// from those who are neither strangers nor twins (Boschma: Proximity and innovation, 2005,
// 10.1080/0034340052000320887). 1 - (1 - supply) * (1 - stages) * (1 - variety / 2), where supply
// saturates at a linkage of 0.1 (a tenth of a sector's intermediate inputs), stages at one missing
// stage, and variety = 4 o (1 - o) of the overlap o of the sectors of both, the mean of that of
// their divisions and that of their codes.
double ComplementarityValue(const Pair& pair);
std::vector<Fact> ComplementarityFacts(const Pair& pair);

// Offers and needs: 1 - (1 - need) * (1 - offer / 2), where need is the best match of an offer of
// theirs with a need of ours (index/postings.h has the formula), and offer that of an offer of ours
// with a need of theirs, which moves us less. Only postings that stand on the as-of date.
double OffersNeedsValue(const Pair& pair);
std::vector<Fact> OffersNeedsFacts(const Pair& pair);

// Network: ln(1 + c / 1e-5) / ln(1 + 1 / 1e-5) of the closeness c = there^(3/4) * back^(1/4), where
// there is the probability of the walk from us to them and back that of the walk from them to us
// (graph/walk.h): what is near to both sides is nearer than a hub that all paths lead to. On the
// logarithmic scale a path over common partners counts, beside one joint project that takes all on
// a saturating one; scale and exponents were chosen on partnerships found from 2016 to 2018.
double NetworkValue(const Pair& pair);
std::vector<Fact> NetworkFacts(const Pair& pair);

// Internationalisation: 0.35 if they look for partners in our country + 0.35 if we look for
// partners in theirs + 0.15 * (1 - 2^-common) where common counts the other countries in which both
// look for partners, 1 for each outside the EU and 0.5 inside + 0.15 * abroad. Within one country
// 0. abroad = reach * (1 if their country is a member or associated in a programme of the day, else
// 0.5); reach = theme + (1 - theme) * 2^(-distance / 1,000 km): distance is no reward, and hinders
// the less the more themes are shared (10.1177/0160017615626985). Between regions, else countries;
// 1,000 km where it is not known.
double InternationalisationValue(const Pair& pair);
std::vector<Fact> InternationalisationFacts(const Pair& pair);

// Excellence: 0.5 * rank of the best label valid on the as-of date + 0.3 * completeness of the
// profile
// + 0.2 * freshness, 2^(-age / 2 years) of the newest statement.
double ExcellenceValue(const Pair& pair);
std::vector<Fact> ExcellenceFacts(const Pair& pair);

// Experience: 0.2 * partnerships so far, saturating at 5 + 0.1 * those coordinated, saturating at 2
// + 0.3 * partners first met in the last two years, ln(1 + n / 10) / ln(1 + 100 / 10), at most 1
// + 0.4 * recency, 2^(-age / 3 years) of the newest, counted from the snapshot's reference date.
double ExperienceValue(const Pair& pair);
std::vector<Fact> ExperienceFacts(const Pair& pair);

}  // namespace kontor
