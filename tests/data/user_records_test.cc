// Feedback and shortlists in the store.
#include "data/user_records.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "store/memory_store.h"
#include "tests/store/records.h"

namespace kontor {
namespace {

constexpr int64_t kNoon = 1'700'000'000;  // 2023-11-14
const Trace kTrace{"portal", kNoon};

struct Desk {
  std::unique_ptr<Store> store = MakeMemoryStore();
  UserRecords records{*store};
};

Feedback Said(std::string organisation, FeedbackAction action, std::string for_key = "us") {
  return {.for_key = std::move(for_key),
          .organisation = std::move(organisation),
          .action = action,
          .day = Date{10},
          .note = {},
          .trace = kTrace};
}

NodeId Of(std::string_view key) { return NodeId::Of(NodeType::kOrganisation, key); }

std::string ReasonsOf(const DocumentError& error) {
  std::string reasons;
  for (const DocumentProblem& problem : error.problems) {
    reasons += problem.pointer + " " + problem.reason + "; ";
  }
  return reasons;
}

ShortlistEntry Entry(std::string organisation, std::string note = {}) {
  ShortlistEntry entry;
  entry.organisation = std::move(organisation);
  entry.note = std::move(note);
  entry.added = kTrace;
  entry.answer.score = 42.5;
  entry.answer.reasons = {"They supply you."};
  return entry;
}

std::string Organisations(const ShortlistContent& content) {
  std::string all;
  for (const ShortlistEntry& entry : content.entries) all += entry.organisation + " ";
  return all;
}

Interest Wish(std::string from, std::string to) {
  return {.number = 0,
          .from_key = std::move(from),
          .to_key = std::move(to),
          .subject = Subject::kNeed,
          .about = "Foundry",
          .steps = {{InterestState::kSent, "hello", kTrace}}};
}

InterestStep StepTo(InterestState state) { return {state, {}, {"other", kNoon + 60}}; }

constexpr auto kAnyState = [](size_t) { return true; };

// "1 accepted 3 sent "
std::string Listed(const RecordPage<Interest>& page) {
  std::string all;
  for (const Interest& one : page.records) {
    all += std::to_string(one.number) + " " + std::string(Name(one.state())) + " ";
  }
  return all;
}

}  // namespace

TEST_CASE("feedback is read from a document, and all its faults are told", "[data][user]") {
  const auto read = ReadFeedback(
      R"({"for": "us", "organisation": "x:1", "action": "dismissed", "note": "too far"})", kTrace);
  REQUIRE(read);
  CHECK(read->action == FeedbackAction::kDismissed);
  CHECK(FormatDate(read->day) == "2023-11-14");
  CHECK(read->note == "too far");
  const auto faulty = ReadFeedback(
      R"({"organisation": "", "action": "liked", "nota": 1, "day": "2024-01-01"})", kTrace);
  REQUIRE_FALSE(faulty);
  CHECK(ReasonsOf(faulty.error()) ==
        "/nota is no member that is known here; did you mean \"note\"?; /for is required; "
        "/organisation is required; "
        "/action is none of viewed, saved, dismissed, contacted, partnered; "
        "/day lies in the future; ");
  const auto long_note = ReadFeedback(R"({"for": "a", "organisation": "b", "action": "saved",
      "note": ")" + std::string(Limits::max_note_bytes + 1, 'x') +
                                          R"("})",
                                      kTrace);
  REQUIRE_FALSE(long_note);
  CHECK(ReasonsOf(long_note.error()) == "/note is over 4000 bytes; ");
  CHECK_FALSE(ReadFeedback("{", kTrace));
  CHECK_FALSE(ReadFeedback("[]", kTrace));
}

