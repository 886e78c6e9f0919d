// How the records of users (base/user_record.h) and their keys are written as bytes. Frozen like
// store/codec.h, with the same promises. A key's first byte says what the record is:
//
//   0x01 counter              which                          8 bytes, big-endian
//   0x02 audit entry          number
//   0x10 feedback             for, action, organisation
//   0x11 number of feedback   for, action                    8 bytes
//   0x20 shortlist            number
//   0x21 shortlist's entry    number, organisation
//   0x22 shortlist by owner   for, number                    nothing
//   0x30 interest             number
//   0x31 interest by side     side, organisation, number     its state, a byte
//   0x32 number of interests  side, organisation             8 bytes
// Numbers and ids of nodes take 8 bytes, big-endian. Each other record begins with its version.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/id.h"
#include "base/user_record.h"

namespace kontor {

// The last number that was given to an audit entry, to a shortlist, …
// kUnpurged is 1 while files may hold persons that were removed.
enum class Counter : uint8_t {
  kAudit = 1,
  kShortlist = 2,
  kInterest = 3,
  kPerson = 4,
  kUnpurged = 5,
};

// Which of the two organisations of an expression of interest.
enum class InterestSide : uint8_t { kSender = 1, kReceiver = 2 };

std::string CounterKey(Counter counter);
std::string EncodeCount(uint64_t count);
Result<uint64_t> DecodeCount(std::string_view bytes);

std::string AuditKey(uint64_t number);
std::string AuditPrefix();
std::string EncodeAudit(const AuditEntry& entry);
Result<AuditEntry> DecodeAudit(std::string_view key, std::string_view bytes);

std::string FeedbackFamily();  // the prefix of all feedback
std::string FeedbackPrefix(NodeId for_id);
std::string FeedbackPrefix(NodeId for_id, FeedbackAction action);
std::string FeedbackKey(NodeId for_id, FeedbackAction action, NodeId organisation);
std::string FeedbackCountKey(NodeId for_id, FeedbackAction action);
// The node that the key of feedback or of an entry ends with.
Result<NodeId> LastNodeOf(std::string_view key);
std::string EncodeFeedback(const Feedback& feedback);
Result<Feedback> DecodeFeedback(std::string_view bytes);

std::string ShortlistKey(uint64_t number);
std::string EncodeShortlist(const Shortlist& list);
Result<Shortlist> DecodeShortlist(std::string_view bytes);
std::string EntryPrefix(uint64_t number);
std::string EntryKey(uint64_t number, NodeId organisation);
std::string EncodeEntry(const ShortlistEntry& entry);
Result<ShortlistEntry> DecodeEntry(std::string_view bytes);
std::string OwnerPrefix(NodeId for_id);
std::string OwnerKey(NodeId for_id, uint64_t number);
std::string InterestKey(uint64_t number);
// REQUIRES: at least one step
std::string EncodeInterest(const Interest& interest);
Result<Interest> DecodeInterest(std::string_view bytes);
std::string SidePrefix(InterestSide side, NodeId organisation);
std::string SideKey(InterestSide side, NodeId organisation, uint64_t number);
std::string SideCountKey(InterestSide side, NodeId organisation);
std::string EncodeState(InterestState state);

// The number that the key of a shortlist by its owner, or of an interest by its side, ends with.
Result<uint64_t> LastNumberOf(std::string_view key);

}  // namespace kontor
