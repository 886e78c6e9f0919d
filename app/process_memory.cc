#include "app/process_memory.h"

#include <unistd.h>

#include <fstream>

namespace kontor {

uint64_t ResidentBytes() {
  uint64_t pages_in_all = 0;
  uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages_in_all >> pages;
  return pages * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace kontor
