// How commits and entries of the commit log are written as bytes, and their keys. Frozen like
// store/codec.h, with the same promises.
//
// A commit's key is its generation, an entry's key the generation and the number of the part: the
// commit sorts before its parts.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "store/codec.h"
#include "store/store.h"

namespace kontor {

using CommitKeyBytes = FixedKey<8>;
using LogEntryKeyBytes = FixedKey<12>;

CommitKeyBytes EncodeCommitKey(Generation generation);
LogEntryKeyBytes EncodeLogEntryKey(Generation generation, uint32_t part);

// A commit as the log holds it.
struct CommitRecord {
  Commit commit;
  uint32_t parts = 0;  // number of its log entries
};

// Appends to `out`.
void EncodeCommit(const CommitRecord& record, std::string& out);
Result<CommitRecord> DecodeCommit(std::string_view key, std::string_view bytes);

// Appends to `out`. REQUIRES: the edges are sorted (their keys then take about half the room)
void EncodeLogEntry(const LogEntry& entry, std::string& out);
Result<LogEntry> DecodeLogEntry(std::string_view key, std::string_view bytes);

}  // namespace kontor
