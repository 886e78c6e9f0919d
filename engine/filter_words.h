// Filters as users write them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "engine/filter.h"
#include "engine/snapshot.h"
#include "index/query_parser.h"

namespace kontor {

struct FilterWords {
  Criterion criterion = Criterion::kCountry;
  // Codes in any spelling, or what they are called in any language; kinds; years; true or false.
  std::vector<std::string> values;
};

// One for each criterion, without values.
std::vector<FilterWords> NoFilterWords();

// One filter for each, but none for those without values. kInvalidArgument for an unknown code,
// with the nearest ones in the message, and for a name that several codes share; kLimit for more
// than Limits::max_filter_codes values of one, and for too long ones. O(values * log codes), and
// all labels once for each filter that names a code which no organisation carries
Result<Filters> ReadFilters(const Snapshot& snapshot, std::span<const FilterWords> filters);

// What the fields of a query name, those of one field together. Fails likewise.
Result<Filters> ReadClauses(const Snapshot& snapshot, std::span<const QueryClause> clauses);

}  // namespace kontor
