// Who is a newcomer to collaboration.
#pragma once

#include "engine/snapshot.h"

namespace kontor {

inline constexpr size_t kMostPartnershipsOfNewcomer = 2;

inline bool IsNewcomer(size_t partnerships) { return partnerships <= kMostPartnershipsOfNewcomer; }
inline bool IsNewcomer(const Snapshot& snapshot, NodeIndex organisation) {
  return IsNewcomer(snapshot.graph.Neighbours(organisation).size());
}

}  // namespace kontor
