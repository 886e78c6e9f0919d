#include "index/concepts.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "tests/index/support.h"

namespace kontor {
namespace {

using enum NodeType;

// A small taxonomy; indices are looked up by code.
ConceptTable MakeTable() {
  ConceptTableBuilder builder;
  AddConcept(builder, kSector, "C28.11",
             {{Field::kName, "Engines and turbines", "en"}, {Field::kName, "Motoren", "de"}});
  AddConcept(builder, kSector, "C28.1", {{Field::kName, "Machines généraux", "fr"}});
  AddConcept(builder, kSector, "C28", {{Field::kName, "Machinery and equipment", "en"}});
  AddConcept(builder, kSector, "C24");
  AddConcept(builder, kSector, "C");
  AddConcept(builder, kSector, "2.1:C28.1");
  AddConcept(builder, kCountry, "GR",
             {{Field::kName, "Greece", "en"}, {Field::kAltCode, "EL"}, {Field::kAltCode, "GRC"}});
  AddConcept(builder, kCountry, "GB", {{Field::kName, "United Kingdom", "en"}});
  AddConcept(builder, kLabel, "ecei-gold", {{Field::kCategory, "ecei"}, {Field::kRank, "3"}});
  AddConcept(builder, kLabel, "ecei-bronze", {{Field::kCategory, "ecei"}, {Field::kRank, "1"}});
  AddConcept(builder, kLabel, "pt-clusters", {{Field::kCategory, "pt"}});
  AddConcept(builder, kLabel, "odd", {{Field::kRank, "x"}});
  AddConcept(builder, kRegion, "DE21", {{Field::kCategory, "more_developed"}});
  AddConcept(builder, kRegion, "FRY1",
             {{Field::kCategory, "less_developed"}, {Field::kOutermost, "true"}});
  AddConcept(builder, kStage, "wind/blades");
  AddConcept(builder, kValueChain, "wind");
  const std::vector<NodeId> ids = builder.Number();
  const auto at = [&ids](NodeType type, std::string_view code) {
    return static_cast<ConceptIndex>(std::find(ids.begin(), ids.end(), NodeId::Of(type, code)) -
                                     ids.begin());
  };
  builder.SetParent(at(kSector, "C28.11"), at(kSector, "C24"), MakeDate(2010, 1, 1));
  builder.SetParent(at(kSector, "C28.11"), at(kSector, "C28.1"), MakeDate(2020, 1, 1));
  builder.SetParent(at(kSector, "C28.11"), at(kSector, "C"), MakeDate(2015, 1, 1));
  builder.SetParent(at(kSector, "C28.1"), at(kSector, "C28"), {});
  builder.SetParent(at(kSector, "C28"), at(kSector, "C"), {});
  builder.SetParent(at(kSector, "C24"), at(kSector, "C"), {});
  builder.AddSupply(at(kSector, "C24"), at(kSector, "C28"), 0.3F);
  builder.AddSupply(at(kSector, "C28"), at(kSector, "C28"), 0.4F);
  builder.AddSupply(at(kSector, "C28"), at(kSector, "C24"), 0.0F);
  builder.AddSupply(at(kSector, "C28"), at(kSector, "C"), 7.0F);
  builder.SetStage(at(kStage, "wind/blades"), at(kValueChain, "wind"), 2.0F);
  return std::move(builder).Build();
}

TEST_CASE("regions tell their type, labels their scheme", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  CHECK(table.category(table.Find(kRegion, "DE21")) == "more_developed");
  CHECK(table.category(table.Find(kRegion, "FRY1")) == "outermost");
  CHECK(table.category(table.Find(kLabel, "ecei-gold")) == "ecei");
  CHECK(table.category(table.Find(kSector, "C28")).empty());
}

TEST_CASE("codes are ascending by type and code", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  REQUIRE(table.size() == 16);
  for (ConceptIndex i = 1; i < table.size(); ++i) {
    CHECK(std::pair(table.type(i - 1), table.code(i - 1)) <
          std::pair(table.type(i), table.code(i)));
  }
  const auto [first, last] = table.RangeOf(kSector);
  CHECK(last - first == 6);
  CHECK(table.RangeOf(kTopic).first == table.RangeOf(kTopic).second);
}

TEST_CASE("a code is found in the spellings that users write", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  const auto found = [&table](NodeType type, std::string_view text) -> std::string_view {
    const ConceptIndex i = table.Find(type, text);
    return i == kNoConcept ? "" : table.code(i);
  };
  for (const char* text : {"C28.1", "c28.1", "28.1", "281", "C281", " 28.1 ", "c 28 1"}) {
    INFO(text);
    CHECK(found(kSector, text) == "C28.1");
  }
  CHECK(found(kSector, "28") == "C28");
  CHECK(found(kSector, "2811") == "C28.11");
  CHECK(found(kSector, "2.1:c28.1") == "2.1:C28.1");
  CHECK(found(kCountry, "el") == "GR");
  CHECK(found(kCountry, "GRC") == "GR");
  CHECK(found(kCountry, "gb") == "GB");
  CHECK(found(kLabel, "Gold") == "ecei-gold");
  CHECK(found(kLabel, "ECEI gold") == "ecei-gold");
  for (const char* text : {"", " ", "C99", "C2", "Greece", "?"}) {
    INFO(text);
    CHECK(found(kSector, text).empty());
    CHECK(found(kCountry, text).empty());
  }
}

TEST_CASE("wrong codes have near ones, by code or by label", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  const auto nearest = [&table](NodeType type, std::string_view text) -> std::string_view {
    const auto near = table.Nearest(type, text, 3);
    return near.empty() ? "" : table.code(near.front());
  };
  CHECK(nearest(kSector, "C29") == "C24");       // as far as C28, and before it
  CHECK(nearest(kSector, "C28.12") == "C28.1");  // one letter off, as C28.11 is
  CHECK(nearest(kSector, "machinery") == "C28");
  CHECK(nearest(kSector, "Motorn") == "C28.11");
  CHECK(nearest(kCountry, "Grece") == "GR");
  CHECK(nearest(kLabel, "golld") == "ecei-gold");
  CHECK(nearest(kCountry, "Kingdom") == "GB");
  CHECK(table.Nearest(kCountry, "", 3).empty());
  CHECK(table.Nearest(kSector, "C29", 1).size() == 1);
  CHECK(table.Nearest(kTopic, "C29", 1).empty());
}

TEST_CASE("a label is in the wanted language, else English, else any, else the code",
          "[index][concepts]") {
  const ConceptTable table = MakeTable();
  const auto label = [&table](std::string_view code, std::string_view lang) {
    return table.Label(table.Find(kSector, code), lang);
  };
  CHECK(label("C28.11", "de") == "Motoren");
  CHECK(label("C28.11", "fr") == "Engines and turbines");
  CHECK(label("C28.1", "de") == "Machines généraux");
  CHECK(label("C24", "de") == "C24");
}

TEST_CASE("trees, divisions and supply links", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  const auto at = [&table](std::string_view code) { return table.Find(kSector, code); };
  CHECK(table.parent(at("C28.11")) == at("C28.1"));  // the newest statement
  CHECK(table.parent(at("C")) == kNoConcept);
  CHECK(table.IsWithin(at("C28.11"), at("C28")));
  CHECK(table.IsWithin(at("C28"), at("C28")));
  CHECK_FALSE(table.IsWithin(at("C28"), at("C28.11")));
  CHECK(table.Division(at("C28.11")) == at("C28"));
  CHECK(table.Division(at("C28")) == at("C28"));
  CHECK(table.Division(at("C")) == kNoConcept);
  const auto suppliers = table.Suppliers(at("C28"));
  REQUIRE(suppliers.size() == 2);
  CHECK(suppliers[0].sector == at("C28"));
  CHECK(suppliers[1].sector == at("C24"));
  CHECK(suppliers[1].share == 0.3F);
  CHECK(table.Suppliers(at("C24")).empty());  // no share, no link
  REQUIRE(table.Users(at("C28")).size() == 2);
  CHECK(table.Users(at("C28"))[0].share == 1.0F);  // shares end at 1
}

TEST_CASE("labels rank within their scheme and stages within their chain", "[index][concepts]") {
  const ConceptTable table = MakeTable();
  const auto rank = [&table](NodeType type, std::string_view code) {
    return table.rank(table.Find(type, code));
  };
  CHECK(rank(kLabel, "ecei-gold") == 1.0F);
  CHECK(rank(kLabel, "ecei-bronze") == 1.0F / 3);
  CHECK(rank(kLabel, "pt-clusters") == 1.0F);
  CHECK(rank(kLabel, "odd") == 0.0F);
  CHECK(rank(kStage, "wind/blades") == 2.0F);
  CHECK(table.chain(table.Find(kStage, "wind/blades")) == table.Find(kValueChain, "wind"));
}

TEST_CASE("a circle of parents is cut at its first code", "[index][concepts]") {
  ConceptTableBuilder builder;
  for (const char* code : {"a", "b", "c", "d", "e"}) AddConcept(builder, kTopic, code);
  builder.Number();
  builder.SetParent(3, 2, {});
  builder.SetParent(2, 1, {});
  builder.SetParent(1, 3, {});
  builder.SetParent(0, 3, {});
  builder.SetParent(4, 4, {});
  const ConceptTable table = std::move(builder).Build();
  CHECK(table.parent(1) == kNoConcept);
  CHECK(table.parent(3) == 2);
  CHECK(table.IsWithin(0, 1));
  CHECK(table.parent(4) == kNoConcept);
}

}  // namespace
}  // namespace kontor
