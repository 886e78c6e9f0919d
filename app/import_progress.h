// Shows how far an import is: one line that is rewritten on a terminal, otherwise a line every few
// seconds, so that a log does not fill.
#pragma once

#include <chrono>

#include "app/console.h"
#include "data/import.h"

namespace kontor {

// Not thread-safe.
class ImportProgress {
 public:
  // The console must outlive this.
  explicit ImportProgress(Console& console);

  void Show(const Progress& progress);
  // Clears the line. Call before anything else is written to standard error.
  void Finish();

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  bool on_terminal_;
  bool line_is_open_ = false;
  Clock::time_point last_;
};

}  // namespace kontor
