// Heads of requests: one that is accepted keeps the limits and is framed in one way only.
#include <cstdlib>

#include "api/request_head.h"
#include "base/limits.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto head = kontor::ParseRequestHead(text);
  if (!head) {
    if (head.error().status < 400 || head.error().detail.empty()) std::abort();
    return 0;
  }
  if (head->target.size() > kontor::Limits::max_uri_bytes) std::abort();
  if (head->target.find_first_of("\r\n ") != std::string_view::npos) std::abort();
  if (head->has_body && (head->method == "GET" || head->method == "HEAD")) std::abort();
  return 0;
}
