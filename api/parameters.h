// The question that the query parameters of a request ask. Errors name the parameter.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string_view>

#include "api/problem.h"
#include "api/target.h"
#include "engine/cursor.h"
#include "engine/language.h"
#include "engine/partners.h"
#include "engine/search.h"

namespace kontor {

template <typename T>
using Parsed = std::expected<T, Problem>;

// Refuses a parameter that is not known, naming the nearest known one, and one that is sent twice.
Parsed<void> CheckParameters(const Target& target, std::span<const std::string_view> known);

// The parameters that ReadPartnerQuery reads, and those of an explanation.
std::span<const std::string_view> PartnerParameters();
std::span<const std::string_view> ExplainParameters();
// Those that ReadSearchQuery reads.
std::span<const std::string_view> SearchParameters();

// "as_of"; unknown when it is not sent.
Parsed<Date> ReadAsOf(const Target& target);

// "lang"; English when it is not sent.
Parsed<const Language*> ReadLanguage(const Target& target);

// A whole number in [1, most], or `otherwise` when it is not sent.
Parsed<size_t> ReadCount(const Target& target, std::string_view name, size_t otherwise,
                         size_t most);

// "country", …: filters.
Parsed<Filters> ReadFilterParameters(const Snapshot& snapshot, const Target& target);
// "true" or "false"; false when it is not sent.
Parsed<bool> ReadFlag(const Target& target, std::string_view name);

// A generation; 0 when it is not sent.
Parsed<uint64_t> ReadGeneration(const Target& target, std::string_view name);

// The organisation that a parameter names. 400 when it is not sent, 404, 409.
Parsed<NodeIndex> ReadOrganisation(const Snapshot& snapshot, const Target& target,
                                   std::string_view name);

// Everything but the organisation. `as_of` is the day to judge on.
Parsed<PartnerQuery> ReadPartnerQuery(const Snapshot& snapshot, const Target& target, Date as_of);

// "q", filters, places, "top", "sort", "literal", "facets" and wishes; "preset",
// "exclude_known" and "lang" are refused without "for". `as_of` is the day to judge on.
Parsed<SearchQuery> ReadSearchQuery(const Snapshot& snapshot, const Target& target, Date as_of);

// "cursor"; nothing if it is not sent.
Parsed<std::optional<Cursor>> ReadCursorParameter(const Target& target);

// "for", "preset" and "exclude_known": as partners for whom the hits of a search are ranked;
// nothing if "for" is not sent.
Parsed<std::optional<PartnerQuery>> ReadForWhom(const Snapshot& snapshot, const Target& target,
                                                Date as_of);

}  // namespace kontor
