#include "store/user_codec.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/store/records.h"

namespace kontor {
namespace {

using Dice = std::mt19937_64;

std::string AnyText(Dice& dice) {
  std::string text(dice() % 20, ' ');
  for (char& c : text) c = static_cast<char>(dice());
  return text;
}

Date AnyDate(Dice& dice) {
  return dice() % 3 == 0 ? Date() : Date{static_cast<int32_t>(dice() % 20'000)};
}

Trace AnyTrace(Dice& dice) { return {AnyText(dice), static_cast<int64_t>(dice())}; }

Feedback AnyFeedback(Dice& dice) {
  return {.for_key = AnyText(dice),
          .organisation = AnyText(dice),
          .action = static_cast<FeedbackAction>(1 + dice() % kFeedbackActions.size()),
          .day = AnyDate(dice),
          .note = AnyText(dice),
          .trace = AnyTrace(dice)};
}

AnswerThen AnyAnswer(Dice& dice) {
  AnswerThen answer{.generation = dice(),
                    .model = AnyText(dice),
                    .as_of = AnyDate(dice),
                    .language = "de",
                    .score = static_cast<double>(dice() % 1000) / 7,
                    .fit = 1.5,
                    .reach = 0.25,
                    .mutual = static_cast<double>(dice() % 100),
                    .reverse_score = 3.0,
                    .joint_partnerships = dice() % 10};
  for (size_t i = dice() % 4; i > 0; --i) {
    answer.contributions.push_back({AnyText(dice), 0.5, 0.125, 6.25});
    answer.reasons.push_back(AnyText(dice));
    answer.reverse_reasons.push_back(AnyText(dice));
  }
  return answer;
}

ShortlistEntry AnyEntry(Dice& dice) {
  return {.organisation = AnyText(dice),
          .name = AnyText(dice),
          .place = dice() % 500,
          .note = AnyText(dice),
          .added = AnyTrace(dice),
          .answer = AnyAnswer(dice)};
}

Shortlist AnyList(Dice& dice) {
  return {.number = dice(),
          .for_key = AnyText(dice),
          .name = AnyText(dice),
          .note = AnyText(dice),
          .created = AnyTrace(dice),
          .changed_unix_seconds = static_cast<int64_t>(dice()),
          .revision = dice(),
          .next_place = dice() % 500,
          .size = dice() % 500};
}

Interest AnyInterest(Dice& dice) {
  Interest interest{.number = dice(),
                    .from_key = AnyText(dice),
                    .to_key = AnyText(dice),
                    .subject = static_cast<Subject>(1 + dice() % kSubjects.size()),
                    .about = AnyText(dice),
                    .steps = {}};
  for (size_t i = 1 + dice() % 3; i > 0; --i) {
    const auto state = static_cast<InterestState>(1 + dice() % kInterestStates.size());
    interest.steps.push_back({state, AnyText(dice), AnyTrace(dice)});
  }
  return interest;
}

// Bytes that were cut or added to are refused, and changed ones never read out of bounds.
template <typename Decode>
void CheckDamage(const std::string& bytes, Dice& dice, Decode decode) {
  for (size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode(bytes.substr(0, size)));
  CHECK_FALSE(decode(bytes + "x"));
  for (int i = 0; i < 20; ++i) {
    std::string changed = bytes;
    changed[dice() % changed.size()] = static_cast<char>(dice());
    (void)decode(changed);
  }
  std::string newer = bytes;
  ++newer[0];
  CHECK_FALSE(decode(newer));
}

}  // namespace

TEST_CASE("records of users are read as they were written", "[store][user]") {
  Dice dice(1);
  for (int i = 0; i < 50; ++i) {
    const Feedback feedback = AnyFeedback(dice);
    CHECK(Must(DecodeFeedback(EncodeFeedback(feedback))) == feedback);
    CheckDamage(EncodeFeedback(feedback), dice, DecodeFeedback);
    const Shortlist list = AnyList(dice);
    CHECK(Must(DecodeShortlist(EncodeShortlist(list))) == list);
    CheckDamage(EncodeShortlist(list), dice, DecodeShortlist);
    const ShortlistEntry entry = AnyEntry(dice);
    CHECK(Must(DecodeEntry(EncodeEntry(entry))) == entry);
    CheckDamage(EncodeEntry(entry), dice, DecodeEntry);
    const Interest interest = AnyInterest(dice);
    CHECK(Must(DecodeInterest(EncodeInterest(interest))) == interest);
    CheckDamage(EncodeInterest(interest), dice, DecodeInterest);
    const AuditEntry audit{dice() | 1U, AnyTrace(dice), "put", AnyText(dice)};
    const std::string key = AuditKey(audit.number);
    CHECK(Must(DecodeAudit(key, EncodeAudit(audit))) == audit);
    CheckDamage(EncodeAudit(audit), dice,
                [&key](std::string_view bytes) { return DecodeAudit(key, bytes); });
  }
}

TEST_CASE("what no record of users can say is refused", "[store][user]") {
  Feedback feedback;
  feedback.action = static_cast<FeedbackAction>(9);
  CHECK_FALSE(DecodeFeedback(EncodeFeedback(feedback)));
  CHECK_FALSE(DecodeInterest(EncodeInterest({})));
}

TEST_CASE("the keys of records sort by owner, action and number", "[store][user]") {
  const NodeId us = NodeId::Of(NodeType::kOrganisation, "us");
  const NodeId them = NodeId::Of(NodeType::kOrganisation, "them");
  const std::string key = FeedbackKey(us, FeedbackAction::kDismissed, them);
  CHECK(key.starts_with(FeedbackPrefix(us, FeedbackAction::kDismissed)));
  CHECK(FeedbackPrefix(us, FeedbackAction::kDismissed).starts_with(FeedbackPrefix(us)));
  CHECK(Must(LastNodeOf(key)) == them);
  CHECK(ShortlistKey(9) < ShortlistKey(10));
  CHECK(ShortlistKey(255) < ShortlistKey(256));
  CHECK(EntryKey(9, us).starts_with(EntryPrefix(9)));
  CHECK(OwnerKey(us, 9).starts_with(OwnerPrefix(us)));
  CHECK(Must(LastNumberOf(OwnerKey(us, 9))) == 9);
  CHECK(SideKey(InterestSide::kSender, us, 9).starts_with(SidePrefix(InterestSide::kSender, us)));
  CHECK(SidePrefix(InterestSide::kSender, us) != SidePrefix(InterestSide::kReceiver, us));
  CHECK(SideCountKey(InterestSide::kSender, us) != SideCountKey(InterestSide::kSender, them));
  CHECK(InterestKey(255) < InterestKey(256));
  CHECK_FALSE(LastNumberOf("short"));
  CHECK_FALSE(LastNodeOf("short"));
  CHECK(Must(DecodeCount(EncodeCount(7))) == 7);
  CHECK_FALSE(DecodeCount("7"));
  CHECK(CounterKey(Counter::kAudit) != CounterKey(Counter::kShortlist));
}

// Frozen: what is on disk today is read tomorrow.
TEST_CASE("the bytes of records of users stay as they are", "[store][user]") {
  const Feedback feedback{.for_key = "us",
                          .organisation = "them",
                          .action = FeedbackAction::kDismissed,
                          .day = Date{0},
                          .note = "no",
                          .trace = {"k", 1}};
  CHECK(EncodeFeedback(feedback) == std::string("\x01\x02us\x04them\x03", 10) +
                                        std::string("\xee\xcf\x15\x02no\x01k", 8) +
                                        std::string("\0\0\0\0\0\0\0\x01", 8));
}

}  // namespace kontor
