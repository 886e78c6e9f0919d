// `kontor partners --batch`: many questions on one snapshot.
#pragma once

#include <cstddef>
#include <string>

#include "app/console.h"
#include "engine/partners.h"

namespace kontor {

inline constexpr int kMaxBatchThreads = 256;

struct BatchOptions {
  int threads = 1;  // in [1, kMaxBatchThreads]; each has scratch memory of its own
};

// Answers `query` for the organisation that each line of `file` ("-": standard input) names, one
// NDJSON line each, in the order of the lines, whatever the number of threads. Empty lines are
// skipped. A line that cannot be answered gives a line with its error. Fails when no line could be
// answered, and on what stops the whole: the file, the output, kLimit beyond max_batch_lines.
Status AnswerBatch(const Snapshot& snapshot, const PartnerQuery& query, const std::string& file,
                   const BatchOptions& options, Console& console);

}  // namespace kontor
