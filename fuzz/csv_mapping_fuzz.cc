// Any text is a mapping or is refused with a place.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "data/csv_mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto mapping =
      kontor::ParseMapping(std::string_view(reinterpret_cast<const char*>(data), size), "m.toml");
  if (!mapping && mapping.error().message.find(" line ") == std::string::npos) std::abort();
  return 0;
}
