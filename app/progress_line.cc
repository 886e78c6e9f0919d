#include "app/progress_line.h"

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kOnTerminal(100);
constexpr std::chrono::seconds kElsewhere(5);

}  // namespace

ProgressLine::ProgressLine(Console& console)
    : console_(console), on_terminal_(Console::MessagesAreOnTerminal()), last_(Clock::now()) {}

void ProgressLine::Show(const std::function<std::string()>& describe) {
  const auto now = Clock::now();
  if (now - last_ < (on_terminal_ ? Clock::duration(kOnTerminal) : Clock::duration(kElsewhere))) {
    return;
  }
  last_ = now;
  const std::string text = describe();
  console_.Note(on_terminal_ ? "\r\033[K" + text : text + "\n");
  line_is_open_ = on_terminal_;
}

void ProgressLine::Finish() {
  if (line_is_open_) {
    console_.Note("\r\033[K");
    line_is_open_ = false;
  }
}

}  // namespace kontor
