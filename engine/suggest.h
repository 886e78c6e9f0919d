// What may be meant by what somebody has typed so far: organisations and codes in one list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engine/snapshot.h"

namespace kontor {

inline constexpr size_t kDefaultProposals = 8;
inline constexpr size_t kMostProposals = 50;

// An organisation, or else a code with the label that matches.
struct Proposal {
  NodeIndex organisation = kNoNode;
  ConceptIndex code = kNoConcept;
  std::string_view label;  // of the code, in whatever language; valid as long as the snapshot
  uint32_t carriers = 0;   // organisations that carry the code or a narrower one
};

struct ProposalAnswer {
  uint64_t generation = 0;
  std::string read_as;  // the text in the spelling that matches; empty if that is as it was typed
  std::vector<Proposal> proposals;
};

// Names that are the text come first, then the most useful ones: organisations with many
// partnerships, codes that many organisations carry, and more so those that begin with the text. At
// least half of the places are for organisations, as far as there are any. Only where nothing
// matches are words that no name and no label holds replaced by the nearest ones.
// Those who carry a code are those of the day.
// kInvalidArgument for a text without letters and digits, and for `top` beyond 1 to kMostProposals;
// kLimit for one of more than Limits::max_query_bytes or max_query_words.
Result<ProposalAnswer> Suggest(const Snapshot& snapshot, std::string_view text, size_t top,
                               Date day);

// The organisations among such proposals, whatever the day. Never fails. REQUIRES: limit <=
// kMostProposals
std::vector<NodeIndex> SimilarlyNamed(const Snapshot& snapshot, std::string_view text,
                                      size_t limit);

}  // namespace kontor
