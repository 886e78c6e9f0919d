#include "index/label_index.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "tests/index/support.h"

namespace kontor {
namespace {

struct LabelledSector {
  std::string_view code;
  std::string_view label;
  std::string_view lang;
};

struct LabelledSectors {
  LabelledSectors(std::initializer_list<LabelledSector> sectors) : all(sectors) {
    ConceptTableBuilder builder;
    for (const auto& [code, label, lang] : all) {
      AddConcept(builder, NodeType::kSector, code, {{Field::kName, label, lang}});
    }
    builder.Number();
    concepts = std::move(builder).Build();
  }
  [[nodiscard]] LabelIndex Index(const LabelIndex* former = nullptr) const {
    LabelIndexBuilder builder;
    for (const auto& [code, label, lang] : all) {
      Node node{NodeType::kSector, std::string(code), {}};
      node.Set(Field::kName, label, "test", MakeDate(2020, 1, 1), lang);
      const std::vector<ValueView> views = {node.values[0].View()};
      builder.AddNode(concepts, {node.id(), node.key, views});
    }
    return std::move(builder).Build(former);
  }
  std::vector<LabelledSector> all;
  ConceptTable concepts;
};

bool KnowsLabel(const LabelIndex& index, std::string_view terms) {
  return !index.CodesCalled(terms).empty();
}

TEST_CASE("labels are those of an earlier index only if they are the same", "[index][labels]") {
  const LabelledSectors sectors({{"C28", "Machines", "en"}, {"C29", "Voitures", "fr"}});
  const LabelIndex first = sectors.Index();
  CHECK(KnowsLabel(first, "machines"));
  CHECK(KnowsLabel(first, "machin"));
  const LabelIndex again = sectors.Index(&first);
  CHECK(again.words()[0].data() == first.words()[0].data());

  const LabelledSectors renamed({{"C28", "Engines", "en"}, {"C29", "Voitures", "fr"}});
  CHECK(KnowsLabel(renamed.Index(&first), "engines"));
  CHECK_FALSE(KnowsLabel(renamed.Index(&first), "machines"));
  const LabelledSectors in_no_language({{"C28", "Machines", ""}, {"C29", "Voitures", "fr"}});
  CHECK_FALSE(KnowsLabel(in_no_language.Index(&first), "machin"));
  const LabelledSectors swapped({{"C28", "Voitures", "fr"}, {"C29", "Machines", "en"}});
  CHECK(swapped.concepts.Find(NodeType::kSector, "C29") ==
        swapped.Index(&first).CodesCalled("machines").front());
  const LabelledSectors fewer({{"C28", "Machines", "en"}});
  CHECK_FALSE(KnowsLabel(fewer.Index(&first), "voitures"));
}

}  // namespace
}  // namespace kontor