TEST_CASE("feedback is replaced by what is said later of the same action", "[data][user]") {
  Desk desk;
  Feedback said = Said("x:1", FeedbackAction::kSaved);
  CHECK(Must(desk.records.feedback.Put(said)));
  said.note = "again";
  CHECK_FALSE(Must(desk.records.feedback.Put(said)));
  CHECK(Must(desk.records.feedback.Put(Said("x:1", FeedbackAction::kViewed))));
  const auto all = Must(desk.records.feedback.List("us", std::nullopt, {}, 10));
  REQUIRE(all.records.size() == 2);
  CHECK(all.records[0].action == FeedbackAction::kViewed);
  CHECK(all.records[1].note == "again");
  CHECK(all.next.empty());
  CHECK(Must(desk.records.feedback.List("them", std::nullopt, {}, 10)).records.empty());
}

TEST_CASE("who is dismissed is known until that is undone", "[data][user]") {
  Desk desk;
  Must(desk.records.feedback.Put(Said("x:1", FeedbackAction::kDismissed)));
  Must(desk.records.feedback.Put(Said("x:2", FeedbackAction::kSaved)));
  Must(desk.records.feedback.Put(Said("x:3", FeedbackAction::kDismissed, "others")));
  CHECK(Must(desk.records.feedback.DismissedBy(Of("us"))) == std::vector{Of("x:1")});
  const std::string id = FeedbackId(Said("x:1", FeedbackAction::kDismissed));
  CHECK(Must(desk.records.feedback.Find(id)).organisation == "x:1");
  Must(desk.records.feedback.Erase(id, kTrace));
  CHECK_FALSE(desk.records.feedback.Find(id));
  CHECK_FALSE(desk.records.feedback.Find("?"));
  CHECK(Must(desk.records.feedback.DismissedBy(Of("us"))).empty());
  const Status twice = desk.records.feedback.Erase(id, kTrace);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == ErrorCode::kNotFound);
}

TEST_CASE("lists of feedback go on from page to page", "[data][user]") {
  Desk desk;
  for (int i = 0; i < 7; ++i) {
    Must(desk.records.feedback.Put(Said("x:" + std::to_string(i), FeedbackAction::kViewed)));
  }
  std::vector<std::string> seen;
  std::string after;
  for (size_t pages = 1;; ++pages) {
    const auto page = Must(desk.records.feedback.List("us", FeedbackAction::kViewed, after, 3));
    for (const Feedback& one : page.records) seen.push_back(one.organisation);
    after = page.next;
    if (after.empty()) {
      CHECK(pages == 3);
      break;
    }
  }
  std::ranges::sort(seen);
  CHECK(seen == std::vector<std::string>{"x:0", "x:1", "x:2", "x:3", "x:4", "x:5", "x:6"});
  CHECK(FromHex("0g").empty());
  CHECK(FromHex("012").empty());
  CHECK(FromHex(ToHex("a\xff")) == "a\xff");
}

TEST_CASE("the audit log tells who did what, without contents", "[data][user]") {
  Desk desk;
  Feedback said = Said("x:1", FeedbackAction::kSaved);
  said.note = "a secret";
  Must(desk.records.feedback.Put(said));
  const Shortlist list =
      Must(desk.records.shortlists.Create({"us", "Secret name", "a secret"}, kTrace));
  Must(desk.records.shortlists.Erase({list.number, {"other", kNoon + 1}}));
  const auto audit = Must(desk.records.writer.Audit(1, 10));
  REQUIRE(audit.size() == 3);
  CHECK(audit[0] == AuditEntry{1, kTrace, "put", "feedback saved us x:1"});
  CHECK(audit[1] == AuditEntry{2, kTrace, "create", "shortlist 1"});
  CHECK(audit[2] == AuditEntry{3, {"other", kNoon + 1}, "erase", "shortlist 1"});
  CHECK(Must(desk.records.writer.Audit(3, 10)).size() == 1);
  CHECK(Must(desk.records.writer.Audit(1, 2)).size() == 2);
}

