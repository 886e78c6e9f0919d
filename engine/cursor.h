// Where a list of hits goes on: the end of one page as a text that asks for the next one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "engine/search.h"

namespace kontor {

// One page after the other gives each hit of one generation once, whatever comes in since: the same
// question on the same snapshot and day gives the same order.
struct Cursor {
  uint64_t generation = 0;  // of the snapshot that the first page was made from
  Date day;                 // that it was judged on
  size_t place = 0;         // hits on the pages before, at most kDeepestHit
  uint64_t question = 0;    // DigestOf
};

std::string WriteCursor(const Cursor& cursor);
// kInvalidArgument for anything but what WriteCursor gave.
Result<Cursor> ReadCursor(std::string_view text);

// Of all in a question that its hits and their order depend on; `ranked_by` names what else they
// are ordered by.
uint64_t DigestOf(const SearchQuery& query, std::string_view ranked_by = {});

// Gives the answer to the query the cursor of the next page, or a note where pages end.
void EndPage(const SearchQuery& query, std::string_view ranked_by, SearchAnswer& answer);

// kConflict: the data of that generation, which a cursor belongs to, are not at hand any more.
[[nodiscard]] std::unexpected<Error> FailExpired(uint64_t generation);

// Makes the query ask for what follows. kConflict if the cursor is of another generation,
// kInvalidArgument if it is of another question.
Status Continue(const Cursor& cursor, uint64_t generation, std::string_view ranked_by,
                SearchQuery& query);

}  // namespace kontor
