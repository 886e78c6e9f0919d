// What became of one request, for logs: without what was asked, which may name persons.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace kontor {

struct RequestRecord {
  std::string_view id;      // the request's, as the answer's X-Request-Id tells it
  std::string_view method;  // as sent; empty where the request could not be read
  std::string_view route;   // "/v1/organisations/{id}"; empty where the address is none of ours
  std::string_view key_id;  // of the access key; empty without one
  int status = 0;
  size_t bytes = 0;  // of the answer's body, before it is compressed; 0 for what is streamed
  std::chrono::nanoseconds took{0};  // without what sending takes
};

// The id that the client gave, if it is 1 to 64 letters, digits and "-_.", else a new random one.
std::string RequestIdOf(std::string_view sent);

}  // namespace kontor
