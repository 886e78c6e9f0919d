#include "api/dismissed.h"

#include <algorithm>

namespace kontor {

Status LeaveOutDismissed(const Snapshot& snapshot, const UserRecords* records,
                         PartnerQuery& query) {
  if (records == nullptr) return {};
  const std::string_view asker = snapshot.profiles[query.organisation].key;
  const auto dismissed = records->feedback.DismissedBy(NodeId::Of(NodeType::kOrganisation, asker));
  if (!dismissed) return std::unexpected(dismissed.error());
  for (const NodeId id : *dismissed) {
    const NodeIndex found = snapshot.profiles.Find(id);
    const bool is_pinned = std::ranges::find(query.pinned, found) != query.pinned.end();
    if (found != kNoNode && !is_pinned) query.excluded.push_back(found);
  }
  return {};
}

}  // namespace kontor
