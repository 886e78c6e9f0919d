// What every `kontor import …` does around a reader: the store, the report of bad rows, progress,
// Ctrl-C and the summary.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/console.h"
#include "data/import.h"

namespace kontor {

struct ImportRequest {
  std::string database;
  bool dry_run = false;
  std::string report_file;  // empty: none
};

// One input, imported as one commit.
struct ImportStep {
  std::string what;  // "cordis fp7.zip"
  std::function<Result<ImportSummary>(Store&, const ImportOptions&)> run;
};

// Runs the steps in order until one fails; what earlier steps imported stays. Answers with a
// summary of each. SIGINT and SIGTERM stop the running step, of which nothing is kept.
Status RunImport(const ImportRequest& request, const std::vector<ImportStep>& steps,
                 Console& console);

}  // namespace kontor
