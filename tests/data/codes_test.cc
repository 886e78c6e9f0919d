#include "data/codes.h"

#include <catch2/catch_test_macros.hpp>

namespace kontor {

TEST_CASE("countries are found by code, by the EU's own codes and by name", "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  CHECK(codes->Country("DE") == "DE");
  CHECK(codes->Country("de ") == "DE");
  CHECK(codes->Country("EL") == "GR");
  CHECK(codes->Country("UK") == "GB");
  CHECK(codes->Country("Österreich") == "AT");
  CHECK(codes->Country("Germany") == "DE");
  CHECK_FALSE(codes->Country("QQ"));
  CHECK_FALSE(codes->Country(""));
}

TEST_CASE("sectors are found in every spelling of their code", "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  for (const char* text : {"C28.1", "28.1", "c28.1", "C 28.1"}) {
    CHECK(codes->Find(NodeType::kSector, text) == "C28.1");
  }
  CHECK(codes->Find(NodeType::kSector, "C28") == "C28");
  CHECK(codes->Find(NodeType::kSector, "28") == "C28");
  CHECK_FALSE(codes->Find(NodeType::kSector, "C99.99"));
}

TEST_CASE("a region that is no longer in NUTS stands for the nearest one above it",
          "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  CHECK(codes->RegionOrParent("FR101") == "FR101");
  CHECK(codes->RegionOrParent("el30") == "EL30");
  CHECK(codes->RegionOrParent("EL300") == "EL30");  // was the code of Attica until 2013
  CHECK_FALSE(codes->RegionOrParent("FR"));
  CHECK_FALSE(codes->RegionOrParent("FR714"));
  CHECK_FALSE(codes->RegionOrParent("-"));
  CHECK_FALSE(codes->RegionOrParent("www.example.org"));
}

TEST_CASE("a name that a region shares with a region around it means the larger one",
          "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  CHECK(codes->Find(NodeType::kRegion, "Occitanie") == "FRJ");
  CHECK(codes->Find(NodeType::kRegion, "Île-de-France") == "FR1");
}

TEST_CASE("unknown codes are told with the nearest known one", "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  CHECK(UnknownCode(*codes, NodeType::kCountry, "Germnay") ==
        "unknown country \"Germnay\"; the nearest is DE");
  CHECK(UnknownCode(*codes, NodeType::kEcosystem, "agrifood") ==
        "unknown ecosystem \"agrifood\"; the nearest is agri-food");
  CHECK(UnknownCode(*codes, NodeType::kLabel, std::string(200, 'x')).size() < 120);
}

TEST_CASE("ecosystems, technologies, labels and value chains are known", "[data][codes]") {
  const auto codes = Codes::Load();
  REQUIRE(codes);
  CHECK(codes->Find(NodeType::kEcosystem, "agri-food") == "agri-food");
  CHECK(codes->Find(NodeType::kTechnology, "Photonics") == "photonics");
  CHECK(codes->Find(NodeType::kLabel, "ecei-gold") == "ecei-gold");
  CHECK_FALSE(codes->Find(NodeType::kOrganisation, "x"));
}

}  // namespace kontor
