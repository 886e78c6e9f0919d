#include "index/kind_names.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "base/vocabulary.h"
#include "index/analyser.h"

namespace kontor {

TEST_CASE("kinds of organisations are known by their names", "[index][kinds]") {
  const auto kind = [](std::string_view name) -> std::string_view {
    const auto called = KindCalled(TermsOf(name, {}));
    return called ? kOrganisationKinds[*called] : std::string_view();
  };
  CHECK(kind("university") == "university");
  CHECK(kind("Universitäten") == "university");
  CHECK(kind("Universités") == "university");
  CHECK(kind("Clusters") == "cluster_organisation");
  CHECK(kind("companies") == "company");
  CHECK(kind("Unternehmen") == "company");
  CHECK(kind("Digital Innovation Hubs") == "digital_innovation_hub");
  CHECK(kind("öffentliche Einrichtung") == "public_body");
  CHECK(kind("Réseau") == "network");
  CHECK(kind("national associations") == "national_association");
  CHECK(kind("Forschungsinstitut") == "research_organisation");
  CHECK(kind("other").empty());
  CHECK(kind("zoo").empty());
}

}  // namespace kontor
