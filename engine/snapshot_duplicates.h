// Which records describe one organisation, and what becomes of them together?
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "index/profile_records.h"

namespace kontor {

// The record that stands for each of `count` records. `same_as` holds pairs (duplicate, record that
// stands for it); chains are followed. Of all records that are joined by such pairs the one that is
// no duplicate itself stands for the others; if there are several of these, or none (a circle), the
// first. O(count + pairs).
std::vector<NodeIndex> Representatives(NodeIndex count,
                                       std::span<const std::pair<NodeIndex, NodeIndex>> same_as);

// Puts into `profile` what only a duplicate of it knows: its names become aliases, its key and
// identifiers identifiers, and single values fill what is empty.
void TakeOver(ProfileRecord& profile, ProfileRecord&& duplicate);

// Sorts aliases and identifiers, without repetitions and without the name and the key.
void SortNames(ProfileRecord& profile);

}  // namespace kontor