TEST_CASE("an organisation dismisses no more than the limit", "[data][user]") {
  Desk desk;
  const std::vector<UserRecordChange> full = {
      {UserFamily::kEvent, FeedbackCountKey(Of("us"), FeedbackAction::kDismissed),
       EncodeCount(Limits::max_dismissed)}};
  Must(desk.store->WriteUserRecords(full));
  const auto put = desk.records.feedback.Put(Said("x:1", FeedbackAction::kDismissed));
  REQUIRE_FALSE(put);
  CHECK(put.error().code == ErrorCode::kLimit);
  CHECK(Must(desk.records.feedback.Put(Said("x:1", FeedbackAction::kViewed))));
}

TEST_CASE("a shortlist keeps its organisations in their order, with what was said",
          "[data][user]") {
  Desk desk;
  ShortlistBook& book = desk.records.shortlists;
  const Shortlist list = Must(book.Create({"us", "Wood", ""}, kTrace));
  CHECK(list.number == 1);
  for (const char* key : {"x:3", "x:1", "x:2"}) {
    Must(book.Add({list.number, kTrace}, Entry(key, "note")));
  }
  Must(book.ChangeNote({list.number, kTrace}, "x:1", "better"));
  ShortlistContent content = Must(book.Read(list.number));
  CHECK(Organisations(content) == "x:3 x:1 x:2 ");
  CHECK(content.entries[1].note == "better");
  CHECK(content.entries[1].answer == Entry("x:1").answer);
  CHECK(content.list.size == 3);
  CHECK(content.list.revision == 5);
  Must(book.Remove({list.number, kTrace}, "x:1"));
  Must(book.Add({list.number, kTrace}, Entry("x:1")));
  content = Must(book.Read(list.number));
  CHECK(Organisations(content) == "x:3 x:2 x:1 ");
  CHECK(content.list.size == 3);
  const auto twice = book.Add({list.number, kTrace}, Entry("x:1"));
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == ErrorCode::kConflict);
  CHECK(book.Remove({list.number, kTrace}, "x:9").error().code == ErrorCode::kNotFound);
}

TEST_CASE("shortlists are renamed and removed, and a number never comes again", "[data][user]") {
  Desk desk;
  ShortlistBook& book = desk.records.shortlists;
  const uint64_t first = Must(book.Create({"us", "Wood", "n"}, kTrace)).number;
  Must(book.Add({first, kTrace}, Entry("x:1")));
  Must(book.Change({first, {"portal", kNoon + 5}}, {.name = "Timber", .note = std::nullopt}));
  CHECK(Must(book.Find(first)).name == "Timber");
  CHECK(Must(book.Find(first)).note == "n");
  CHECK(Must(book.Find(first)).changed_unix_seconds == kNoon + 5);
  Must(book.Change({first, kTrace}, {.name = std::nullopt, .note = ""}));
  CHECK(Must(book.Find(first)).note.empty());
  Must(book.Erase({first, kTrace}));
  CHECK(book.Read(first).error().code == ErrorCode::kNotFound);
  CHECK(book.Erase({first, kTrace}).error().code == ErrorCode::kNotFound);
  const uint64_t second = Must(book.Create({"us", "Steel", ""}, kTrace)).number;
  CHECK(second == first + 1);
  CHECK(Must(book.Read(second)).entries.empty());
  Must(book.Create({"them", "Steel", ""}, kTrace));
  const auto owned = Must(book.OwnedBy("us", {}, 10));
  REQUIRE(owned.records.size() == 1);
  CHECK(owned.records[0].name == "Steel");
}

TEST_CASE("a change of a shortlist that its author does not know is refused", "[data][user]") {
  Desk desk;
  ShortlistBook& book = desk.records.shortlists;
  const Shortlist list = Must(book.Create({"us", "Wood", ""}, kTrace));
  const auto knows = [](uint64_t known) {
    return [known](uint64_t revision) { return revision == known; };
  };
  Must(book.Change({list.number, kTrace, knows(1)}, {.name = "Timber", .note = {}}));
  const auto late = book.Change({list.number, kTrace, knows(1)}, {.name = "Lumber", .note = {}});
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::kConflict);
  CHECK(Must(book.Find(list.number)).name == "Timber");
  CHECK_FALSE(book.Erase({list.number, kTrace, knows(1)}));
}

