// What users record while they work, as it is stored: feedback, shortlists and expressions of
// interest. Organisations are named by their keys, so that a record outlives what it is about.
// docs/adr/0014 has the reasons.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace kontor {

// Who made a record, and when.
struct Trace {
  std::string key_id;  // of the API key; empty for the command line
  int64_t unix_seconds = 0;
  friend bool operator==(const Trace&, const Trace&) = default;
};

// What came of a suggestion. Frozen: on disk.
enum class FeedbackAction : uint8_t {
  kViewed = 1,
  kSaved = 2,
  kDismissed = 3,  // not to be suggested any more
  kContacted = 4,
  kPartnered = 5,
};
inline constexpr std::array<std::string_view, 5> kFeedbackActions = {
    "viewed", "saved", "dismissed", "contacted", "partnered"};  // from 1 on

inline std::string_view Name(FeedbackAction action) {
  return kFeedbackActions[static_cast<size_t>(action) - 1];
}
std::optional<FeedbackAction> FeedbackActionNamed(std::string_view name);

struct Feedback {
  std::string for_key;       // who was suggested somebody
  std::string organisation;  // who was suggested
  FeedbackAction action = FeedbackAction::kViewed;
  Date day;
  std::string note;
  Trace trace;
  friend bool operator==(const Feedback&, const Feedback&) = default;
};

// What the engine said of a pair, as it was shown: rounded, and with its sentences.
struct AnswerThen {
  struct Part {
    std::string feature;
    double value = 0.0;   // in [0,1]
    double weight = 0.0;  // of the preset
    double points = 0.0;
    friend bool operator==(const Part&, const Part&) = default;
  };
  uint64_t generation = 0;
  std::string model;
  Date as_of;
  std::string language;        // of the sentences
  double score = 0.0;          // 0 to 100: the sum of all points
  double fit = 0.0;            // fit and reach sum to score
  double reach = 0.0;          //
  double mutual = 0.0;         // 0 to 100
  double reverse_score = 0.0;  // 0 to 100
  uint64_t joint_partnerships = 0;
  std::vector<Part> contributions;
  std::vector<std::string> reasons;  // sentences, the strongest first
  std::vector<std::string> reverse_reasons;
  friend bool operator==(const AnswerThen&, const AnswerThen&) = default;
};

struct Shortlist {
  uint64_t number = 0;  // from 1, never used again
  std::string for_key;  // whose list it is
  std::string name;
  std::string note;
  Trace created;
  int64_t changed_unix_seconds = 0;
  uint64_t revision = 0;    // grows with each change of the list or of what is on it
  uint64_t next_place = 0;  // of the next one that is added
  uint64_t size = 0;        // organisations on it
  friend bool operator==(const Shortlist&, const Shortlist&) = default;
};

struct ShortlistEntry {
  std::string organisation;
  std::string name;    // at that time
  uint64_t place = 0;  // ascending in the order in which they were added
  std::string note;
  Trace added;
  AnswerThen answer;  // at that time
  friend bool operator==(const ShortlistEntry&, const ShortlistEntry&) = default;
};

// What an expression of interest is about. Frozen: on disk.
enum class Subject : uint8_t { kOffer = 1, kNeed = 2, kCall = 3 };
inline constexpr std::array<std::string_view, 3> kSubjects = {"offer", "need", "call"};  // from 1
inline std::string_view Name(Subject subject) {
  return kSubjects[static_cast<size_t>(subject) - 1];
}
std::optional<Subject> SubjectNamed(std::string_view name);

// Frozen: on disk.
enum class InterestState : uint8_t { kSent = 1, kAccepted = 2, kDeclined = 3, kWithdrawn = 4 };
inline constexpr std::array<std::string_view, 4> kInterestStates = {"sent", "accepted", "declined",
                                                                    "withdrawn"};  // from 1
inline std::string_view Name(InterestState state) {
  return kInterestStates[static_cast<size_t>(state) - 1];
}
std::optional<InterestState> InterestStateNamed(std::string_view name);

// What was sent is accepted, declined or withdrawn; what was accepted may still be withdrawn.
bool MayFollow(InterestState before, InterestState after);

struct InterestStep {
  InterestState state = InterestState::kSent;
  std::string note;
  Trace trace;
  friend bool operator==(const InterestStep&, const InterestStep&) = default;
};

// One organisation would like to work with another.
struct Interest {
  uint64_t number = 0;  // from 1, never used again
  std::string from_key;
  std::string to_key;
  Subject subject = Subject::kOffer;
  std::string about;                // the offer's or need's title, or the call's code
  std::vector<InterestStep> steps;  // the first is kSent, the last its state
  [[nodiscard]] InterestState state() const { return steps.back().state; }
  friend bool operator==(const Interest&, const Interest&) = default;
};

// Who did what to which record; without its content.
struct AuditEntry {
  uint64_t number = 0;  // from 1
  Trace trace;
  std::string change;   // "put", "erase"
  std::string subject;  // "shortlist 17", "feedback dismissed pic:1 pic:2"
  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

}  // namespace kontor
