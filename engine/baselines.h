// Simple ways to rank partners, for comparison: a ranking that is not clearly better than these is
// not worth its trouble.
#pragma once

#include <memory>
#include <vector>

#include "engine/ranker.h"

namespace kontor {

inline constexpr const char* kReferenceBaseline = "adamic-adar";  // others are compared with it

// On the network of organisations, where two are neighbours if they share a partnership, of any
// size, and the degree of one is the number of its neighbours (Liben-Nowell, Kleinberg: The
// link-prediction problem for social networks, 2007; Zhou, Lü, Zhang: Predicting missing links via
// local information, 2009):
//   adamic-adar          sum of 1 / ln(degree) over the common neighbours
//   common-neighbours    how many there are
//   resource-allocation  sum of 1 / degree over them
// and further:
//   walk                 the walk with restart of graph/walk.h, with ties weighted by age
//   popularity           number of partnerships
//   popularity-recent    number of partnerships that began in the two years before `cut`
//   text                 cosine of theme vectors (index/theme.h)
//   facets               number of codes in common (country, region, sector, label, …), and one
//                        for the same kind
// All rank every organisation that has a partnership. REQUIRES: `snapshot` outlives them
std::vector<std::unique_ptr<Ranker>> MakeBaselines(const Snapshot& snapshot, Date cut);

}  // namespace kontor