TEST_CASE("a shortlist and the shortlists of one organisation have an end", "[data][user]") {
  Desk desk;
  ShortlistBook& book = desk.records.shortlists;
  Shortlist list = Must(book.Create({"us", "Wood", ""}, kTrace));
  list.size = Limits::max_shortlisted;
  const NodeId us = Of("us");
  std::vector<UserRecordChange> changes = {
      {UserFamily::kEvent, ShortlistKey(list.number), EncodeShortlist(list)}};
  for (uint64_t i = 0; i < Limits::max_shortlists; ++i) {
    changes.push_back({UserFamily::kEvent, OwnerKey(us, 100 + i), std::string()});
  }
  Must(desk.store->WriteUserRecords(changes));
  CHECK(book.Add({list.number, kTrace}, Entry("x:1")).error().code == ErrorCode::kLimit);
  CHECK(book.Create({"us", "More", ""}, kTrace).error().code == ErrorCode::kLimit);
  CHECK(book.Create({"them", "More", ""}, kTrace));
}

TEST_CASE("what a shortlist is made of is read from documents", "[data][user]") {
  CHECK(ReadNewShortlist(R"({"for": "us", "name": " Wood "})")->name == "Wood");
  CHECK(ReasonsOf(ReadNewShortlist(R"({"for": 1, "name": ""})").error()) ==
        "/for is no text; /name is required; ");
  CHECK(ReadShortlistPatch(R"({"note": null})")->note == std::optional<std::string>(""));
  CHECK_FALSE(ReadShortlistPatch(R"({"note": "x"})")->name.has_value());
  CHECK(ReasonsOf(ReadShortlistPatch(R"({"name": null})").error()) == "/name is required; ");
  CHECK(ReadNewEntry(R"({"organisation": "x:1"})")->organisation == "x:1");
  CHECK(ReasonsOf(ReadNewEntry("{}").error()) == "/organisation is required; ");
  CHECK(*ReadEntryNote(R"({"note": "good"})") == "good");
  CHECK(ReadEntryNote(R"({"note": null})")->empty());
  CHECK_FALSE(ReadEntryNote(R"({"name": "x"})"));
}

TEST_CASE("an expression of interest goes through legal states only", "[data][user]") {
  using enum InterestState;
  for (const InterestState before : {kSent, kAccepted, kDeclined, kWithdrawn}) {
    for (const InterestState after : {kSent, kAccepted, kDeclined, kWithdrawn}) {
      const bool legal =
          (before == kSent && after != kSent) || (before == kAccepted && after == kWithdrawn);
      CHECK(MayFollow(before, after) == legal);
    }
  }
  Desk desk;
  InterestBook& book = desk.records.interests;
  const Interest sent = Must(book.Send(Wish("us", "x:1")));
  CHECK(sent.number == 1);
  CHECK(sent.state() == kSent);
  const Interest accepted = Must(book.Answer(1, StepTo(kAccepted), kAnyState));
  REQUIRE(accepted.steps.size() == 2);
  CHECK(accepted.steps[0] == sent.steps[0]);
  CHECK(accepted.steps[1] == StepTo(kAccepted));
  const auto illegal = book.Answer(1, StepTo(kDeclined), kAnyState);
  REQUIRE_FALSE(illegal);
  CHECK(illegal.error().code == ErrorCode::kConflict);
  CHECK(Must(book.Find(1)) == accepted);
  CHECK(book.Answer(1, StepTo(kWithdrawn), [](size_t steps) { return steps == 1; }).error().code ==
        ErrorCode::kConflict);
  CHECK(book.Answer(9, StepTo(kWithdrawn), kAnyState).error().code == ErrorCode::kNotFound);
  CHECK(Must(desk.records.writer.Audit(1, 10)).size() == 2);
}

