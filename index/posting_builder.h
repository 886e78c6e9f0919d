// Makes a PostingTable from profiles.
#pragma once

#include "index/postings.h"

namespace kontor {

// Does not depend on the order in which postings came. O(postings * their codes, words and levels)
PostingTable BuildPostingTable(const ConceptTable& concepts, const ProfileTable& profiles);

}  // namespace kontor
