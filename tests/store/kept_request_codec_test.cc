#include "store/kept_request_codec.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/store/records.h"

namespace kontor {

TEST_CASE("requests that may be repeated are read as they were written", "[store][user]") {
  KeptRequest request{.key_id = "k3f9x2ab",
                      .name = "8e03978e-40d5",
                      .fingerprint = 0xFEDCBA9876543210U,
                      .unix_seconds = 1'700'000'000,
                      .response = std::nullopt};
  for (const bool is_answered : {false, true}) {
    if (is_answered) {
      request.response = KeptResponse{201, "application/json", {{"Location", "/v1/x/1"}}, "{}\n"};
    }
    const std::string bytes = EncodeRequest(request);
    CHECK(Must(DecodeRequest(bytes)) == request);
    for (size_t size = 0; size < bytes.size(); ++size) {
      CHECK_FALSE(DecodeRequest(bytes.substr(0, size)));
    }
    CHECK_FALSE(DecodeRequest(bytes + "x"));
    CHECK_FALSE(DecodeRequest("\x02" + bytes.substr(1)));
  }
}

TEST_CASE("requests are kept by key and name, and sort by age", "[store][user]") {
  KeptRequest old{.key_id = "b", .name = "z", .unix_seconds = 255, .response = std::nullopt};
  KeptRequest young{.key_id = "a", .name = "a", .unix_seconds = 256, .response = std::nullopt};
  CHECK(AgeKey(old) < AgeKey(young));
  CHECK(AgeKey(old).starts_with(AgePrefix()));
  const AgedRequest aged = Must(DecodeAgeKey(AgeKey(old)));
  CHECK(aged.unix_seconds == 255);
  CHECK(aged.key == RequestKey("b", "z"));
  CHECK_FALSE(DecodeAgeKey("short"));
  CHECK(RequestKey("ab", "c") != RequestKey("a", "bc"));
}

}  // namespace kontor
