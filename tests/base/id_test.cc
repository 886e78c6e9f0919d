#include "base/id.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <unordered_set>

namespace kontor {
namespace {

TEST_CASE("ids of keys are frozen: they are on disk", "[base][id]") {
  CHECK(NodeId::Of(NodeType::kOrganisation, "pic:999905974").value() == 0x0172b185ca7ad920ULL);
  CHECK(NodeId::Of(NodeType::kCountry, "GR").value() == 0x0862d328428d0b64ULL);
  CHECK(NodeId::Of(NodeType::kOrganisation, "").type() == NodeType::kOrganisation);
}

TEST_CASE("an id tells its node's type, and one key of two types has two ids", "[base][id]") {
  const NodeId country = NodeId::Of(NodeType::kCountry, "DE");
  const NodeId region = NodeId::Of(NodeType::kRegion, "DE");
  CHECK(country.type() == NodeType::kCountry);
  CHECK(region.type() == NodeType::kRegion);
  CHECK(country != region);
}

TEST_CASE("three hundred thousand similar keys have as many ids", "[base][id]") {
  std::unordered_set<NodeId> ids;
  for (int i = 0; i < 300'000; ++i) {
    ids.insert(NodeId::Of(NodeType::kOrganisation, "pic:" + std::to_string(900'000'000 + i)));
  }
  CHECK(ids.size() == 300'000);
}

template <typename Enum, typename Named>
int CheckNames(int last, Named named) {
  int known = 0;
  for (int i = 0; i <= last; ++i) {
    const auto value = static_cast<Enum>(i);
    const std::string_view name = Name(value);
    if (name == "unknown") continue;
    ++known;
    INFO(name);
    CHECK(named(name) == value);
  }
  return known;
}

TEST_CASE("every node type, edge type and field is found by its name", "[base][id]") {
  CHECK(CheckNames<NodeType>(255, NodeTypeNamed) == 14);
  CHECK(CheckNames<EdgeType>(255, EdgeTypeNamed) == 21);
  CHECK(CheckNames<Field>(255, FieldNamed) == 41);
  CHECK_FALSE(NodeTypeNamed("unknown").has_value());
  CHECK_FALSE(EdgeTypeNamed("").has_value());
  CHECK_FALSE(FieldNamed("Name").has_value());
}

TEST_CASE("the numbers of types and fields are frozen: they are on disk", "[base][id]") {
  CHECK(static_cast<int>(NodeType::kProgramme) == 14);
  CHECK(static_cast<int>(EdgeType::kRelatedTo) == 21);
  CHECK(static_cast<int>(Field::kUrl) == 6);
  CHECK(static_cast<int>(Field::kInvented) == 24);
  CHECK(static_cast<int>(Field::kDoi) == 40);
  CHECK(static_cast<int>(Field::kRole) == 50);
  CHECK(static_cast<int>(Field::kRank) == 67);
}

}  // namespace
}  // namespace kontor
