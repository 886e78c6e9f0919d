// How well judged queries are answered, as text. The table is for a terminal of 100 columns.
#pragma once

#include <cstdint>
#include <string>

#include "api/render.h"
#include "engine/search_evaluation.h"

namespace kontor {

// The table lists at most so many of the queries that miss; JSON has all.
inline constexpr size_t kMissesInTable = 100;

// kTable, or kJson otherwise.
std::string RenderSearchEvaluation(uint64_t generation, const SearchEvaluation& evaluation,
                                   Format format);

}  // namespace kontor
