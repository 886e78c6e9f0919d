// How alike two organisations look to a reader of a list.
#pragma once

#include <cstdint>

#include "engine/snapshot.h"

namespace kontor {

// What is compared, looked up once for each organisation. kNoConcept: unknown, like nothing else.
struct Traits {
  ConceptIndex country = kNoConcept;
  ConceptIndex region = kNoConcept;  // at NUTS 2
  uint32_t kind = 0;                 // a position in kOrganisationKinds
  uint32_t region_type = 0;          // a position in kRegionTypes, from 1; 0: unknown
  uint64_t ecosystems = 0;           // a bit for each; those from the 64th on share the last
};

Traits TraitsOf(const Snapshot& snapshot, NodeIndex organisation);

// In [0,1]: half for the same country, a quarter for the same type of region (less developed,
// transition, more developed, outermost), a quarter for a common ecosystem or, where one of both
// has none, the same kind.
double Likeness(const Traits& a, const Traits& b);

}  // namespace kontor
