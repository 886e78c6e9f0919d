// Where the server writes to; app/ implements it over the store.
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/document.h"

namespace kontor {

struct OrganisationWrite {
  enum class Kind : uint8_t { kReplace, kPatch, kErase };
  Kind kind = Kind::kReplace;
  std::string id;        // key or identifier; empty: what the document says
  std::string document;  // of kErase: empty
  Author author;
  std::string key_id;        // of the API key, for the commit log; may be empty
  std::string if_match;      // tags of which one must be that of the current state; empty: any
  bool must_be_new = false;  // only where there is no such organisation
};

struct WrittenOrganisation {
  std::string key;
  bool existed = false;
  bool changed = false;
};

// Why nothing was written.
struct WriteError {
  DocumentError document;
  bool is_outdated = false;  // the organisation is not in the state that the caller knows
};

using WriteResult = std::expected<WrittenOrganisation, WriteError>;

struct WriteReport {
  uint64_t generation = 0;           // in which all of it can be read
  std::vector<WriteResult> results;  // of each write
};

// Thread-safe.
class StoreWriter {
 public:
  virtual ~StoreWriter() = default;

  // One after the other; a write that fails leaves the others as they are. When it returns, what
  // was written is durable, and the next question sees it. `dry_run`: nothing is written, all is
  // checked against the state before.
  virtual Result<WriteReport> Write(std::span<const OrganisationWrite> writes, bool dry_run) = 0;

  // Commits from `first` on, ascending, at most `limit`.
  virtual Result<std::vector<Commit>> Commits(uint64_t first, size_t limit) = 0;
};

}  // namespace kontor
