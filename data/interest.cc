#include "data/interest.h"

#include "data/user_document.h"

namespace kontor {
namespace {

NodeId PartyId(std::string_view key) { return NodeId::Of(NodeType::kOrganisation, key); }

Result<Interest> FindInterest(const ReadView& view, uint64_t number) {
  const auto record = view.FindUserRecord(UserFamily::kEvent, InterestKey(number));
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) {
    return Fail(ErrorCode::kNotFound,
                "There is no expression of interest " + std::to_string(number) + ".");
  }
  return DecodeInterest(**record);
}

// Writes it with its state in the lists of both sides.
void PutInterest(UserChange& change, const Interest& interest) {
  const std::string state = EncodeState(interest.state());
  change.Put(InterestKey(interest.number), EncodeInterest(interest));
  change.Put(SideKey(InterestSide::kSender, PartyId(interest.from_key), interest.number), state);
  change.Put(SideKey(InterestSide::kReceiver, PartyId(interest.to_key), interest.number), state);
}

// One more of that organisation, as long as there may be.
Status CountOneMore(UserChange& change, InterestSide side, std::string_view key) {
  std::string count_key = SideCountKey(side, PartyId(key));
  const Result<uint64_t> count = change.Count(count_key);
  if (!count) return std::unexpected(count.error());
  if (*count >= Limits::max_interests) {
    return Fail(ErrorCode::kLimit,
                std::string(key) + (side == InterestSide::kSender ? " has sent " : " has got ") +
                    std::to_string(Limits::max_interests) + " expressions of interest already.");
  }
  change.Put(std::move(count_key), EncodeCount(*count + 1));
  return {};
}

std::string SubjectOfAudit(uint64_t number) { return "interest " + std::to_string(number); }

// "about": {"type": "offer", "title": …} or {"type": "call", "code": …}
void ReadAbout(const UserDocument& document, Interest& interest) {
  if (document.reader().Find("about") == nullptr) {
    document.reader().Tell("about", "is required: an offer, a need or a call");
    return;
  }
  const UserDocument subject = document.At("about");
  subject.reader().CheckMembers({"type", "title", "code"});
  const std::string name = subject.RequiredText("type", Limits::max_title_bytes);
  const auto type = SubjectNamed(name);
  if (!type) {
    if (!name.empty()) subject.reader().Tell("type", "is none of offer, need, call");
    return;
  }
  interest.subject = *type;
  const bool is_call = *type == Subject::kCall;
  interest.about = subject.RequiredText(is_call ? "code" : "title",
                                        is_call ? Limits::max_key_bytes : Limits::max_note_bytes);
  const std::string_view other = is_call ? "title" : "code";
  if (subject.Has(other)) {
    subject.reader().Tell(other, "says nothing of this type");
  }
}

}  // namespace

std::expected<Interest, DocumentError> ReadInterest(std::string_view text, const Trace& trace) {
  return ReadUserDocument<Interest>(text, [&trace](const UserDocument& document) {
    document.reader().CheckMembers({"from", "to", "about", "note"});
    Interest interest;
    interest.from_key = document.RequiredText("from", Limits::max_key_bytes);
    interest.to_key = document.RequiredText("to", Limits::max_key_bytes);
    ReadAbout(document, interest);
    interest.steps = {{InterestState::kSent, document.Text("note", Limits::max_note_bytes), trace}};
    return interest;
  });
}

std::expected<InterestStep, DocumentError> ReadInterestStep(std::string_view text,
                                                            const Trace& trace) {
  return ReadUserDocument<InterestStep>(text, [&trace](const UserDocument& document) {
    document.reader().CheckMembers({"state", "note"});
    const std::string name = document.RequiredText("state", Limits::max_title_bytes);
    const auto state = InterestStateNamed(name);
    if ((!state || *state == InterestState::kSent) && !name.empty()) {
      document.reader().Tell("state", "is none of accepted, declined, withdrawn");
    }
    return InterestStep{state.value_or(InterestState::kSent),
                        document.Text("note", Limits::max_note_bytes), trace};
  });
}

Result<Interest> InterestBook::Send(Interest interest) {
  const Status sent =
      writer_.Change(interest.steps.front().trace, [&](UserChange& change) -> Status {
        for (const auto& [side, key] : {std::pair(InterestSide::kSender, interest.from_key),
                                        std::pair(InterestSide::kReceiver, interest.to_key)}) {
          if (Status counted = CountOneMore(change, side, key); !counted) return counted;
        }
        const Result<uint64_t> number = change.Next(Counter::kInterest);
        if (!number) return std::unexpected(number.error());
        interest.number = *number;
        PutInterest(change, interest);
        return change.Audit("sent", SubjectOfAudit(*number));
      });
  if (!sent) return std::unexpected(sent.error());
  return interest;
}

Result<Interest> InterestBook::Answer(uint64_t number, const InterestStep& step,
                                      const std::function<bool(size_t)>& is_known) {
  Interest interest;
  const Status answered = writer_.Change(step.trace, [&](UserChange& change) -> Status {
    auto found = FindInterest(change.view(), number);
    if (!found) return std::unexpected(found.error());
    interest = *std::move(found);
    if (!is_known(interest.steps.size())) {
      return Fail(ErrorCode::kConflict, "It has changed since: read it again.");
    }
    if (!MayFollow(interest.state(), step.state)) {
      return Fail(ErrorCode::kConflict, "What is " + std::string(Name(interest.state())) +
                                            " cannot be " + std::string(Name(step.state)) + ".");
    }
    interest.steps.push_back(step);
    PutInterest(change, interest);
    return change.Audit(Name(step.state), SubjectOfAudit(number));
  });
  if (!answered) return std::unexpected(answered.error());
  return interest;
}

Result<Interest> InterestBook::Find(uint64_t number) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  return FindInterest(**view, number);
}

Result<RecordPage<Interest>> InterestBook::List(const InterestQuery& query) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  const bool by_sender = !query.from_key.empty();
  const std::string prefix = by_sender ? SidePrefix(InterestSide::kSender, PartyId(query.from_key))
                                       : SidePrefix(InterestSide::kReceiver, PartyId(query.to_key));
  const std::string state = query.state ? EncodeState(*query.state) : std::string();
  // Where both are given, those of the sender that the receiver has too.
  const auto is_asked_for = [&](std::string_view key, std::string_view value) {
    if (!state.empty() && value != state) return false;
    if (!by_sender || query.to_key.empty()) return true;
    const Result<uint64_t> number = LastNumberOf(key);
    const auto twin = number ? (*view)->FindUserRecord(
                                   UserFamily::kEvent,
                                   SideKey(InterestSide::kReceiver, PartyId(query.to_key), *number))
                             : Result<std::optional<std::string>>(std::nullopt);
    return twin && twin->has_value();
  };
  return ReadRecords<Interest>(
      **view,
      {.prefix = prefix, .after = query.after, .limit = query.limit, .is_asked_for = is_asked_for},
      [&](std::string_view key, std::string_view /*value*/) {
        const Result<uint64_t> number = LastNumberOf(key);
        return number ? FindInterest(**view, *number)
                      : Result<Interest>(std::unexpected(number.error()));
      });
}

}  // namespace kontor
