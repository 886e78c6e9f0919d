// Lists of records, page by page.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "store/store.h"

namespace kontor {

template <typename Record>
struct RecordPage {
  std::vector<Record> records;
  std::string next;  // what follows begins behind it; empty: nothing does
};

// Bytes as a text that stands in an address, and back; empty for what is none.
std::string ToHex(std::string_view bytes);
std::string FromHex(std::string_view text);

// Which records are read.
struct RecordRange {
  std::string prefix;           // of their keys
  std::string_view after = {};  // a `next` of before
  size_t limit = 0;             // at most so many
  // All, unless it says otherwise.
  std::function<bool(std::string_view key, std::string_view value)> is_asked_for = {};
};

template <typename Record, typename Decode>
Result<RecordPage<Record>> ReadRecords(const ReadView& view, const RecordRange& range,
                                       Decode decode) {
  RecordPage<Record> page;
  Status read;
  std::string last;
  const std::string from = FromHex(range.after);
  const Status visited = view.ForEachUserRecord(
      UserFamily::kEvent, range.prefix, from, [&](std::string_view key, std::string_view value) {
        const std::string_view place = key.substr(range.prefix.size());
        if (!from.empty() && place == from) return true;
        if (range.is_asked_for && !range.is_asked_for(key, value)) return true;
        if (page.records.size() == range.limit) {
          page.next = ToHex(last);
          return false;
        }
        Result<Record> record = decode(key, value);
        if (!record) {
          read = std::unexpected(record.error());
          return false;
        }
        page.records.push_back(*std::move(record));
        last = place;
        return true;
      });
  if (!visited) return std::unexpected(visited.error());
  if (!read) return std::unexpected(read.error());
  return page;
}

}  // namespace kontor
