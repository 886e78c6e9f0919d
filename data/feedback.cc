#include "data/feedback.h"

#include <chrono>

#include "base/instant.h"
#include "data/document_reader.h"
#include "data/user_document.h"

namespace kontor {
namespace {

NodeId OrganisationId(std::string_view key) { return NodeId::Of(NodeType::kOrganisation, key); }

std::string KeyOfFeedback(const Feedback& feedback) {
  return FeedbackKey(OrganisationId(feedback.for_key), feedback.action,
                     OrganisationId(feedback.organisation));
}

Result<Feedback> FindFeedback(const ReadView& view, std::string_view id) {
  std::string key = FeedbackFamily() + FromHex(id);
  const auto record = view.FindUserRecord(UserFamily::kEvent, key);
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) return Fail(ErrorCode::kNotFound, "There is no such feedback.");
  return DecodeFeedback(**record);
}

std::string SubjectOf(const Feedback& feedback) {
  return "feedback " + std::string(Name(feedback.action)) + " " + feedback.for_key + " " +
         feedback.organisation;
}

Status CheckRoom(FeedbackAction action, uint64_t count) {
  const size_t most =
      action == FeedbackAction::kDismissed ? Limits::max_dismissed : Limits::max_feedback;
  if (count < most) return {};
  return Fail(ErrorCode::kLimit, "An organisation has at most " + std::to_string(most) +
                                     " records of '" + std::string(Name(action)) + "'.");
}

FeedbackAction ReadAction(const UserDocument& document) {
  const std::string name = document.RequiredText("action", Limits::max_title_bytes);
  const auto action = FeedbackActionNamed(name);
  if (!action && !name.empty()) {
    document.reader().Tell("action", "is none of viewed, saved, dismissed, contacted, partnered");
  }
  return action.value_or(FeedbackAction::kViewed);
}

}  // namespace

std::string FeedbackId(const Feedback& feedback) {
  return ToHex(KeyOfFeedback(feedback).substr(FeedbackFamily().size()));
}

std::expected<Feedback, DocumentError> ReadFeedback(std::string_view text, const Trace& trace) {
  return ReadUserDocument<Feedback>(text, [&trace](const UserDocument& document) {
    document.reader().CheckMembers({"for", "organisation", "action", "note", "day"});
    Feedback feedback;
    feedback.for_key = document.RequiredText("for", Limits::max_key_bytes);
    feedback.organisation = document.RequiredText("organisation", Limits::max_key_bytes);
    feedback.action = ReadAction(document);
    feedback.note = document.Text("note", Limits::max_note_bytes);
    feedback.day = document.reader().Day("day");
    feedback.trace = trace;
    const Date today = DayOf(std::chrono::sys_seconds(std::chrono::seconds(trace.unix_seconds)));
    if (feedback.day > today) document.reader().Tell("day", "lies in the future");
    if (!feedback.day.known()) feedback.day = today;
    return feedback;
  });
}

Result<bool> FeedbackBook::Put(const Feedback& feedback) {
  bool is_new = false;
  const NodeId for_id = OrganisationId(feedback.for_key);
  const Status put = writer_.Change(feedback.trace, [&](UserChange& change) -> Status {
    std::string key = KeyOfFeedback(feedback);
    const auto before = change.view().FindUserRecord(UserFamily::kEvent, key);
    if (!before) return std::unexpected(before.error());
    is_new = !before->has_value();
    if (is_new) {
      std::string count_key = FeedbackCountKey(for_id, feedback.action);
      const Result<uint64_t> count = change.Count(count_key);
      if (!count) return std::unexpected(count.error());
      if (Status room = CheckRoom(feedback.action, *count); !room) return room;
      change.Put(std::move(count_key), EncodeCount(*count + 1));
    }
    change.Put(std::move(key), EncodeFeedback(feedback));
    return change.Audit("put", SubjectOf(feedback));
  });
  if (!put) return std::unexpected(put.error());
  return is_new;
}

Result<Feedback> FeedbackBook::Find(std::string_view id) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  return FindFeedback(**view, id);
}

Status FeedbackBook::Erase(std::string_view id, const Trace& trace) {
  return writer_.Change(trace, [&](UserChange& change) -> Status {
    const Result<Feedback> feedback = FindFeedback(change.view(), id);
    if (!feedback) return std::unexpected(feedback.error());
    std::string count_key = FeedbackCountKey(OrganisationId(feedback->for_key), feedback->action);
    const Result<uint64_t> count = change.Count(count_key);
    if (!count) return std::unexpected(count.error());
    change.Put(std::move(count_key), EncodeCount(*count - 1));
    change.Erase(KeyOfFeedback(*feedback));
    return change.Audit("erase", SubjectOf(*feedback));
  });
}

Result<RecordPage<Feedback>> FeedbackBook::List(std::string_view for_key,
                                                std::optional<FeedbackAction> action,
                                                std::string_view after, size_t limit) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  const NodeId for_id = OrganisationId(for_key);
  const std::string prefix = action ? FeedbackPrefix(for_id, *action) : FeedbackPrefix(for_id);
  return ReadRecords<Feedback>(
      **view, {.prefix = prefix, .after = after, .limit = limit},
      [](std::string_view /*key*/, std::string_view value) { return DecodeFeedback(value); });
}

Result<std::vector<NodeId>> FeedbackBook::DismissedBy(NodeId for_id) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  auto page = ReadRecords<NodeId>(
      **view,
      {.prefix = FeedbackPrefix(for_id, FeedbackAction::kDismissed),
       .limit = Limits::max_dismissed},
      [](std::string_view key, std::string_view /*value*/) { return LastNodeOf(key); });
  if (!page) return std::unexpected(page.error());
  return std::move(page->records);
}

}  // namespace kontor
