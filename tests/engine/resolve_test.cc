#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("an organisation is found by id or name, or the candidates are listed",
          "[engine][resolve]") {
  const auto snapshot = DrawSnapshot(R"(
    org:1: name="Alpha Cluster" country=DE
    org:2: name="Beta Cluster" country=FR
    org:3: name="Beta Cluster" country=ES
  )");
  CHECK(ResolveOrganisation(*snapshot, "org:1").value() == OrganisationOf(*snapshot, "org:1"));
  CHECK(ResolveOrganisation(*snapshot, "ALPHA  cluster").value() ==
        OrganisationOf(*snapshot, "org:1"));
  const auto ambiguous = ResolveOrganisation(*snapshot, "beta cluster");
  REQUIRE_FALSE(ambiguous);
  CHECK(ambiguous.error().code == ErrorCode::kAmbiguous);
  CHECK(ambiguous.error().message.find("org:2 (Beta Cluster, FR)") != std::string::npos);
  CHECK(ambiguous.error().message.find("org:3 (Beta Cluster, ES)") != std::string::npos);
  const auto similar = ResolveOrganisation(*snapshot, "Alph");
  REQUIRE_FALSE(similar);
  CHECK(similar.error().code == ErrorCode::kNotFound);
  CHECK(similar.error().message.find("org:1") != std::string::npos);
  CHECK(ResolveOrganisation(*snapshot, "").error().code == ErrorCode::kInvalidArgument);
  CHECK(ResolveOrganisation(*snapshot, std::string(5'000, 'x')).error().code ==
        ErrorCode::kInvalidArgument);
  const auto empty = DrawSnapshot("");
  CHECK(ResolveOrganisation(*empty, "x").error().message.find("import") != std::string::npos);
}

}  // namespace
}  // namespace kontor
