#include "api/request_head.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>
#include <string>

#include "base/limits.h"

namespace kontor {
namespace {

std::string Head(std::string_view line, std::string_view fields = {}) {
  return std::string(line) + "\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

int Refusal(const std::string& text) {
  const auto head = ParseRequestHead(text);
  return head ? 0 : head.error().status;
}

TEST_CASE("a plain head is read as it stands", "[api][head]") {
  const std::string text = Head("GET /v1/presets?a=%20b HTTP/1.1", "Accept: */*\r\n");
  const auto head = ParseRequestHead(text);
  REQUIRE(head);
  CHECK(head->method == "GET");
  CHECK(head->target == "/v1/presets?a=%20b");
  CHECK(head->keep_alive);
  CHECK_FALSE(head->has_body);
}

TEST_CASE("a connection is kept unless either side's rules say otherwise", "[api][head]") {
  CHECK_FALSE(ParseRequestHead(Head("GET / HTTP/1.1", "connection: Close\r\n"))->keep_alive);
  CHECK_FALSE(ParseRequestHead("GET / HTTP/1.0\r\n\r\n")->keep_alive);
}

TEST_CASE("a head that two parsers could read in two ways is refused", "[api][head][smuggling]") {
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")) ==
        400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n")) ==
        400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: 4\r\nContent-Length: 4\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: +4\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: 4, 4\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: 0x4\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length: 99999999999999999999\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Content-Length :4\r\n")) == 400);
  CHECK(Refusal(Head("POST / HTTP/1.1", "Transfer-Encoding: xchunked\r\n")) == 501);
  CHECK(Refusal(Head("GET / HTTP/1.1", "X: a\r\n folded: b\r\n")) == 400);
  CHECK(Refusal(Head("GET / HTTP/1.1", "X: a\nY: b\r\n")) == 400);
  CHECK(Refusal(Head("GET / HTTP/1.1", "X: a\rY: b\r\n")) == 400);
  CHECK(Refusal(Head("GET / HTTP/1.1", "Host: other\r\n")) == 400);
  CHECK(Refusal("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(Refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  using namespace std::string_literals;
  CHECK(Refusal(Head("GET / HTTP/1.1", "X: a\0b\r\n"s)) == 400);
}

TEST_CASE("a method without a body has none", "[api][head]") {
  CHECK(Refusal(Head("GET / HTTP/1.1", "Content-Length: 1\r\n")) == 400);
  CHECK(Refusal(Head("HEAD / HTTP/1.1", "Transfer-Encoding: chunked\r\n")) == 400);
  CHECK(Refusal(Head("GET / HTTP/1.1", "Content-Length: 0\r\n")) == 0);
  CHECK(ParseRequestHead(Head("POST / HTTP/1.1", "Content-Length: 1\r\n"))->has_body);
}

TEST_CASE("request lines that are none are refused", "[api][head]") {
  CHECK(Refusal(Head("GET /")) == 400);
  CHECK(Refusal(Head("GET  HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET /a b HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET a HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET http://x/ HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET /\xC3\xA9 HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET * HTTP/1.1")) == 400);
  CHECK(Refusal(Head("OPTIONS * HTTP/1.1")) == 0);
  CHECK(Refusal(Head("BREW / HTTP/1.1")) == 501);
  CHECK(Refusal(Head("G(T / HTTP/1.1")) == 400);
  CHECK(Refusal(Head("GET / HTTP/2.0")) == 505);
  CHECK(Refusal(Head("GET / SPDY")) == 400);
  CHECK(Refusal("") == 400);
}

TEST_CASE("each limit holds at its edge", "[api][head][limits]") {
  const std::string longest = "/" + std::string(Limits::max_uri_bytes - 1, 'a');
  CHECK(Refusal(Head("GET " + longest + " HTTP/1.1")) == 0);
  CHECK(Refusal(Head("GET " + longest + "a HTTP/1.1")) == 414);
  CHECK(Refusal(Head("GET / HTTP/1.1",
                     "X: " + std::string(kMaxHeaderFieldBytes - 3, 'a') + "\r\n")) == 0);
  CHECK(Refusal(Head("GET / HTTP/1.1",
                     "X: " + std::string(kMaxHeaderFieldBytes - 2, 'a') + "\r\n")) == 431);
  std::string fields;
  for (size_t i = 1; i < kMaxHeaderFields; ++i) fields += "X: a\r\n";
  CHECK(Refusal(Head("GET / HTTP/1.1", fields)) == 0);
  CHECK(Refusal(Head("GET / HTTP/1.1", fields + "X: a\r\n")) == 431);
  const std::string length = "Content-Length: " + std::to_string(Limits::max_bulk_bytes);
  CHECK(Refusal(Head("POST / HTTP/1.1", length + "\r\n")) == 0);
  CHECK(Refusal(Head("POST / HTTP/1.1", length + "0\r\n")) == 413);
}

TEST_CASE("a partial head is refused as soon as it is too long", "[api][head][limits]") {
  CHECK(CheckPartialHead(std::string(8'000, 'a')));
  CHECK(CheckPartialHead(std::string(9'000, 'a')).error().status == 414);
  CHECK(CheckPartialHead("GET / HTTP/1.1\r\n" + std::string(20'000, 'a')).error().status == 431);
}

TEST_CASE("no byte sequence breaks the parser", "[api][head][property]") {
  std::mt19937 random(7);
  const std::string good = Head("GET /v1/presets?a=b HTTP/1.1", "Content-Length: 0\r\nA: b\r\n");
  for (int i = 0; i < 20'000; ++i) {
    std::string text = good;
    for (int changes = 0; changes < 3; ++changes) {
      text[random() % text.size()] = static_cast<char>(random());
    }
    const auto head = ParseRequestHead(text);
    if (head) {
      REQUIRE(text.find(head->target) != std::string::npos);
      REQUIRE_FALSE(head->has_body);
    } else {
      REQUIRE(head.error().status >= 400);
    }
  }
}

}  // namespace
}  // namespace kontor
