#include "data/shortlist.h"

#include <algorithm>

#include "data/user_document.h"

namespace kontor {
namespace {

NodeId NodeOf(std::string_view organisation) {
  return NodeId::Of(NodeType::kOrganisation, organisation);
}

std::unexpected<Error> NoShortlist(uint64_t number) {
  return Fail(ErrorCode::kNotFound, "There is no shortlist " + std::to_string(number) + ".");
}

Result<Shortlist> FindShortlist(const ReadView& view, uint64_t number) {
  const auto record = view.FindUserRecord(UserFamily::kEvent, ShortlistKey(number));
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) return NoShortlist(number);
  return DecodeShortlist(**record);
}

// Nothing where the organisation is not on the list.
Result<std::optional<ShortlistEntry>> FindEntry(const ReadView& view, uint64_t number,
                                                std::string_view organisation) {
  const auto record =
      view.FindUserRecord(UserFamily::kEvent, EntryKey(number, NodeOf(organisation)));
  if (!record) return std::unexpected(record.error());
  if (!record->has_value()) return std::nullopt;
  auto entry = DecodeEntry(**record);
  if (!entry) return std::unexpected(entry.error());
  return *std::move(entry);
}

Result<ShortlistEntry> NeedEntry(const ReadView& view, uint64_t number,
                                 std::string_view organisation) {
  auto entry = FindEntry(view, number, organisation);
  if (!entry) return std::unexpected(entry.error());
  if (!*entry) {
    return Fail(ErrorCode::kNotFound,
                std::string(organisation) + " is not on the shortlist " + std::to_string(number));
  }
  return *std::move(*entry);
}

Result<uint64_t> CountOwned(const ReadView& view, NodeId owner) {
  uint64_t count = 0;
  const Status visited =
      view.ForEachUserRecord(UserFamily::kEvent, OwnerPrefix(owner), {},
                             [&](std::string_view /*key*/, std::string_view /*value*/) {
                               return ++count < Limits::max_shortlists;
                             });
  if (!visited) return std::unexpected(visited.error());
  return count;
}

}  // namespace

std::expected<NewShortlist, DocumentError> ReadNewShortlist(std::string_view text) {
  return ReadUserDocument<NewShortlist>(text, [](const UserDocument& document) {
    document.reader().CheckMembers({"for", "name", "note"});
    return NewShortlist{.for_key = document.RequiredText("for", Limits::max_key_bytes),
                        .name = document.RequiredText("name", Limits::max_title_bytes),
                        .note = document.Text("note", Limits::max_note_bytes)};
  });
}

std::expected<ShortlistPatch, DocumentError> ReadShortlistPatch(std::string_view text) {
  return ReadUserDocument<ShortlistPatch>(text, [](const UserDocument& document) {
    document.reader().CheckMembers({"name", "note"});
    ShortlistPatch patch;
    if (document.Has("name")) patch.name = document.RequiredText("name", Limits::max_title_bytes);
    if (document.Has("note")) patch.note = document.Text("note", Limits::max_note_bytes);
    return patch;
  });
}

std::expected<NewEntry, DocumentError> ReadNewEntry(std::string_view text) {
  return ReadUserDocument<NewEntry>(text, [](const UserDocument& document) {
    document.reader().CheckMembers({"organisation", "note"});
    return NewEntry{.organisation = document.RequiredText("organisation", Limits::max_key_bytes),
                    .note = document.Text("note", Limits::max_note_bytes)};
  });
}

std::expected<std::string, DocumentError> ReadEntryNote(std::string_view text) {
  return ReadUserDocument<std::string>(text, [](const UserDocument& document) {
    document.reader().CheckMembers({"note"});
    return document.Text("note", Limits::max_note_bytes);
  });
}

Result<Shortlist> ShortlistBook::Create(const NewShortlist& asked, const Trace& trace) {
  Shortlist list{.for_key = asked.for_key,
                 .name = asked.name,
                 .note = asked.note,
                 .created = trace,
                 .changed_unix_seconds = trace.unix_seconds,
                 .revision = 1};
  const NodeId owner = NodeOf(list.for_key);
  const Status made = writer_.Change(trace, [&](UserChange& change) -> Status {
    const Result<uint64_t> owned = CountOwned(change.view(), owner);
    if (!owned) return std::unexpected(owned.error());
    if (*owned >= Limits::max_shortlists) {
      return Fail(ErrorCode::kLimit, "An organisation has at most " +
                                         std::to_string(Limits::max_shortlists) + " shortlists.");
    }
    const Result<uint64_t> number = change.Next(Counter::kShortlist);
    if (!number) return std::unexpected(number.error());
    list.number = *number;
    change.Put(ShortlistKey(list.number), EncodeShortlist(list));
    change.Put(OwnerKey(owner, list.number), {});
    return change.Audit("create", "shortlist " + std::to_string(list.number));
  });
  if (!made) return std::unexpected(made.error());
  return list;
}

