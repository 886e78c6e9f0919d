#include "app/import_progress.h"

#include <algorithm>

#include "app/numbers.h"

namespace kontor {

std::string Describe(const Progress& progress) {
  std::string text = "importing " + std::string(progress.stage);
  if (progress.total_bytes > 0) {
    const uint64_t done = std::min(progress.done_bytes, progress.total_bytes);
    text += " " + std::to_string(done * 100 / progress.total_bytes) + " %";
  }
  return text + ", " + Counted(progress.rows, "row");
}

}  // namespace kontor
