// Everything that can be said of one pair: the suggestion with its parts, who could introduce them,
// and why it does not stand higher.
#pragma once

#include "engine/improvement.h"
#include "engine/introduction.h"

namespace kontor {

struct Explanation {
  Suggestion suggestion;
  std::vector<Introduction> introductions;
  Standing standing;
};

// Of exactly one organisation, whatever its place; the same numbers as in a list. `query.top` is
// ignored; filters and exclusions say only whom the candidate is compared with. Fails as
// FindPartners does, and with kInvalidArgument when the candidate is the asker. As dear as a
// question.
Result<Explanation> Explain(const Snapshot& snapshot, const PartnerQuery& query,
                            NodeIndex candidate, EngineScratch& scratch);

}  // namespace kontor
