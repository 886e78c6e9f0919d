// Expressions of interest in the store: one organisation would like to work with another, about an
// offer, a need or a call; with all that came of it.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/user_record.h"
#include "data/document.h"
#include "data/user_pages.h"
#include "data/user_writer.h"

namespace kontor {

// {"from", "to", "about": {"type", "title" or "code"}, "note"}, the note at will; as they were
// sent.
std::expected<Interest, DocumentError> ReadInterest(std::string_view document, const Trace& trace);

// {"state", "note"}, the note at will. "sent" is no answer to anything.
std::expected<InterestStep, DocumentError> ReadInterestStep(std::string_view document,
                                                            const Trace& trace);

// Which of them are listed. At least one of the organisations is given.
struct InterestQuery {
  std::string from_key;
  std::string to_key;
  std::optional<InterestState> state;
  std::string after;  // a `next` of before
  size_t limit = 0;
};

// Thread-safe.
class InterestBook {
 public:
  explicit InterestBook(UserWriter& writer) : writer_(writer) {}

  // All but the number is given. kLimit where one of the two has Limits::max_interests.
  Result<Interest> Send(Interest interest);
  // kNotFound, or kConflict where the step may not follow or `is_known` refuses the number of steps
  // so far.
  Result<Interest> Answer(uint64_t number, const InterestStep& step,
                          const std::function<bool(size_t)>& is_known);

  [[nodiscard]] Result<Interest> Find(uint64_t number) const;
  // The oldest first.
  [[nodiscard]] Result<RecordPage<Interest>> List(const InterestQuery& query) const;

 private:
  UserWriter& writer_;
};

}  // namespace kontor
