// The vocabularies that organisations are described with, for programs that let people choose.
#pragma once

#include <string>
#include <string_view>

#include "api/parameters.h"
#include "api/target.h"
#include "engine/snapshot.h"

namespace kontor {

// Which there are, and how many codes each has.
std::string RenderTaxonomies(const Snapshot& snapshot);

// The codes of one in their order, with labels and broader codes: of the parameters "lang" (two
// letters; English where a label is missing), "within" (a code, with all that are narrower),
// "after" (go on behind that code) and "top". 404 for another `type`.
Parsed<std::string> RenderTaxonomy(const Snapshot& snapshot, std::string_view type,
                                   const Target& target);

}  // namespace kontor
