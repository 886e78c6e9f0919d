#include "store/user_codec.h"

#include <bit>

#include "store/bytes.h"

namespace kontor {
namespace {

constexpr uint8_t kVersion = 1;

enum class Kind : uint8_t {
  kCounter = 0x01,
  kAudit = 0x02,
  kFeedback = 0x10,
  kFeedbackCount = 0x11,
  kShortlist = 0x20,
  kEntry = 0x21,
  kOwner = 0x22,
  kInterest = 0x30,
  kSide = 0x31,
  kSideCount = 0x32,
};

std::string KeyOf(Kind kind) { return std::string(1, static_cast<char>(kind)); }

std::string KeyOf(Kind kind, uint64_t number) {
  std::string key = KeyOf(kind);
  ByteWriter(key).PutFixed(number, 8);
  return key;
}

std::string KeyOf(Kind kind, uint64_t first, uint64_t second) {
  std::string key = KeyOf(kind, first);
  ByteWriter(key).PutFixed(second, 8);
  return key;
}

std::string KeyOf(Kind kind, NodeId node, FeedbackAction action) {
  std::string key = KeyOf(kind, node.value());
  ByteWriter(key).PutByte(static_cast<uint8_t>(action));
  return key;
}

std::string KeyOf(Kind kind, InterestSide side, NodeId node) {
  std::string key = KeyOf(kind);
  ByteWriter writer(key);
  writer.PutByte(static_cast<uint8_t>(side));
  writer.PutFixed(node.value(), 8);
  return key;
}

// A value of an enum that is counted from 1.
uint8_t ReadEnum(ByteReader& reader, size_t values) {
  const uint8_t value = reader.Byte();
  if (value < 1 || value > values) reader.Reject();
  return value;
}

std::unexpected<Error> Unreadable(std::string_view what) {
  return Fail(ErrorCode::kCorrupt, std::string(what) + " cannot be read");
}

void PutFloat(ByteWriter& writer, double number) {
  writer.PutFixed(std::bit_cast<uint64_t>(number), 8);
}
double ReadFloat(ByteReader& reader) { return std::bit_cast<double>(reader.Fixed(8)); }

void PutTrace(ByteWriter& writer, const Trace& trace) {
  writer.PutText(trace.key_id);
  writer.PutFixed(static_cast<uint64_t>(trace.unix_seconds), 8);
}
Trace ReadTrace(ByteReader& reader) {
  Trace trace;
  trace.key_id = reader.Text();
  trace.unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  return trace;
}

void PutTexts(ByteWriter& writer, const std::vector<std::string>& texts) {
  writer.PutVarint(texts.size());
  for (const std::string& text : texts) writer.PutText(text);
}
std::vector<std::string> ReadTexts(ByteReader& reader) {
  std::vector<std::string> texts(reader.Count(1));
  for (std::string& text : texts) text = reader.Text();
  return texts;
}

void PutAnswer(ByteWriter& writer, const AnswerThen& answer) {
  writer.PutVarint(answer.generation);
  writer.PutText(answer.model);
  writer.PutDate(answer.as_of);
  writer.PutText(answer.language);
  for (const double number :
       {answer.score, answer.fit, answer.reach, answer.mutual, answer.reverse_score}) {
    PutFloat(writer, number);
  }
  writer.PutVarint(answer.joint_partnerships);
  writer.PutVarint(answer.contributions.size());
  for (const AnswerThen::Part& part : answer.contributions) {
    writer.PutText(part.feature);
    for (const double number : {part.value, part.weight, part.points}) PutFloat(writer, number);
  }
  PutTexts(writer, answer.reasons);
  PutTexts(writer, answer.reverse_reasons);
}

AnswerThen ReadAnswer(ByteReader& reader) {
  constexpr size_t kPartBytes = 1 + 3 * 8;
  AnswerThen answer;
  answer.generation = reader.Varint();
  answer.model = reader.Text();
  answer.as_of = reader.ReadDate();
  answer.language = reader.Text();
  for (double* number :
       {&answer.score, &answer.fit, &answer.reach, &answer.mutual, &answer.reverse_score}) {
    *number = ReadFloat(reader);
  }
  answer.joint_partnerships = reader.Varint();
  answer.contributions.resize(reader.Count(kPartBytes));
  for (AnswerThen::Part& part : answer.contributions) {
    part.feature = reader.Text();
    for (double* number : {&part.value, &part.weight, &part.points}) *number = ReadFloat(reader);
  }
  answer.reasons = ReadTexts(reader);
  answer.reverse_reasons = ReadTexts(reader);
  return answer;
}

// The 8 bytes that a key ends with.
std::optional<uint64_t> TailOf(std::string_view key) {
  if (key.size() < 1 + 8) return std::nullopt;
  return ByteReader(key.substr(key.size() - 8)).Fixed(8);
}

}  // namespace

std::string CounterKey(Counter counter) {
  std::string key = KeyOf(Kind::kCounter);
  ByteWriter(key).PutByte(static_cast<uint8_t>(counter));
  return key;
}

std::string EncodeCount(uint64_t count) {
  std::string bytes;
  ByteWriter(bytes).PutFixed(count, 8);
  return bytes;
}

Result<uint64_t> DecodeCount(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint64_t count = reader.Fixed(8);
  if (!reader.done()) return Unreadable("a number of records");
  return count;
}

std::string AuditKey(uint64_t number) { return KeyOf(Kind::kAudit, number); }
std::string AuditPrefix() { return KeyOf(Kind::kAudit); }

std::string EncodeAudit(const AuditEntry& entry) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kVersion);
  PutTrace(writer, entry.trace);
  writer.PutText(entry.change);
  writer.PutText(entry.subject);
  return bytes;
}

