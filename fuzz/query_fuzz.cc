// Any text is a query or is refused with a reason, and what was read stays within the bounds.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits.h"
#include "index/query_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto query =
      kontor::ParseQuery(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!query) {
    if (query.error().message.empty()) std::abort();
    return 0;
  }
  if (query->words.size() + query->excluded_words.size() > kontor::Limits::max_query_words) {
    std::abort();
  }
  for (const auto& clause : query->clauses) {
    if (clause.values.empty()) std::abort();
  }
  return 0;
}
