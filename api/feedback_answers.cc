#include "api/body.h"
#include "api/json_answer.h"
#include "api/render_user_records.h"
#include "api/user_answers.h"

namespace kontor {
namespace {

Parsed<std::shared_ptr<const Snapshot>> Newest(const UserRequest& asked) {
  auto snapshot = asked.source.Current({});
  if (!snapshot) return std::unexpected(ProblemOf(snapshot.error()));
  return *std::move(snapshot);
}

Parsed<std::optional<FeedbackAction>> ReadActionParameter(const Target& target) {
  const std::string* name = target.Find("action");
  if (name == nullptr) return std::nullopt;
  if (const auto action = FeedbackActionNamed(*name)) return action;
  return std::unexpected(
      ProblemOfParameter("action", "action is viewed, saved, dismissed, contacted or partnered."));
}

UserAnswered ListFeedback(const UserRequest& asked) {
  const auto top = ReadCount(asked.target, "top", Limits::default_top, Limits::max_top);
  if (!top) return std::unexpected(top.error());
  const auto after = ReadPlace(asked.target);
  if (!after) return std::unexpected(after.error());
  const auto action = ReadActionParameter(asked.target);
  if (!action) return std::unexpected(action.error());
  const auto snapshot = Newest(asked);
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto for_key = ReadKey(data, asked.target, "for");
  if (!for_key) return std::unexpected(for_key.error());
  const auto page = asked.records.feedback.List(*for_key, *action, *after, *top);
  if (!page) return std::unexpected(ProblemOf(page.error()));
  return UserAnswer{JsonAnswer(RenderFeedbackPage(data, *page)), data.generation, {}};
}

UserAnswered PutFeedback(const UserRequest& asked) {
  if (auto checked = CheckJsonBody(asked.request); !checked) {
    return std::unexpected(checked.error());
  }
  auto feedback = ReadFeedback(asked.request.body, asked.trace);
  if (!feedback) return std::unexpected(ProblemOfDocument(feedback.error()));
  const auto snapshot = Newest(asked);
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const auto for_whom = FindMember(data, feedback->for_key, "/for");
  if (!for_whom) return std::unexpected(for_whom.error());
  const auto organisation = FindMember(data, feedback->organisation, "/organisation");
  if (!organisation) return std::unexpected(organisation.error());
  if (*for_whom == *organisation) {
    return std::unexpected(ProblemOfMember("/organisation", "is the one that it is for"));
  }
  feedback->for_key = data.profiles[*for_whom].key;
  feedback->organisation = data.profiles[*organisation].key;
  const auto is_new = asked.records.feedback.Put(*feedback);
  if (!is_new) return std::unexpected(ProblemOf(is_new.error()));
  UserAnswer answer{JsonAnswer(RenderFeedback(data, *feedback)), data.generation, {}};
  if (*is_new) answer.answer.status = 201;
  answer.answer.Set("Location", "/v1/feedback/" + FeedbackId(*feedback));
  return answer;
}

// One record, to be read or taken back.
UserAnswered AnswerOne(const UserRequest& asked) {
  const std::string& id = asked.match.name;
  if (asked.request.method == "DELETE") {
    const Status erased = asked.records.feedback.Erase(id, asked.trace);
    if (!erased) return std::unexpected(ProblemOf(erased.error()));
    UserAnswer answer;
    answer.answer.status = 204;
    return answer;
  }
  const auto feedback = asked.records.feedback.Find(id);
  if (!feedback) return std::unexpected(ProblemOf(feedback.error()));
  const auto snapshot = Newest(asked);
  if (!snapshot) return std::unexpected(snapshot.error());
  return UserAnswer{JsonAnswer(RenderFeedback(**snapshot, *feedback)), (*snapshot)->generation, {}};
}

}  // namespace

UserAnswered AnswerFeedback(const UserRequest& asked) {
  if (asked.match.route == Route::kFeedbackOne) return AnswerOne(asked);
  if (asked.request.method == "POST") return PutFeedback(asked);
  return ListFeedback(asked);
}

}  // namespace kontor
