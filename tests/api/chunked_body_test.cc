#include "api/chunked_body.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <random>
#include <string>

namespace kontor {
namespace {

constexpr size_t kLimit = 64;

struct Outcome {
  int refusal = 0;  // 0: none
  bool complete = false;
  size_t taken = 0;
  std::string body;
};

// Feeds `text` in pieces of `piece` bytes.
Outcome Decode(std::string_view text, size_t piece = 1'000) {
  ChunkedBody chunked(kLimit);
  Outcome outcome;
  while (outcome.taken < text.size() && !chunked.is_complete()) {
    const auto fed = chunked.Feed(text.substr(outcome.taken, piece));
    if (!fed) {
      outcome.refusal = fed.error().status;
      return outcome;
    }
    outcome.taken += *fed;
  }
  outcome.complete = chunked.is_complete();
  if (outcome.complete) outcome.body = std::move(chunked).Take();
  return outcome;
}

TEST_CASE("a chunked body is put together, however it arrives", "[api][chunked]") {
  const std::string text =
      "5\r\nhello\r\n00A;note=\"x\"\r\n, chunks!!\r\n0\r\nTrailer: 1\r\n\r\nGET";
  const size_t piece = GENERATE(1, 2, 3, 7, 1'000);
  const Outcome outcome = Decode(text, piece);
  CHECK(outcome.complete);
  CHECK(outcome.body == "hello, chunks!!");
  CHECK(outcome.taken == text.size() - 3);  // what follows belongs to the next request
}

TEST_CASE("an incomplete chunked body waits for more", "[api][chunked]") {
  for (const std::string_view text : {"", "5", "5\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n",
                                      "5\r\nhello\r\n0\r\n", "0\r\nA: b\r\n"}) {
    const Outcome outcome = Decode(text);
    CHECK(outcome.refusal == 0);
    CHECK_FALSE(outcome.complete);
  }
}

TEST_CASE("chunks that could be read in two ways are refused", "[api][chunked][smuggling]") {
  for (const std::string_view text :
       {"+5\r\nhello\r\n", "0x5\r\nhello\r\n", " 5\r\nhello\r\n", "-1\r\n", "\r\n", "5\nhello\r\n",
        "g\r\n", "5\r\nhelloX\r\n0\r\n\r\n", "5\r\nhello\n", "11111111111111111\r\n",
        "5 junk\r\nhello\r\n", "5;a=\x01\r\nhello\r\n"}) {
    CAPTURE(text);
    CHECK(Decode(text).refusal == 400);
  }
}

TEST_CASE("a chunked body over the limit is refused before it is held", "[api][chunked]") {
  CHECK(Decode("41\r\n").refusal == 413);
  CHECK(Decode("40\r\n" + std::string(64, 'a') + "\r\n1\r\n").refusal == 413);
  CHECK(Decode("ffffffffffffffff\r\n").refusal == 413);
}

TEST_CASE("framing without end is refused", "[api][chunked]") {
  CHECK(Decode("5;" + std::string(2'000, 'a')).refusal == 400);
  CHECK(Decode("0\r\n" + std::string(2'000, 'a')).refusal == 400);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 1'000; ++i) trailers += "A: b\r\n";
  CHECK(Decode(trailers).refusal == 400);
}

TEST_CASE("what was cut into chunks at random comes out whole", "[api][chunked][property]") {
  std::mt19937 random(GENERATE(Catch::Generators::range(0U, 50U)));
  std::string body;
  std::string text;
  for (int i = 0; i < 6; ++i) {
    const std::string chunk(1 + random() % 10, static_cast<char>(random() % 256));
    char size[8];
    std::snprintf(size, sizeof(size), "%zx", chunk.size());
    text += std::string(size) + "\r\n" + chunk + "\r\n";
    body += chunk;
  }
  CHECK(Decode(text + "0\r\n\r\n", 1 + random() % 9).body == body);
}

}  // namespace
}  // namespace kontor