// Reads the list, has it edited, and writes it with a new revision.
Result<Shortlist> ShortlistBook::ChangeList(const ShortlistAt& at, std::string_view what,
                                            const Edit& edit) {
  Shortlist list;
  const Status changed = writer_.Change(at.trace, [&](UserChange& change) -> Status {
    Result<Shortlist> found = FindShortlist(change.view(), at.number);
    if (!found) return std::unexpected(found.error());
    list = *std::move(found);
    if (!at.is_known(list.revision)) {
      return Fail(ErrorCode::kConflict, "The shortlist has changed since: read it again.");
    }
    list.changed_unix_seconds = at.trace.unix_seconds;
    ++list.revision;
    if (Status edited = edit(change, list); !edited) return edited;
    return change.Audit(what, "shortlist " + std::to_string(at.number));
  });
  if (!changed) return std::unexpected(changed.error());
  return list;
}

Result<Shortlist> ShortlistBook::Change(const ShortlistAt& at, const ShortlistPatch& patch) {
  return ChangeList(at, "change", [&](UserChange& change, Shortlist& list) {
    if (patch.name) list.name = *patch.name;
    if (patch.note) list.note = *patch.note;
    change.Put(ShortlistKey(list.number), EncodeShortlist(list));
    return Status();
  });
}

Status ShortlistBook::Erase(const ShortlistAt& at) {
  const auto erased = ChangeList(at, "erase", [&](UserChange& change, Shortlist& list) {
    change.Erase(ShortlistKey(list.number));
    change.Erase(OwnerKey(NodeOf(list.for_key), list.number));
    return change.view().ForEachUserRecord(UserFamily::kEvent, EntryPrefix(list.number), {},
                                           [&](std::string_view key, std::string_view /*value*/) {
                                             change.Erase(std::string(key));
                                             return true;
                                           });
  });
  if (!erased) return std::unexpected(erased.error());
  return {};
}

Result<Shortlist> ShortlistBook::Add(const ShortlistAt& at, ShortlistEntry entry) {
  return ChangeList(at, "add", [&](UserChange& change, Shortlist& list) -> Status {
    const auto before = FindEntry(change.view(), list.number, entry.organisation);
    if (!before) return std::unexpected(before.error());
    if (*before) {
      return Fail(ErrorCode::kConflict, entry.organisation + " is on the shortlist already.");
    }
    if (list.size >= Limits::max_shortlisted) {
      return Fail(ErrorCode::kLimit, "A shortlist holds at most " +
                                         std::to_string(Limits::max_shortlisted) +
                                         " organisations.");
    }
    entry.place = list.next_place++;
    ++list.size;
    change.Put(ShortlistKey(list.number), EncodeShortlist(list));
    change.Put(EntryKey(list.number, NodeOf(entry.organisation)), EncodeEntry(entry));
    return {};
  });
}

Result<Shortlist> ShortlistBook::ChangeNote(const ShortlistAt& at, std::string_view organisation,
                                            std::string note) {
  return ChangeList(at, "change", [&](UserChange& change, Shortlist& list) -> Status {
    auto entry = NeedEntry(change.view(), list.number, organisation);
    if (!entry) return std::unexpected(entry.error());
    entry->note = std::move(note);
    change.Put(ShortlistKey(list.number), EncodeShortlist(list));
    change.Put(EntryKey(list.number, NodeOf(organisation)), EncodeEntry(*entry));
    return {};
  });
}

Result<Shortlist> ShortlistBook::Remove(const ShortlistAt& at, std::string_view organisation) {
  return ChangeList(at, "remove", [&](UserChange& change, Shortlist& list) -> Status {
    const auto entry = NeedEntry(change.view(), list.number, organisation);
    if (!entry) return std::unexpected(entry.error());
    --list.size;
    change.Put(ShortlistKey(list.number), EncodeShortlist(list));
    change.Erase(EntryKey(list.number, NodeOf(organisation)));
    return {};
  });
}

Result<Shortlist> ShortlistBook::Find(uint64_t number) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  return FindShortlist(**view, number);
}

Result<ShortlistContent> ShortlistBook::Read(uint64_t number) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  auto list = FindShortlist(**view, number);
  if (!list) return std::unexpected(list.error());
  auto page = ReadRecords<ShortlistEntry>(
      **view, {.prefix = EntryPrefix(number), .limit = Limits::max_shortlisted},
      [](std::string_view /*key*/, std::string_view value) { return DecodeEntry(value); });
  if (!page) return std::unexpected(page.error());
  std::ranges::sort(page->records, {}, &ShortlistEntry::place);
  return ShortlistContent{*std::move(list), std::move(page->records)};
}

Result<RecordPage<Shortlist>> ShortlistBook::OwnedBy(std::string_view for_key,
                                                     std::string_view after, size_t limit) const {
  const auto view = writer_.View();
  if (!view) return std::unexpected(view.error());
  return ReadRecords<Shortlist>(
      **view, {.prefix = OwnerPrefix(NodeOf(for_key)), .after = after, .limit = limit},
      [&](std::string_view key, std::string_view /*value*/) {
        const Result<uint64_t> number = LastNumberOf(key);
        return number ? FindShortlist(**view, *number)
                      : Result<Shortlist>(std::unexpected(number.error()));
      });
}

}  // namespace kontor
