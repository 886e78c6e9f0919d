#include "app/listen_address.h"

#include <catch2/catch_test_macros.hpp>

namespace kontor {

TEST_CASE("addresses that only this machine reaches are told from others", "[app][listen]") {
  for (const char* host : {"127.0.0.1", "127.9.9.9", "::1", "localhost"}) CHECK(IsLoopback(host));
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "127.example", "portal.example", ""}) {
    INFO(host);
    CHECK_FALSE(IsLoopback(host));
  }
}

TEST_CASE("an address to listen on is a host and a port", "[app][listen]") {
  const auto read = [](std::string_view text) {
    const Result<ListenAddress> address = ParseListenAddress(text);
    return address ? HttpUrl(address->host, address->port) : std::string("refused");
  };
  CHECK(read("127.0.0.1:8080") == "http://127.0.0.1:8080");
  CHECK(read("8080") == "http://127.0.0.1:8080");
  CHECK(read("[::1]:80") == "http://[::1]:80");
  CHECK(read("localhost:0") == "http://localhost:0");
  for (const char* wrong : {"", "x", "127.0.0.1:", ":8080", "::1:80", "h:65536", "h:-1", "h:8o"}) {
    CHECK(read(wrong) == "refused");
  }
}

}  // namespace kontor