TEST_CASE("expressions of interest are listed by either side and by state", "[data][user]") {
  Desk desk;
  InterestBook& book = desk.records.interests;
  Must(book.Send(Wish("us", "x:1")));
  Must(book.Send(Wish("us", "x:2")));
  Must(book.Send(Wish("x:1", "us")));
  Must(book.Answer(1, StepTo(InterestState::kAccepted), kAnyState));
  const auto list = [&](InterestQuery query) {
    if (query.limit == 0) query.limit = 10;
    return Must(book.List(query));
  };
  CHECK(Listed(list({.from_key = "us"})) == "1 accepted 2 sent ");
  CHECK(Listed(list({.to_key = "us"})) == "3 sent ");
  CHECK(Listed(list({.from_key = "us", .to_key = "x:2"})) == "2 sent ");
  CHECK(Listed(list({.from_key = "us", .state = InterestState::kSent})) == "2 sent ");
  CHECK(Listed(list({.to_key = "x:1", .state = InterestState::kDeclined})).empty());
  const auto first = list({.from_key = "us", .limit = 1});
  CHECK(Listed(first) == "1 accepted ");
  CHECK(Listed(list({.from_key = "us", .after = first.next})) == "2 sent ");
}

TEST_CASE("one organisation sends and gets no more than the limit", "[data][user]") {
  Desk desk;
  const std::vector<UserRecordChange> full = {{UserFamily::kEvent,
                                               SideCountKey(InterestSide::kReceiver, Of("x:1")),
                                               EncodeCount(Limits::max_interests)}};
  Must(desk.store->WriteUserRecords(full));
  CHECK(desk.records.interests.Send(Wish("us", "x:1")).error().code == ErrorCode::kLimit);
  CHECK(desk.records.interests.Send(Wish("x:1", "us")));
}

TEST_CASE("expressions of interest are read from documents", "[data][user]") {
  const auto offer = ReadInterest(
      R"({"from": "us", "to": "x:1", "about": {"type": "offer", "title": "Lab"}, "note": "n"})",
      kTrace);
  REQUIRE(offer);
  CHECK(offer->subject == Subject::kOffer);
  CHECK(offer->about == "Lab");
  CHECK(offer->steps == std::vector<InterestStep>{{InterestState::kSent, "n", kTrace}});
  CHECK(
      ReadInterest(R"({"from": "a", "to": "b", "about": {"type": "call", "code": "H-1"}})", kTrace)
          ->about == "H-1");
  const auto faults = [](std::string_view about) {
    const auto read =
        ReadInterest(R"({"from": "a", "to": "b", "about": )" + std::string(about) + "}", kTrace);
    return read ? std::string() : ReasonsOf(read.error());
  };
  CHECK(ReasonsOf(ReadInterest("{}", kTrace).error()) ==
        "/from is required; /to is required; "
        "/about is required: an offer, a need or a call; ");
  CHECK(faults("1") == "/about is no object; /about/type is required; ");
  CHECK(faults(R"({"type": "wish"})") == "/about/type is none of offer, need, call; ");
  CHECK(faults(R"({"type": "need"})") == "/about/title is required; ");
  CHECK(faults(R"({"type": "call", "code": "H", "title": "x"})") ==
        "/about/title says nothing of this type; ");
  CHECK(ReadInterestStep(R"({"state": "declined", "note": "no"})", kTrace) ==
        InterestStep{InterestState::kDeclined, "no", kTrace});
  CHECK(ReasonsOf(ReadInterestStep(R"({"state": "sent"})", kTrace).error()) ==
        "/state is none of accepted, declined, withdrawn; ");
  CHECK(ReasonsOf(ReadInterestStep("{}", kTrace).error()) == "/state is required; ");
}

}  // namespace kontor
