// Shows how far something is: one line that is rewritten on a terminal, otherwise a line every few
// seconds, so that a log does not fill.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "app/console.h"

namespace kontor {

// Not thread-safe.
class ProgressLine {
 public:
  // The console must outlive this.
  explicit ProgressLine(Console& console);

  // Calls `describe` only when it is time for another line.
  void Show(const std::function<std::string()>& describe);
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
