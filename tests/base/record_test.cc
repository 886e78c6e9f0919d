#include "base/record.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "base/limits.h"

namespace kontor {
namespace {

using Engine = std::mt19937_64;

size_t Below(Engine& random, size_t bound) { return random() % bound; }

// Few sources, days, languages and texts, so that statements meet, repeat and contradict each
// other.
Value RandomValue(Engine& random, size_t texts) {
  static constexpr Field kFields[] = {Field::kName,    Field::kName,       Field::kAlias,
                                      Field::kAlias,   Field::kIdentifier, Field::kAcronym,
                                      Field::kAltCode, Field::kUrl};
  static constexpr std::string_view kSources[] = {"a", "b"};
  static constexpr std::string_view kLanguages[] = {"", "", "de"};
  Value value;
  value.field = kFields[Below(random, std::size(kFields))];
  value.lang = kLanguages[Below(random, std::size(kLanguages))];
  value.text = "text " + std::to_string(Below(random, texts));
  value.source = kSources[Below(random, std::size(kSources))];
  if (Below(random, 5) != 0) value.date = Date{static_cast<int32_t>(Below(random, 6))};
  return value;
}

Node RandomNode(Engine& random, size_t max_values, size_t texts) {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  const size_t count = Below(random, max_values + 1);
  for (size_t i = 0; i < count; ++i) node.values.push_back(RandomValue(random, texts));
  return node;
}

Edge RandomEdge(Engine& random) {
  Edge edge;
  edge.key = {NodeId(1), EdgeType::kParticipatesIn, NodeId(2)};
  edge.weight = static_cast<float>(Below(random, 3));
  edge.valid_from = Date{static_cast<int32_t>(Below(random, 2))};
  if (Below(random, 2) == 0) edge.attributes = {{Field::kRole, std::to_string(Below(random, 2))}};
  edge.source = std::string(1, static_cast<char>('a' + Below(random, 2)));
  edge.date = Date{static_cast<int32_t>(Below(random, 2))};
  return edge;
}

Node Normalised(Node node) {
  Normalise(node);
  return node;
}

void CheckMergeLaws(Engine& random, size_t max_values, size_t texts) {
  const Node a = RandomNode(random, max_values, texts);
  const Node b = RandomNode(random, max_values, texts);
  const Node c = RandomNode(random, max_values, texts);
  REQUIRE(MergeNodes(a, b) == MergeNodes(b, a));
  REQUIRE(MergeNodes(MergeNodes(a, b), c) == MergeNodes(a, MergeNodes(b, c)));
  REQUIRE(MergeNodes(a, a) == Normalised(a));
  REQUIRE(MergeNodes(MergeNodes(a, b), b) == MergeNodes(a, b));
  REQUIRE(Normalised(Normalised(a)) == Normalised(a));
}

TEST_CASE("merging nodes is commutative, associative and idempotent", "[base][record]") {
  Engine random(20261123);
  for (int i = 0; i < 4'000; ++i) CheckMergeLaws(random, 8, 4);
}

TEST_CASE("the merge laws hold where fields overflow their bound", "[base][record]") {
  Engine random(7);
  for (int i = 0; i < 300; ++i) CheckMergeLaws(random, 400, 120);
}

TEST_CASE("a node does not depend on the order in which its statements arrive", "[base][record]") {
  Engine random(99);
  for (int round = 0; round < 300; ++round) {
    const Node all = RandomNode(random, 300, 90);
    std::vector<Value> values = all.values;
    std::ranges::shuffle(values, random);
    Node merged{all.type, all.key, {}};
    for (const Value& value : values) merged = MergeNodes(merged, Node{all.type, all.key, {value}});
    REQUIRE(merged == Normalised(all));
  }
}

TEST_CASE("a newer name stands and the older one becomes an alias", "[base][record]") {
  Node old_record{NodeType::kOrganisation, "pic:1", {}};
  old_record.Set(Field::kName, "Old name", "cordis:fp7", Date{10});
  Node new_record{NodeType::kOrganisation, "pic:1", {}};
  new_record.Set(Field::kName, "New name", "cordis:h2020", Date{20});
  const Node merged = MergeNodes(new_record, old_record);
  CHECK(merged.Text(Field::kName) == "New name");
  CHECK(merged.Text(Field::kAlias) == "Old name");
  CHECK(merged.values.size() == 2);
}

TEST_CASE("names in two languages stand beside each other", "[base][record]") {
  Node node{NodeType::kCountry, "DE", {}};
  node.Set(Field::kName, "Deutschland", "taxonomy", Date{1}, "de");
  node.Set(Field::kName, "Germany", "taxonomy", Date{1}, "en");
  Normalise(node);
  CHECK(node.values.size() == 2);
  CHECK(node.Text(Field::kName) == "Deutschland");
  CHECK(node.Text(Field::kAlias).empty());
}

TEST_CASE("an alias that repeats the name is kept only if it is newer", "[base][record]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  node.Set(Field::kName, "Same", "a", Date{10});
  node.Set(Field::kAlias, "Same", "a", Date{10});
  CHECK(Normalised(node).values.size() == 1);
  node.Set(Field::kAlias, "Same", "a", Date{11});
  CHECK(Normalised(node).values.size() == 2);
}

TEST_CASE("of equal dates the source decides, then the text", "[base][record]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  node.Set(Field::kUrl, "https://z", "a", Date{10});
  node.Set(Field::kUrl, "https://a", "b", Date{10});
  CHECK(Normalised(node).Text(Field::kUrl) == "https://a");
  node.Set(Field::kUrl, "https://b", "b", Date{10});
  CHECK(Normalised(node).Text(Field::kUrl) == "https://b");
  node.Set(Field::kUrl, "https://undated", "z", Date{});
  CHECK(Normalised(node).Text(Field::kUrl) == "https://b");
}

TEST_CASE("a field keeps its newest values when there are too many", "[base][record]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  for (int32_t i = 0; i < 100; ++i) {
    node.Set(Field::kIdentifier, "vat:" + std::to_string(i), "a", Date{i});
  }
  Normalise(node);
  REQUIRE(node.values.size() == Limits::max_values_per_field);
  CHECK(std::ranges::all_of(node.values, [](const Value& value) {
    return value.date.days >= 100 - static_cast<int32_t>(Limits::max_values_per_field);
  }));
}

TEST_CASE("an empty value is no statement", "[base][record]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  node.Set(Field::kName, "", "a", Date{1});
  CHECK(node.values.empty());
  node.values.push_back({Field::kName, "", "", "a", Date{1}});
  Normalise(node);
  CHECK(node.values.empty());
}

TEST_CASE("a view has the texts of its node", "[base][record]") {
  Node node{NodeType::kOrganisation, "pic:1", {}};
  node.Set(Field::kName, "Fraunhofer", "a", Date{1}, "de");
  node.Set(Field::kCity, "München", "a", Date{1});
  std::vector<ValueView> values;
  for (const Value& value : node.values) values.push_back(value.View());
  const NodeView view{node.id(), node.key, values};
  CHECK(view.Text(Field::kCity) == "München");
  CHECK(view.Text(Field::kUrl).empty());
  CHECK(ToNode(view) == node);
}

TEST_CASE("merging edges is commutative, associative and idempotent", "[base][record]") {
  Engine random(20261123);
  for (int i = 0; i < 20'000; ++i) {
    const Edge a = RandomEdge(random);
    const Edge b = RandomEdge(random);
    const Edge c = RandomEdge(random);
    REQUIRE(MergeEdges(a, b) == MergeEdges(b, a));
    REQUIRE(MergeEdges(MergeEdges(a, b), c) == MergeEdges(a, MergeEdges(b, c)));
    REQUIRE(MergeEdges(a, a) == a);
  }
}

TEST_CASE("the newer statement of a tie stands whole", "[base][record]") {
  Edge old_edge;
  old_edge.key = {NodeId(1), EdgeType::kParticipatesIn, NodeId(2)};
  old_edge.attributes = {{Field::kRole, "coordinator"}, {Field::kTotalCost, "100"}};
  old_edge.date = Date{1};
  Edge new_edge = old_edge;
  new_edge.attributes = {{Field::kRole, "participant"}};
  new_edge.date = Date{2};
  CHECK(MergeEdges(old_edge, new_edge) == new_edge);
  CHECK(MergeEdges(old_edge, new_edge).Text(Field::kRole) == "participant");
  CHECK(MergeEdges(old_edge, new_edge).Text(Field::kTotalCost).empty());
}

}  // namespace
}  // namespace kontor
