#include "base/user_record.h"

#include <algorithm>
#include <span>

namespace kontor {
namespace {

// The value that is counted from 1 in the order of its names.
template <typename Value>
std::optional<Value> Named(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin() + 1);
}

}  // namespace

std::optional<FeedbackAction> FeedbackActionNamed(std::string_view name) {
  return Named<FeedbackAction>(kFeedbackActions, name);
}

std::optional<Subject> SubjectNamed(std::string_view name) {
  return Named<Subject>(kSubjects, name);
}

std::optional<InterestState> InterestStateNamed(std::string_view name) {
  return Named<InterestState>(kInterestStates, name);
}

bool MayFollow(InterestState before, InterestState after) {
  if (before == InterestState::kSent) return after != InterestState::kSent;
  return before == InterestState::kAccepted && after == InterestState::kWithdrawn;
}

}  // namespace kontor
