// Addresses: whatever is decoded is clean UTF-8, and encodes and decodes to itself.
#include <cstdlib>

#include "api/routes.h"
#include "api/target.h"
#include "base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto target = kontor::ParseTarget(text);
  if (!target) return 0;
  (void)kontor::MatchRoute(target->segments);
  for (const std::string& segment : target->segments) {
    if (!kontor::IsCleanUtf8(segment)) std::abort();
    const auto again = kontor::ParseTarget("/" + kontor::PercentEncode(segment));
    if (!again) std::abort();
    if (!segment.empty() && again->segments != std::vector{segment}) std::abort();
  }
  return 0;
}
