// Shortlists in the store: organisations that somebody keeps in mind for one organisation, each
// with a note and with what the engine said at the time.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/user_record.h"
#include "data/document.h"
#include "data/user_pages.h"
#include "data/user_writer.h"

namespace kontor {

// {"for", "name", "note"}; the note at will.
struct NewShortlist {
  std::string for_key;  // as it was sent
  std::string name;
  std::string note;
};
std::expected<NewShortlist, DocumentError> ReadNewShortlist(std::string_view document);

// {"name", "note"}, a merge patch: what is not sent stays, and a note of null goes.
struct ShortlistPatch {
  std::optional<std::string> name;
  std::optional<std::string> note;
};
std::expected<ShortlistPatch, DocumentError> ReadShortlistPatch(std::string_view document);

// {"organisation", "note"}; the note at will.
struct NewEntry {
  std::string organisation;  // as it was sent
  std::string note;
};
std::expected<NewEntry, DocumentError> ReadNewEntry(std::string_view document);

// {"note"}; null: it goes.
std::expected<std::string, DocumentError> ReadEntryNote(std::string_view document);

struct ShortlistContent {
  Shortlist list;
  std::vector<ShortlistEntry> entries;  // in the order in which they were added
};

// One that is to be changed.
struct ShortlistAt {
  uint64_t number = 0;
  Trace trace;
  // Asked with the revision that it has; false: the caller does not know that state.
  std::function<bool(uint64_t)> is_known = [](uint64_t) { return true; };
};

// Thread-safe. All fail with kNotFound where there is no such list or entry, changes with kConflict
// where its state is not known to the caller.
class ShortlistBook {
 public:
  explicit ShortlistBook(UserWriter& writer) : writer_(writer) {}

  // kLimit where the organisation has Limits::max_shortlists.
  Result<Shortlist> Create(const NewShortlist& list, const Trace& trace);
  Result<Shortlist> Change(const ShortlistAt& at, const ShortlistPatch& patch);
  Status Erase(const ShortlistAt& at);

  // All but the place is given. kConflict where the organisation is on it, kLimit where
  // Limits::max_shortlisted are.
  Result<Shortlist> Add(const ShortlistAt& at, ShortlistEntry entry);
  Result<Shortlist> ChangeNote(const ShortlistAt& at, std::string_view organisation,
                               std::string note);
  Result<Shortlist> Remove(const ShortlistAt& at, std::string_view organisation);

  [[nodiscard]] Result<Shortlist> Find(uint64_t number) const;
  [[nodiscard]] Result<ShortlistContent> Read(uint64_t number) const;
  // Those of one organisation, the oldest first.
  [[nodiscard]] Result<RecordPage<Shortlist>> OwnedBy(std::string_view for_key,
                                                      std::string_view after, size_t limit) const;

 private:
  using Edit = std::function<Status(UserChange&, Shortlist&)>;
  Result<Shortlist> ChangeList(const ShortlistAt& at, std::string_view what, const Edit& edit);

  UserWriter& writer_;
};

}  // namespace kontor
