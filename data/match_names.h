// Organisations that a source names without an identifier, and whom they stand for.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "data/import_run.h"

namespace kontor {

inline constexpr std::string_view kMatchSource = "match:name+country";

// The key of an organisation without an identifier: "name:BE:lampe-finishing". `country` is an ISO
// code or empty. Names that fold to the same share a key; a very long one ends in a hash.
std::string NameKey(std::string_view country, std::string_view name);
bool IsNameKey(std::string_view key);

// Ties each organisation without an identifier to the one that it stands for: an edge same_as, with
// source kMatchSource, to the only organisation with an identifier that has an equal folded name or
// alias and lies in the same country. If several registries know that name ("pic:…", "ror:…"), the
// register of the EU ("pic") decides, then the first by name. Two matches within one registry are
// ambiguous, and the organisation is left apart; so are those without a country. Invented
// organisations match nothing.
//
// All of them are looked at anew, so the outcome does not depend on the order of imports; ties of
// this source that no longer hold are erased. Adds a note to the run. Time O(organisations), memory
// O(organisations without an identifier).
Status MatchNames(ImportRun& run);

}  // namespace kontor
