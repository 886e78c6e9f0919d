// Organisations that are not to be suggested any more, as feedback says.
#pragma once

#include "data/user_records.h"
#include "engine/partners.h"

namespace kontor {

// Excludes from the question whom its asker has dismissed, unless they are pinned. `records` may be
// null.
Status LeaveOutDismissed(const Snapshot& snapshot, const UserRecords* records, PartnerQuery& query);

}  // namespace kontor
