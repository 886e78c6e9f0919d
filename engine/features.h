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
// Porter, Stern: Defining clusters of related industries, 2016), and stages of our value chains at
// which they act and we do not. 1 - (1 - supply) * (1 - stages), where supply saturates at a
// linkage of 0.1 (a tenth of a sector's intermediate inputs) and stages at one missing stage.
double ComplementarityValue(const Pair& pair);
std::vector<Fact> ComplementarityFacts(const Pair& pair);

// Network: probability of the walk from us to them (graph/walk.h), saturating at 0.002, about what
// a partner of one middle-sized project gets.
double NetworkValue(const Pair& pair);
std::vector<Fact> NetworkFacts(const Pair& pair);

// Internationalisation: 0.4 if they look for partners in our country, 0.4 if we look for partners
// in theirs, 0.2 for being abroad at all. Within one country 0. Distance is no reward by itself.
double InternationalisationValue(const Pair& pair);
std::vector<Fact> InternationalisationFacts(const Pair& pair);

// Excellence: 0.5 * rank of the best label valid on the as-of date + 0.3 * completeness of the
// profile
// + 0.2 * freshness, 2^(-age / 2 years) of the newest statement.
double ExcellenceValue(const Pair& pair);
std::vector<Fact> ExcellenceFacts(const Pair& pair);

// Experience: 0.5 * partnerships so far, saturating at 5 + 0.2 * those coordinated, saturating at 2
// + 0.3 * recency, 2^(-age / 3 years) of the newest, counted from the snapshot's reference date.
double ExperienceValue(const Pair& pair);
std::vector<Fact> ExperienceFacts(const Pair& pair);

}  // namespace kontor
