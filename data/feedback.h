// What users made of suggestions, in the store: one record for each organisation that was
// suggested, to whom, and action.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/user_record.h"
#include "data/document.h"
#include "data/user_pages.h"
#include "data/user_writer.h"

namespace kontor {

// Feedback as a program sends it: {"for", "organisation", "action", "note", "day"}, the last two at
// will. Organisations are as they were sent, the day that of `trace` where none was. kBadData with
// all its problems.
std::expected<Feedback, DocumentError> ReadFeedback(std::string_view document, const Trace& trace);

// Of the one record for whom it is, action and organisation: letters and digits.
std::string FeedbackId(const Feedback& feedback);

// Thread-safe.
class FeedbackBook {
 public:
  explicit FeedbackBook(UserWriter& writer) : writer_(writer) {}

  // Replaces what was said before of the same action. True if nothing was; kLimit where an
  // organisation has Limits::max_feedback of them, or max_dismissed.
  Result<bool> Put(const Feedback& feedback);
  // By FeedbackId. kNotFound where there is none.
  [[nodiscard]] Result<Feedback> Find(std::string_view id) const;
  Status Erase(std::string_view id, const Trace& trace);

  // That of one organisation, by action and id of node; of one action where one is given.
  [[nodiscard]] Result<RecordPage<Feedback>> List(std::string_view for_key,
                                                  std::optional<FeedbackAction> action,
                                                  std::string_view after, size_t limit) const;
  // Whom an organisation has dismissed, ascending. O(their number)
  [[nodiscard]] Result<std::vector<NodeId>> DismissedBy(NodeId for_id) const;

 private:
  UserWriter& writer_;
};

}  // namespace kontor
