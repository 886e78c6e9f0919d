// Answers to searches as text.
#pragma once

#include <string>

#include "api/render.h"
#include "engine/search.h"
#include "engine/search_for.h"
#include "engine/suggest.h"

namespace kontor {

// kTable: a page of text for a terminal, with what matched between ` and `; kNdjson: a hit on each
// line; kJson: all of the answer. `index` is the one that was asked.
// REQUIRES: one of these; api/export.h has the others
std::string RenderSearch(const Snapshot& snapshot, const TextIndex& index,
                         const SearchAnswer& answer, Format format);

// The same, and of each hit how it suits as a partner, with reasons in `language`.
std::string RenderSearchFor(const Snapshot& snapshot, const TextIndex& index,
                            const SearchForAnswer& answer, Format format, const Language& language);

// What may be meant, as JSON.
std::string RenderProposals(const Snapshot& snapshot, const ProposalAnswer& answer);

}  // namespace kontor
