// What an evaluation works on: the past as it was known on a day, and what came true.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/progress_line.h"
#include "app/snapshot_cache.h"
#include "engine/evaluation.h"

namespace kontor {

struct EvaluationPeriod {
  Date cut;    // the first day that is not known
  Date until;  // the first day that does not count; unknown: open
};

struct EvaluationData {
  SnapshotPointer past;  // as of the day before the cut
  Truth truth;           // not empty
};

// From the store in `database`; with `future` what came true is read from those tables instead
// (data/cordis.h), into memory. kConflict when nothing came true in the period.
Result<EvaluationData> LoadEvaluationData(const std::string& database, const std::string& future,
                                          const EvaluationPeriod& period, Console& console);

// Evaluate, which tells how far it is.
Evaluation EvaluateAloud(const EvaluationData& data,
                         const std::vector<std::unique_ptr<Ranker>>& rankers,
                         EvaluationOptions options, Console& console);

// Tells how many of some questions have been asked; `progress` must outlive it.
std::function<void(size_t done, size_t questions)> TellAsked(ProgressLine& progress);

}  // namespace kontor
