// Turns planned organisations into records: nodes with profiles, and edges to codes, places, labels
// and postings.
#pragma once

#include <string>
#include <vector>

#include "base/record.h"
#include "data/demo/names.h"
#include "data/demo/plan.h"
#include "data/demo/world.h"
#include "store/store.h"

namespace kontor::demo {

inline constexpr std::string_view kSource = "demo";

// Not thread-safe.
class OrganisationWriter {
 public:
  OrganisationWriter(const World& world, uint64_t seed)
      : world_(world), seed_(seed), names_(world) {}

  // Adds the records of organisation `number` to the batch and returns its id. Call in the order of
  // the numbers: names depend on those that are taken.
  NodeId Write(const PlannedOrganisation& planned, size_t number, Batch& batch);

 private:
  const World& world_;
  const uint64_t seed_;
  NameMaker names_;
};

}  // namespace kontor::demo
