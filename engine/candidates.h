// Which organisations are worth scoring? A union of cheap sources, each bounded, so that the work
// does not grow with the store.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/sparse_array.h"
#include "engine/connections.h"
#include "engine/filters.h"
#include "engine/partners.h"

namespace kontor {

// Bits of Suggestion::sources.
enum class CandidateSource : uint8_t {
  kNetwork = 1,       // near in the collaboration network
  kTheme = 2,         // similar theme
  kSupply = 4,        // in a sector that supplies ours or buys from it
  kTargetsUs = 8,     // looks for partners in our country
  kNewcomer = 16,     // similar theme, at most two partnerships so far
  kExperienced = 32,  // many partnerships; only where the other sources found too few
  kPartners = 64,     // strongly connected by common partners or work on our themes; only for
                      // learned presets
  kOffers = 128,      // an offer and a need are about the same
};

std::string_view Name(CandidateSource source);  // "network"

struct Candidate {
  NodeIndex organisation = 0;
  uint8_t sources = 0;
  Nearness near;
};

// Dot products of an organisation's theme vector with those of all others, by their themes'
// carriers: sums[y] is the cosine of both. Where the filter names countries, only of organisations
// there. O(carriers); `sums` is clear before.
void SumThemes(const Snapshot& snapshot, NodeIndex organisation, const FilterCheck& filters,
               SparseArray<double>& sums);

// Candidates that pass `filters`, and the pinned whatever they pass, ascending by index, until the
// scratch is used again. At most some thousands: each source gives at most the best max(500, 3 *
// top) of its own order, ties by index; newcomers and offers 100.
std::span<const Candidate> FindCandidates(const Snapshot& snapshot, const PartnerQuery& query,
                                          const FilterCheck& filters, EngineScratch& scratch);

}  // namespace kontor
