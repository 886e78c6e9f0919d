#include "engine/likeness.h"

#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "tests/engine/support.h"

namespace kontor {
namespace {

double LikenessOf(std::string_view drawing) {
  const auto snapshot = DrawSnapshot(drawing);
  const Traits a = TraitsOf(*snapshot, OrganisationOf(*snapshot, "a"));
  const Traits b = TraitsOf(*snapshot, OrganisationOf(*snapshot, "b"));
  CHECK(Likeness(a, b) == Likeness(b, a));
  return Likeness(a, b);
}

TEST_CASE("a country is half of a likeness, a type of region and an ecosystem a quarter each",
          "[engine][rerank]") {
  CHECK(LikenessOf(R"(
    region DE21: category=more_developed
    region FR10: category=more_developed
    region PL81: category=less_developed
    a: country=DE region=DE21 ecosystem=digital kind=company
    b: country=FR region=FR10 ecosystem=textile kind=company
  )") == 0.25);
  CHECK(LikenessOf("a: country=DE ecosystem=digital\n b: country=DE ecosystem=textile") == 0.5);
  CHECK(LikenessOf("a: country=DE ecosystem=digital\n b: country=FR ecosystem=digital") == 0.25);
  CHECK(LikenessOf(R"(
    region DE21: category=more_developed
    a: country=DE region=DE21 ecosystem=digital ecosystem=textile
    b: country=DE region=DE21 ecosystem=health ecosystem=textile
  )") == 1.0);
}

TEST_CASE("the outermost regions are a type of their own", "[engine][rerank]") {
  CHECK(LikenessOf(R"(
    region FRY1: category=less_developed outermost=true
    region PL81: category=less_developed
    a: country=FR region=FRY1 kind=company
    b: country=PL region=PL81 kind=university
  )") == 0.0);
  CHECK(LikenessOf(R"(
    region FRY1: category=less_developed outermost=true
    region ES70: category=transition outermost=true
    a: country=FR region=FRY1 kind=company
    b: country=ES region=ES70 kind=university
  )") == 0.25);
}

TEST_CASE("kinds are compared where an ecosystem is unknown", "[engine][rerank]") {
  CHECK(LikenessOf("a: kind=company\n b: kind=company ecosystem=digital") == 0.25);
  CHECK(LikenessOf("a: kind=company\n b: kind=university ecosystem=digital") == 0.0);
}

TEST_CASE("what is unknown is like nothing", "[engine][rerank]") {
  CHECK(LikenessOf("a: kind=company\n b: kind=university") == 0.0);
}

TEST_CASE("a region is told at NUTS 2, where it is known so finely", "[engine][rerank]") {
  const auto snapshot = DrawSnapshot(R"(
    a: country=DE region=DE212
    b: country=DE region=DE21
    c: country=DE region=DE2
  )");
  const auto region = [&](const char* key) {
    return TraitsOf(*snapshot, OrganisationOf(*snapshot, key)).region;
  };
  CHECK(region("a") == ConceptOf(*snapshot, NodeType::kRegion, "DE21"));
  CHECK(region("b") == region("a"));
  CHECK(region("c") == kNoConcept);
}

}  // namespace
}  // namespace kontor
