// Queries that were judged by people, for engine/judged_search.h.
#pragma once

#include <span>

#include "base/embedded.h"

namespace kontor {

// search.tsv, on the demo network. Generated (data/CMakeLists.txt).
std::span<const EmbeddedFile> JudgedFiles();

}  // namespace kontor
