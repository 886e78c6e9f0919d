#include "base/error.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

namespace kontor {
namespace {

TEST_CASE("every error code has a name of its own", "[base][error]") {
  std::set<std::string_view> names;
  for (auto code = static_cast<int>(ErrorCode::kInvalidArgument);
       code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    names.insert(ErrorCodeName(static_cast<ErrorCode>(code)));
  }
  CHECK(names.size() == 17);
  CHECK(names.contains("not_found"));
  CHECK(names.contains("too_new"));
}

TEST_CASE("context is added in front of an error and keeps its code", "[base][error]") {
  const Status status = Within("organization.csv line 12", Error{ErrorCode::kBadData, "no id"});
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().code == ErrorCode::kBadData);
  CHECK(status.error().message == "organization.csv line 12: no id");
}

}  // namespace
}  // namespace kontor
