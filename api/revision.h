// The state of one organisation as an entity tag: what optimistic locking compares.
#pragma once

#include <string>
#include <string_view>

#include "engine/snapshot.h"

namespace kontor {

// Changes with everything that an answer about the organisation shows, and with nothing else: not
// with the generation. Weak, because the body may be sent compressed or not.
std::string RevisionTag(const Snapshot& snapshot, NodeIndex organisation);

// A tag of that text.
std::string EntityTag(std::string_view text);

// True if a list of tags, or "*", names this one. Weak comparison (RFC 9110, 8.8.3.2), also for
// If-Match: two states are told apart, not two encodings of one.
bool MatchesTag(std::string_view tags, std::string_view tag);

}  // namespace kontor