Result<AuditEntry> DecodeAudit(std::string_view key, std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  AuditEntry entry;
  entry.number = TailOf(key).value_or(0);
  entry.trace = ReadTrace(reader);
  entry.change = reader.Text();
  entry.subject = reader.Text();
  if (!reader.done() || version != kVersion || entry.number == 0) {
    return Unreadable("an entry of the audit log");
  }
  return entry;
}

std::string FeedbackFamily() { return KeyOf(Kind::kFeedback); }
std::string FeedbackPrefix(NodeId for_id) { return KeyOf(Kind::kFeedback, for_id.value()); }
std::string FeedbackPrefix(NodeId for_id, FeedbackAction action) {
  return KeyOf(Kind::kFeedback, for_id, action);
}
std::string FeedbackKey(NodeId for_id, FeedbackAction action, NodeId organisation) {
  std::string key = FeedbackPrefix(for_id, action);
  ByteWriter(key).PutFixed(organisation.value(), 8);
  return key;
}
std::string FeedbackCountKey(NodeId for_id, FeedbackAction action) {
  return KeyOf(Kind::kFeedbackCount, for_id, action);
}

Result<NodeId> LastNodeOf(std::string_view key) {
  const std::optional<uint64_t> tail = TailOf(key);
  if (!tail) return Unreadable("the key of a record");
  return NodeId(*tail);
}

std::string EncodeFeedback(const Feedback& feedback) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kVersion);
  writer.PutText(feedback.for_key);
  writer.PutText(feedback.organisation);
  writer.PutByte(static_cast<uint8_t>(feedback.action));
  writer.PutDate(feedback.day);
  writer.PutText(feedback.note);
  PutTrace(writer, feedback.trace);
  return bytes;
}

Result<Feedback> DecodeFeedback(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  Feedback feedback;
  feedback.for_key = reader.Text();
  feedback.organisation = reader.Text();
  feedback.action = static_cast<FeedbackAction>(ReadEnum(reader, kFeedbackActions.size()));
  feedback.day = reader.ReadDate();
  feedback.note = reader.Text();
  feedback.trace = ReadTrace(reader);
  if (!reader.done() || version != kVersion) return Unreadable("a record of feedback");
  return feedback;
}

std::string ShortlistKey(uint64_t number) { return KeyOf(Kind::kShortlist, number); }

std::string EncodeShortlist(const Shortlist& list) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kVersion);
  writer.PutVarint(list.number);
  writer.PutText(list.for_key);
  writer.PutText(list.name);
  writer.PutText(list.note);
  PutTrace(writer, list.created);
  writer.PutFixed(static_cast<uint64_t>(list.changed_unix_seconds), 8);
  writer.PutVarint(list.revision);
  writer.PutVarint(list.next_place);
  writer.PutVarint(list.size);
  return bytes;
}

