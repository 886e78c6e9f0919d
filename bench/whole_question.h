// What one question costs a user: the answer, and its reasons in words for both sides.
#pragma once

#include "engine/partners.h"
#include "engine/scratch.h"

namespace kontor::bench {

// FindPartners, and the reasons of every suggestion as the page and the API show them.
Result<PartnerAnswer> AskWholeQuestion(const Snapshot& snapshot, const PartnerQuery& query,
                                       EngineScratch& scratch);

}  // namespace kontor::bench
