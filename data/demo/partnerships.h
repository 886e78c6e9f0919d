// Turns planned partnerships into records: partnerships with titles, calls, topics and money, and
// who takes part in which role.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/record.h"
#include "data/demo/plan.h"
#include "data/demo/world.h"
#include "store/store.h"

namespace kontor::demo {

// The calls and topics that partnerships point to.
void WriteCalls(const World& world, Batch& batch);

// Adds the records of partnership `number`. `members` are the organisations' ids, the coordinator
// first.
struct PartnershipTask {
  const PlannedPartnership& planned;
  size_t number;
  std::span<const NodeId> members;
  const Place& place;        // the coordinator's
  const Place& other_place;  // that of another member
};
void WritePartnership(const World& world, uint64_t seed, const PartnershipTask& task, Batch& batch);

}  // namespace kontor::demo