Result<Shortlist> DecodeShortlist(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  Shortlist list;
  list.number = reader.Varint();
  list.for_key = reader.Text();
  list.name = reader.Text();
  list.note = reader.Text();
  list.created = ReadTrace(reader);
  list.changed_unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  list.revision = reader.Varint();
  list.next_place = reader.Varint();
  list.size = reader.Varint();
  if (!reader.done() || version != kVersion) return Unreadable("a shortlist");
  return list;
}

std::string EntryPrefix(uint64_t number) { return KeyOf(Kind::kEntry, number); }
std::string EntryKey(uint64_t number, NodeId organisation) {
  return KeyOf(Kind::kEntry, number, organisation.value());
}

std::string EncodeEntry(const ShortlistEntry& entry) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kVersion);
  writer.PutText(entry.organisation);
  writer.PutText(entry.name);
  writer.PutVarint(entry.place);
  writer.PutText(entry.note);
  PutTrace(writer, entry.added);
  PutAnswer(writer, entry.answer);
  return bytes;
}

Result<ShortlistEntry> DecodeEntry(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  ShortlistEntry entry;
  entry.organisation = reader.Text();
  entry.name = reader.Text();
  entry.place = reader.Varint();
  entry.note = reader.Text();
  entry.added = ReadTrace(reader);
  entry.answer = ReadAnswer(reader);
  if (!reader.done() || version != kVersion) return Unreadable("an entry of a shortlist");
  return entry;
}

std::string OwnerPrefix(NodeId for_id) { return KeyOf(Kind::kOwner, for_id.value()); }
std::string OwnerKey(NodeId for_id, uint64_t number) {
  return KeyOf(Kind::kOwner, for_id.value(), number);
}

std::string InterestKey(uint64_t number) { return KeyOf(Kind::kInterest, number); }

std::string EncodeInterest(const Interest& interest) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kVersion);
  writer.PutVarint(interest.number);
  writer.PutText(interest.from_key);
  writer.PutText(interest.to_key);
  writer.PutByte(static_cast<uint8_t>(interest.subject));
  writer.PutText(interest.about);
  writer.PutVarint(interest.steps.size());
  for (const InterestStep& step : interest.steps) {
    writer.PutByte(static_cast<uint8_t>(step.state));
    writer.PutText(step.note);
    PutTrace(writer, step.trace);
  }
  return bytes;
}

Result<Interest> DecodeInterest(std::string_view bytes) {
  constexpr size_t kStepBytes = 1 + 1 + 1 + 8;
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  Interest interest;
  interest.number = reader.Varint();
  interest.from_key = reader.Text();
  interest.to_key = reader.Text();
  interest.subject = static_cast<Subject>(ReadEnum(reader, kSubjects.size()));
  interest.about = reader.Text();
  interest.steps.resize(reader.Count(kStepBytes));
  for (InterestStep& step : interest.steps) {
    step.state = static_cast<InterestState>(ReadEnum(reader, kInterestStates.size()));
    step.note = reader.Text();
    step.trace = ReadTrace(reader);
  }
  if (!reader.done() || version != kVersion || interest.steps.empty()) {
    return Unreadable("an expression of interest");
  }
  return interest;
}

std::string SidePrefix(InterestSide side, NodeId organisation) {
  return KeyOf(Kind::kSide, side, organisation);
}
std::string SideKey(InterestSide side, NodeId organisation, uint64_t number) {
  std::string key = SidePrefix(side, organisation);
  ByteWriter(key).PutFixed(number, 8);
  return key;
}
std::string SideCountKey(InterestSide side, NodeId organisation) {
  return KeyOf(Kind::kSideCount, side, organisation);
}
std::string EncodeState(InterestState state) { return std::string(1, static_cast<char>(state)); }

Result<uint64_t> LastNumberOf(std::string_view key) {
  const std::optional<uint64_t> tail = TailOf(key);
  if (!tail) return Unreadable("the key of a record");
  return *tail;
}

}  // namespace kontor
