#include "app/import_progress.h"

#include <algorithm>

#include "app/numbers.h"

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kOnTerminal(100);
constexpr std::chrono::seconds kElsewhere(5);

std::string Describe(const Progress& progress) {
  std::string text = "importing " + std::string(progress.stage);
  if (progress.total_bytes > 0) {
    const uint64_t done = std::min(progress.done_bytes, progress.total_bytes);
    text += " " + std::to_string(done * 100 / progress.total_bytes) + " %";
  }
  return text + ", " + Counted(progress.rows, "row");
}

}  // namespace

ImportProgress::ImportProgress(Console& console)
    : console_(console), on_terminal_(Console::MessagesAreOnTerminal()), last_(Clock::now()) {}

void ImportProgress::Show(const Progress& progress) {
  const auto now = Clock::now();
  if (now - last_ < (on_terminal_ ? Clock::duration(kOnTerminal) : Clock::duration(kElsewhere))) {
    return;
  }
  last_ = now;
  const std::string text = Describe(progress);
  console_.Note(on_terminal_ ? "\r\033[K" + text : text + "\n");
  line_is_open_ = on_terminal_;
}

void ImportProgress::Finish() {
  if (line_is_open_) {
    console_.Note("\r\033[K");
    line_is_open_ = false;
  }
}

}  // namespace kontor
