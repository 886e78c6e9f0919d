// Answers to searches as text.
#pragma once

#include <string>

#include "api/render.h"
#include "engine/search.h"

namespace kontor {

// kTable: a page of text for a terminal, with what matched between ` and `; kNdjson: a hit on each
// line; kJson: all of the answer; kCsv: a hit in each row. `index` is the one that was asked.
std::string RenderSearch(const Snapshot& snapshot, const TextIndex& index,
                         const SearchAnswer& answer, Format format);

}  // namespace kontor
