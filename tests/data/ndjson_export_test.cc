#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "base/random.h"
#include "tests/data/ndjson_support.h"

namespace kontor {
namespace {

std::string Export(const Store& store) {
  const auto view = store.View();
  REQUIRE(view);
  std::string text;
  const auto exported = ExportNdjson(**view, [&](std::string_view part) {
    text += part;
    return true;
  });
  REQUIRE(exported);
  return text;
}

// Letters of several alphabets, and all that JSON has to escape.
std::string AnyText(Random& random) {
  constexpr std::array<std::string_view, 14> kParts = {"a",  "Ü",  "ß",  "Ω",  "Ж",    "漢",   "😀",
                                                       "\"", "\\", "\n", "\t", "\x01", "\x7f", "/"};
  std::string text = "x";
  for (uint32_t i = random.Below(12); i > 0; --i) text += random.Pick(kParts);
  return text;
}

Date AnyDate(Random& random) {
  return random.Chance(20) ? Date{} : MakeDate(random.Between(1000, 2999), 1 + random.Below(12), 1);
}

// Every type of node, edge and field occurs.
Batch AnyRecords(Random& random) {
  Batch batch;
  for (int i = 0; i < 60; ++i) {
    Node node{static_cast<NodeType>(random.Between(1, 14)), AnyText(random), {}};
    for (uint32_t n = random.Below(8); n > 0; --n) {
      const auto field = static_cast<Field>(random.Between(1, 67));
      if (Name(field) == "unknown") continue;
      node.Set(field, AnyText(random), random.Chance(80) ? AnyText(random) : "", AnyDate(random),
               random.Chance(50) ? "de" : "");
    }
    Normalise(node);
    batch.nodes.push_back(std::move(node));
  }
  constexpr std::array kWeights = {0.0F, 1.0F, 0.1F, 1.0F / 3.0F, 3.0e-39F, 16'777'216.0F, 1e30F};
  for (int i = 0; i < 150; ++i) {
    Edge edge;
    edge.key = {random.Pick(batch.nodes).id(), static_cast<EdgeType>(random.Between(1, 21)),
                random.Pick(batch.nodes).id()};
    edge.weight = random.Pick(kWeights);
    edge.valid_from = AnyDate(random);
    edge.valid_to = AnyDate(random);
    if (random.Chance(40)) edge.attributes.push_back({Field::kEuContribution, "1"});
    if (random.Chance(40)) edge.attributes.push_back({Field::kRole, AnyText(random)});
    edge.source = AnyText(random);
    edge.date = AnyDate(random);
    batch.edges.push_back(std::move(edge));
  }
  return batch;
}

TEST_CASE("any store that is exported and imported is exported as the same bytes",
          "[data][ndjson]") {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed, 0, 0);
    const auto store = MakeMemoryStore();
    REQUIRE(store->Write(AnyRecords(random), {"test", "", 0}));
    const std::string once = Export(*store);
    Problems problems;
    const auto copy = StoreOfNdjson(once, problems);
    INFO("seed " << seed);
    CHECK(problems.all.empty());
    CHECK(Export(*copy) == once);
    CHECK(Dump(*copy) == Dump(*store));
  }
}

TEST_CASE("the demo network survives export and import", "[data][ndjson]") {
  const auto store = MakeMemoryStore();
  REQUIRE(ImportDemo(*store, {7, 40}, {}));
  const std::string once = Export(*store);
  Problems problems;
  const auto copy = StoreOfNdjson(once, problems);
  CHECK(problems.all.empty());
  CHECK(Export(*copy) == once);
}

TEST_CASE("real project tables survive export and import", "[data][ndjson][real]") {
  const auto data = RealData();
  if (!data) SKIP("no real data: set KONTOR_REAL_DATA");
  const auto store = MakeMemoryStore();
  REQUIRE(ImportCordis(*store, *data / "cordis" / "h2020-published-rows", {}));
  const std::string once = Export(*store);
  Problems problems;
  const auto copy = StoreOfNdjson(once, problems);
  CHECK(problems.all.empty());
  CHECK(Export(*copy) == once);
}

TEST_CASE("an export stops when its output is closed", "[data][ndjson]") {
  const auto store = MakeMemoryStore();
  const auto view = store->View();
  REQUIRE(view);
  const auto exported = ExportNdjson(**view, [](std::string_view) { return false; });
  REQUIRE(!exported);
  CHECK(exported.error().code == ErrorCode::kIo);
}

TEST_CASE("an export does not hide an edge into nowhere", "[data][ndjson]") {
  const auto store = MakeMemoryStore();
  Batch batch;
  batch.nodes.push_back({NodeType::kOrganisation, "a", {}});
  Edge& edge = batch.edges.emplace_back();
  edge.key = {batch.nodes[0].id(), EdgeType::kInCountry, NodeId::Of(NodeType::kCountry, "XX")};
  REQUIRE(store->Write(batch, {"test", "", 0}));
  const auto view = store->View();
  REQUIRE(view);
  const auto exported = ExportNdjson(**view, [](std::string_view) { return true; });
  REQUIRE(!exported);
  CHECK(exported.error().code == ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace kontor
