#include "api/render_user_records.h"

#include <chrono>

#include "api/json_document.h"
#include "api/render_formats.h"
#include "api/shown_points.h"
#include "base/instant.h"
#include "data/feedback.h"

namespace kontor {
namespace {

std::string InstantOf(int64_t unix_seconds) {
  return FormatInstant(std::chrono::sys_seconds(std::chrono::seconds(unix_seconds)));
}

// With the name that it has now; null where it is gone.
Json NamedNow(const Snapshot& snapshot, std::string_view key) {
  const NodeIndex found = snapshot.profiles.Find(NodeId::Of(NodeType::kOrganisation, key));
  return {{"id", key}, {"name", found == kNoNode ? Json() : Json(snapshot.profiles[found].name)}};
}

Json FeedbackAsJson(const Snapshot& snapshot, const Feedback& feedback) {
  return {{"id", FeedbackId(feedback)},
          {"for", feedback.for_key},
          {"organisation", NamedNow(snapshot, feedback.organisation)},
          {"action", Name(feedback.action)},
          {"day", FormatDate(feedback.day)},
          {"note", OrNull(feedback.note)},
          {"recorded", InstantOf(feedback.trace.unix_seconds)},
          {"key", OrNull(feedback.trace.key_id)}};
}

Json KeptAsJson(const AnswerThen& answer) {
  Json contributions = Json::array();
  for (const AnswerThen::Part& part : answer.contributions) {
    contributions.push_back({{"feature", part.feature},
                             {"value", part.value},
                             {"weight", part.weight},
                             {"points", part.points}});
  }
  return {{"generation", answer.generation},
          {"model", answer.model},
          {"as_of", FormatDate(answer.as_of)},
          {"lang", answer.language},
          {"score", answer.score},
          {"fit", answer.fit},
          {"reach", answer.reach},
          {"mutual", answer.mutual},
          {"reverse_score", answer.reverse_score},
          {"joint_partnerships", answer.joint_partnerships},
          {"reasons", answer.reasons},
          {"reverse_reasons", answer.reverse_reasons},
          {"contributions", std::move(contributions)}};
}

Json HeadAsJson(const Shortlist& list) {
  return {{"id", std::to_string(list.number)},
          {"for", list.for_key},
          {"name", list.name},
          {"note", OrNull(list.note)},
          {"created", InstantOf(list.created.unix_seconds)},
          {"changed", InstantOf(list.changed_unix_seconds)},
          {"key", OrNull(list.created.key_id)},
          {"size", list.size}};
}

Json EntryAsJson(const ShortlistEntry& entry) {
  return {{"id", entry.organisation},          {"name", entry.name},
          {"note", OrNull(entry.note)},        {"added", InstantOf(entry.added.unix_seconds)},
          {"key", OrNull(entry.added.key_id)}, {"at_the_time", KeptAsJson(entry.answer)}};
}

Json InterestAsJson(const Interest& interest) {
  const bool is_call = interest.subject == Subject::kCall;
  Json history = Json::array();
  for (const InterestStep& step : interest.steps) {
    history.push_back({{"state", Name(step.state)},
                       {"at", InstantOf(step.trace.unix_seconds)},
                       {"key", OrNull(step.trace.key_id)},
                       {"note", OrNull(step.note)}});
  }
  return {
      {"id", std::to_string(interest.number)},
      {"from", interest.from_key},
      {"to", interest.to_key},
      {"about", {{"type", Name(interest.subject)}, {is_call ? "code" : "title", interest.about}}},
      {"state", Name(interest.state())},
      {"history", std::move(history)}};
}

Json PersonAsJson(const Person& person) {
  return {{"id", std::to_string(person.number)},
          {"organisation", person.organisation},
          {"name", person.name},
          {"role", OrNull(person.role)},
          {"email", OrNull(person.email)},
          {"phone", OrNull(person.phone)},
          {"note", OrNull(person.note)},
          {"changed", InstantOf(person.trace.unix_seconds)}};
}

Json NextOf(std::string_view next) { return next.empty() ? Json() : Json(next); }

}  // namespace

std::string RenderFeedback(const Snapshot& snapshot, const Feedback& feedback) {
  return Dump(FeedbackAsJson(snapshot, feedback));
}

std::string RenderFeedbackPage(const Snapshot& snapshot, const RecordPage<Feedback>& page) {
  Json list = Json::array();
  for (const Feedback& feedback : page.records) list.push_back(FeedbackAsJson(snapshot, feedback));
  return Dump({{"next", NextOf(page.next)}, {"feedback", std::move(list)}});
}

std::string RenderShortlist(const ShortlistContent& content) {
  Json document = HeadAsJson(content.list);
  Json& organisations = document["organisations"] = Json::array();
  for (const ShortlistEntry& entry : content.entries) {
    organisations.push_back(EntryAsJson(entry));
  }
  return Dump(document);
}

std::string ShortlistAsNdjson(const ShortlistContent& content) {
  std::string lines;
  for (const ShortlistEntry& entry : content.entries) {
    Json line = {{"shortlist", content.list.name}, {"for", content.list.for_key}};
    line.update(EntryAsJson(entry));
    lines += Dump(line);
  }
  return lines;
}

std::string RenderShortlistPage(const RecordPage<Shortlist>& page) {
  Json list = Json::array();
  for (const Shortlist& one : page.records) list.push_back(HeadAsJson(one));
  return Dump({{"next", NextOf(page.next)}, {"shortlists", std::move(list)}});
}

std::string RenderInterest(const Interest& interest) { return Dump(InterestAsJson(interest)); }

std::string RenderInterestPage(const RecordPage<Interest>& page) {
  Json list = Json::array();
  for (const Interest& one : page.records) list.push_back(InterestAsJson(one));
  return Dump({{"next", NextOf(page.next)}, {"interests", std::move(list)}});
}

std::string RenderPerson(const Person& person) { return Dump(PersonAsJson(person)); }

std::string RenderPersons(std::span<const Person> persons) {
  Json list = Json::array();
  for (const Person& person : persons) list.push_back(PersonAsJson(person));
  return Dump({{"persons", std::move(list)}});
}

std::string RenderErasure(uint64_t number, const Trace& trace, bool is_purged) {
  return Dump({{"id", std::to_string(number)},
               {"erased", InstantOf(trace.unix_seconds)},
               {"key", OrNull(trace.key_id)},
               {"files_rewritten", is_purged}});
}

std::string RenderAudit(std::span<const AuditEntry> entries, uint64_t since) {
  Json list = Json::array();
  for (const AuditEntry& entry : entries) {
    list.push_back({{"number", entry.number},
                    {"at", InstantOf(entry.trace.unix_seconds)},
                    {"key", OrNull(entry.trace.key_id)},
                    {"change", entry.change},
                    {"subject", entry.subject}});
  }
  const uint64_t next = entries.empty() ? since : entries.back().number;
  return Dump({{"since", since}, {"next", next}, {"entries", std::move(list)}});
}

AnswerThen KeepAnswer(const Snapshot& snapshot, const PartnerQuery& query,
                      const Suggestion& suggestion, const Language& language) {
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  AnswerThen kept{
      .generation = snapshot.generation,
      .model = ModelName(query.preset),
      .as_of = query.as_of,
      .language = language.code(),
      .score = shown.score,
      .fit = shown.fit,
      .reach = shown.reach,
      .mutual = RoundTo2(suggestion.mutual),
      .reverse_score = RoundTo2(suggestion.reverse_score),
      .joint_partnerships = suggestion.joint_partnerships,
      .contributions = {},
      .reasons = Reasons(snapshot, suggestion, kReasonsInData, language),
      .reverse_reasons = ReverseReasons(snapshot, suggestion, kReasonsInData, language)};
  for (size_t i = 0; i < kFeatureCount; ++i) {
    const Contribution& contribution = suggestion.contributions[i];
    kept.contributions.push_back({std::string(Name(contribution.feature)),
                                  RoundTo4(contribution.value), RoundTo4(contribution.weight),
                                  shown.points[i]});
  }
  return kept;
}

}  // namespace kontor
