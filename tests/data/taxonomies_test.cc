#include "data/taxonomies.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "data/import.h"
#include "store/memory_store.h"

namespace kontor {
namespace {

TEST_CASE("the built-in taxonomies have no edge into nowhere", "[data][taxonomies]") {
  const auto records = TaxonomyRecords();
  REQUIRE(records);
  std::set<NodeId> ids;
  for (const Node& node : records->nodes) {
    INFO(Name(node.type) << " " << node.key);
    CHECK(ids.insert(node.id()).second);
    CHECK(!node.Text(Field::kName).empty() == (node.key != "kontor:taxonomies"));
  }
  std::set<EdgeKey> edges;
  for (const Edge& edge : records->edges) {
    CHECK(ids.contains(edge.key.from));
    CHECK(ids.contains(edge.key.to));
    CHECK(edge.weight >= 0.0F);
    CHECK(edges.insert(edge.key).second);
  }
  CHECK(records->nodes.size() > 4'500);
}

TEST_CASE("the taxonomies are written once", "[data][taxonomies]") {
  const auto store = MakeMemoryStore();
  auto first = store->BeginBulk({"test", "", 0});
  REQUIRE(first);
  const auto written = WriteTaxonomies(**first);
  REQUIRE(written);
  CHECK(written->added > 8'000);
  const auto generation = (*first)->Commit();
  REQUIRE(generation);
  first->reset();

  auto second = store->BeginBulk({"test", "", 0});
  REQUIRE(second);
  const auto again = WriteTaxonomies(**second);
  REQUIRE(again);
  CHECK(again->added + again->changed + again->unchanged == 0);
  CHECK((*second)->Commit() == *generation);
}

TEST_CASE("codes of the taxonomies carry labels, trees and dates", "[data][taxonomies]") {
  const auto store = MakeMemoryStore();
  auto bulk = store->BeginBulk({"test", "", 0});
  REQUIRE(bulk);
  REQUIRE(WriteTaxonomies(**bulk));
  REQUIRE((*bulk)->Commit());
  const auto view = store->View();
  REQUIRE(view);
  const auto edge = [&](NodeType from, std::string_view from_key, EdgeType type, NodeType to,
                        std::string_view to_key) {
    const auto found =
        (*view)->FindEdge({NodeId::Of(from, from_key), type, NodeId::Of(to, to_key)});
    REQUIRE(found);
    return *found;
  };
  using enum NodeType;
  CHECK(edge(kSector, "C28.1", EdgeType::kParent, kSector, "C28"));
  CHECK(edge(kSector, "2.1:C28.1", EdgeType::kParent, kSector, "2.1:C28"));
  CHECK(edge(kSector, "A01.1", EdgeType::kRelatedTo, kSector, "2.1:A01.1")->Text(Field::kRole) ==
        "full");
  CHECK(edge(kRegion, "DE21", EdgeType::kParent, kRegion, "DE2"));
  CHECK(edge(kRegion, "EL30", EdgeType::kInCountry, kCountry, "GR"));
  CHECK(edge(kEcosystem, "agri-food", EdgeType::kInSector, kSector, "C28")->weight == 0.1F);
  CHECK(edge(kStage, "aircraft.parts", EdgeType::kStageOf, kValueChain, "aircraft")->weight == 2);
  CHECK(edge(kValueChain, "aircraft", EdgeType::kInEcosystem, kEcosystem, "aerospace-defence"));
  CHECK(edge(kSector, "A01", EdgeType::kSupplies, kSector, "C10")->weight > 0.2F);
  const auto status = edge(kCountry, "GB", EdgeType::kUnderProgramme, kProgramme, "HORIZON");
  REQUIRE(status);
  CHECK(status->Text(Field::kRole) == "associated");
  CHECK(FormatDate(status->valid_from) == "2024-01-01");
  const auto greece = (*view)->FindNode(NodeId::Of(kCountry, "GR"));
  REQUIRE((greece && *greece));
  CHECK((*greece)->Text(Field::kAltCode) == "EL");
  const auto turkey = (*view)->FindNode(NodeId::Of(kCountry, "TR"));
  REQUIRE((turkey && *turkey));
  const auto holds = [&](Field field, std::string_view lang, std::string_view text) {
    return std::ranges::any_of((*turkey)->values, [&](const Value& value) {
      return value.field == field && value.lang == lang && value.text == text;
    });
  };
  CHECK(holds(Field::kName, "en", "Türkiye"));  // ours, before that of ICU
  CHECK(holds(Field::kName, "it", "Turchia"));
  CHECK(holds(Field::kAlias, "", "Turkey"));
}

}  // namespace
}  // namespace kontor
