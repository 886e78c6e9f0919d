#include "index/query_plan.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "index/code_carriers.h"
#include "index/text_scores.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kExample = R"(
  a: name="Fraunhofer Institut" sector=C28.1 country=DE
  b: name="Hydrogen Valley" sector=C28 country=ES
  c: name="Hydro Power" stage=wind/blades country=ES
  d: name="Clusters of Spain" technology=photonics
  sector C28: name.en="Manufacture of machinery and equipment n.e.c."
  sector C28: name.de=Maschinenbau
  country ES: name.en=Spain
  country ES: name.fr=Espagne
  value_chain wind: name.en="Wind energy"
  stage wind/blades = 2 of wind
  technology photonics: name.en=Photonics
)";

struct Planned {
  explicit Planned(const Strings& words, const PlanOptions& options = {}) {
    const DrawnGraph graph = Draw(kExample);
    snapshot = BuildSnapshot(graph);
    index = BuildTexts(graph, *snapshot);
    plan = PlanWords(*index, snapshot->concepts, snapshot->profiles, words, options);
  }
  // The terms that word number i stands for, in alphabetical order; "*" for a code.
  [[nodiscard]] Strings Meanings(size_t i) const {
    Strings terms;
    for (const WordMeaning& meaning : plan.words[i].meanings) {
      terms.emplace_back(meaning.term == kNoTerm ? "*" : index->terms()[meaning.term]);
    }
    std::ranges::sort(terms);
    return terms;
  }
  [[nodiscard]] Strings Understood() const {
    Strings codes;
    for (const UnderstoodCode& one : plan.understood) {
      codes.push_back(one.text + "=" + std::string(snapshot->concepts.code(one.code)));
    }
    return codes;
  }
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const TextIndex> index;
  QueryPlan plan;
};

TEST_CASE("a word stands for itself and its stems", "[index][plan]") {
  CHECK(Planned({"clusters"}).Meanings(0) == Strings{"cluster", "clusters"});
  CHECK(Planned({"cluster"}, {.forgiving = false}).Meanings(0) == Strings{"cluster"});
  CHECK(Planned({"nobody"}).Meanings(0).empty());
}

TEST_CASE("the last word stands for what it may become", "[index][plan]") {
  CHECK(Planned({"hydro"}, {.last_is_open = true}).Meanings(0) ==
        Strings{"hydro", "hydrog", "hydrogen"});
  CHECK(Planned({"hydro"}).Meanings(0) == Strings{"hydro"});
  CHECK(Planned({"fraunh", "x"}, {.last_is_open = true, .forgiving = false}).Meanings(0).empty());
  CHECK(Planned({"h"}, {.last_is_open = true}).Meanings(0).empty());
}

TEST_CASE("near spellings of names are allowed by length", "[index][plan]") {
  const Planned typo({"fraunhofre"});
  CHECK(typo.Meanings(0) == Strings{"fraunhof", "fraunhofer"});
  CHECK(typo.plan.did_you_mean == "fraunhofer");
  CHECK(Planned({"fraunhxfxer"}).Meanings(0) == Strings{"fraunhof", "fraunhofer"});
  CHECK(Planned({"xraunhxfer"}).Meanings(0).empty());  // two, and the first letter is wrong
  CHECK(Planned({"hydrx"}).Meanings(0) == Strings{"hydro"});
  CHECK(Planned({"hyxrx"}).Meanings(0).empty());  // two edits in a short word
  CHECK(Planned({"fraunhofre"}, {.forgiving = false}).Meanings(0).empty());
  CHECK(Planned({"fraunhofer"}).plan.did_you_mean.empty());
  CHECK(Planned({"fraunhofre", "institut"}).plan.did_you_mean == "fraunhofer institut");
}

TEST_CASE("labels of codes are understood in every language held", "[index][plan]") {
  for (const char* word : {"Maschinenbau", "machinery", "MACHINERY", "C28"}) {
    const Planned planned({word});
    INFO(word);
    CHECK(planned.Understood() == Strings{std::string(word) + "=C28"});
    CHECK(*planned.plan.understood[0].carriers ==
          std::vector<NodeIndex>{std::min(OrganisationOf(*planned.snapshot, "a"),
                                          OrganisationOf(*planned.snapshot, "b")),
                                 std::max(OrganisationOf(*planned.snapshot, "a"),
                                          OrganisationOf(*planned.snapshot, "b"))});
  }
  CHECK(Planned({"Espagne"}).Understood() == Strings{"Espagne=ES"});
  CHECK(Planned({"photonic"}).Understood() == Strings{"photonic=photonics"});  // by its stem
  CHECK(Planned({"Maschinenbau"}, {.understanding = false}).Understood().empty());
}

TEST_CASE("the longest label is understood", "[index][plan]") {
  const Planned planned({"wind", "energy", "in", "spain"});
  CHECK(planned.Understood() == Strings{"wind energy=wind", "spain=ES"});
  CHECK(planned.plan.understood[0].carriers->size() == 1);  // at a stage of the chain
  CHECK(planned.Meanings(0) == Strings{"*"});
  CHECK(planned.Meanings(1) == Strings{"*"});
  CHECK(planned.Meanings(3) == Strings{"*", "spain"});
}

TEST_CASE("words that nearly all hold count only by themselves", "[index][plan]") {
  std::string drawing = "a: name=\"Cluster Wind\"\n";
  for (int i = 0; i < 1'000; ++i) {
    drawing += "o" + std::to_string(i) + ": name=\"Cluster w" + std::to_string(i) + "\"\n";
  }
  const DrawnGraph graph = Draw(drawing);
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  const auto meanings = [&](const Strings& words, size_t i) {
    return PlanWords(*index, snapshot->concepts, snapshot->profiles, words, {.forgiving = false})
        .words[i]
        .meanings.size();
  };
  CHECK(meanings({"cluster", "wind"}, 0) == 0);
  CHECK(meanings({"cluster", "wind"}, 1) == 1);
  CHECK(meanings({"cluster"}, 0) == 1);
  CHECK(meanings({"cluster", "nobody"}, 0) == 1);
}

constexpr std::string_view kTexts = R"(
  a: name="Alpha" description="Nanotechnology and aeronautics" country=GB kind=university
  b: name="Aerator" description.de="Windenergieanlagen und Netze" country=GB
  c: name="Gamma" label=gold(2015-01-01..2016-01-01) country=GB kind=company
  d: name="Delta" label=gold(2015-01-01..) country=GB description.de="Wind Energie Anlagen"
  label gold: name.en="Gold label"
  sector C28: name.de=Maschinenbau
  e: name="Epsilon" technology=photonics
  technology photonics: name.en=Photonics name.de=Photonik
)";

// What a query of words means on kTexts.
struct PlannedTexts {
  explicit PlannedTexts(const Strings& words, PlanOptions options = {}) {
    const DrawnGraph graph = Draw(kTexts);
    snapshot = BuildSnapshot(graph);
    index = BuildTexts(graph, *snapshot);
    plan = PlanWords(*index, snapshot->concepts, snapshot->profiles, words, options);
  }
  // Keys of those who are reached by some word.
  [[nodiscard]] std::string Reached() const {
    std::string keys;
    TextScratch scratch;
    std::vector<NodeIndex> reached;
    ForEachScored(*index, plan.words, scratch,
                  [&](NodeIndex organisation, uint64_t) { reached.push_back(organisation); });
    for (const NodeIndex one : reached) keys += snapshot->profiles[one].key;
    std::ranges::sort(keys);
    return keys;
  }
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const TextIndex> index;
  QueryPlan plan;
};

TEST_CASE("words of all texts are completed, and stems count only where nothing begins so",
          "[index][plan]") {
  CHECK(PlannedTexts({"nanotech"}, {.last_is_open = true}).Reached() == "a");
  CHECK(PlannedTexts({"nanotechnologi"}, {.last_is_open = true}).Reached() == "a");  // misspelt
  CHECK(PlannedTexts({"nanotechnologies"}, {.last_is_open = true}).Reached() == "a");
  CHECK(PlannedTexts({"aeron"}, {.last_is_open = true}).Reached() == "a");
  CHECK(PlannedTexts({"nanotech"}).Reached().empty());
}

TEST_CASE("words of all texts may be misspelt, but nothing with digits", "[index][plan]") {
  const PlannedTexts planned({"nanotecnology"});
  CHECK(planned.Reached() == "a");
  CHECK(planned.plan.did_you_mean == "nanotechnology");
  CHECK(PlannedTexts({"gamm4"}).Reached().empty());
}

TEST_CASE("a compound is found by its parts, and finds them", "[index][plan]") {
  CHECK(PlannedTexts({"wind"}).Reached() == "bd");
  CHECK(PlannedTexts({"anlagenwind"}).Reached() == "bd");
  CHECK(PlannedTexts({"anlagenwind"}).plan.words.size() == 2);
  CHECK(PlannedTexts({"anlagenwind"}, {.forgiving = false}).Reached().empty());
  CHECK(PlannedTexts({"anlagenxind"}).Reached().empty());
}

TEST_CASE("codes are understood of those who carry them on the day", "[index][plan]") {
  const auto gold = [](std::string_view day) {
    return PlannedTexts({"gold", "label"}, {.as_of = ParseDate(day).value()}).Reached();
  };
  CHECK(gold("2015-06-01") == "cd");
  CHECK(gold("2017-06-01") == "d");
  CHECK(gold("2014-06-01").empty());
  CHECK(PlannedTexts({"gold", "label"}).Reached() == "cd");
  CHECK(PlannedTexts({"maschinenbau"}).plan.understood.empty());  // nobody carries it
}

TEST_CASE("labels may be misspelt or only begun", "[index][plan]") {
  const PlannedTexts misspelt({"photonisc"});
  CHECK(misspelt.Reached() == "e");
  CHECK(misspelt.plan.did_you_mean == "photonics");
  REQUIRE(misspelt.plan.understood.size() == 1);
  CHECK(misspelt.plan.understood[0].text == "photonisc");
  CHECK(PlannedTexts({"photonisc"}, {.forgiving = false}).Reached().empty());
  CHECK(PlannedTexts({"photo"}, {.last_is_open = true}).Reached() == "e");
  CHECK(PlannedTexts({"pho"}, {.last_is_open = true}).Reached().empty());
  CHECK(PlannedTexts({"gold", "lab"}, {.last_is_open = true}).Reached().empty());
  CHECK(PlannedTexts({"gold", "labe"}, {.last_is_open = true}).Reached() == "cd");
  CHECK(PlannedTexts({"gold", "lable"}).plan.did_you_mean == "gold label");
}

TEST_CASE("a code that words were guessed to mean is told to be a guess", "[index][plan]") {
  const auto read_as = [](const Strings& words, PlanOptions options = {}) {
    const PlannedTexts planned(words, options);
    REQUIRE(planned.plan.understood.size() == 1);
    return planned.plan.understood[0].read_as;
  };
  CHECK(read_as({"photonisc"}) == "photonics");
  CHECK(read_as({"Gold", "lable"}) == "Gold label");
  CHECK(read_as({"gold", "label"}).empty());
  CHECK(read_as({"photo"}, {.last_is_open = true}).empty());  // it may become that
}

TEST_CASE("a form of a known word is no misspelling of another", "[index][plan]") {
  const DrawnGraph graph = Draw(R"(
    a: name="Wind Park" country=GB
    b: name="Park One" country=GB
    c: name="Park Two" country=GB
    d: name="Delta" stage=aircraft/parts country=GB
    stage aircraft/parts = 1 of aircraft
    stage aircraft/parts: name.en=Parts
  )");
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  const auto plan = [&](const Strings& words) {
    return PlanWords(*index, snapshot->concepts, snapshot->profiles, words, {});
  };
  CHECK(plan({"wind", "parks"}).understood.empty());
  CHECK(plan({"wind", "parks"}).did_you_mean.empty());
  CHECK(plan({"wind", "partz"}).understood.size() == 1);
}

TEST_CASE("a word that nobody holds means codes of which it is a part of the label",
          "[index][plan]") {
  const DrawnGraph graph = Draw(R"(
    a: name="Alpha" ecosystem=aerospace-defence
    b: name="Beta" sector=C10.5
    c: name="Gamma" sector=A01.4
    d: name="Delta and others"
    ecosystem aerospace-defence: name.en="Aerospace & Defence"
    sector C10.5: name.en="Manufacture of dairy products"
    sector A01.4: name.en="Raising of dairy cattle" name.de=Lebensmittelhandel
  )");
  const auto snapshot = BuildSnapshot(graph);
  const auto index = BuildTexts(graph, *snapshot);
  const auto understood = [&](const Strings& words, bool is_open) {
    const QueryPlan plan =
        PlanWords(*index, snapshot->concepts, snapshot->profiles, words,
                  {.last_is_open = is_open, .code_names = &snapshot->code_names});
    std::string codes;
    for (const UnderstoodCode& one : plan.understood) {
      codes += std::string(snapshot->concepts.code(one.code)) + " " + one.read_as + "; ";
    }
    return codes + plan.did_you_mean;
  };
  CHECK(understood({"aerospace"}, false) == "aerospace-defence Aerospace & Defence; ");
  CHECK(understood({"dairy"}, false) ==
        "A01.4 Raising of dairy cattle; C10.5 Manufacture of dairy products; ");
  CHECK(understood({"Lebensmittel"}, true) == "A01.4 ; ");  // it is the beginning of a label
  CHECK(understood({"Lebensmittel"}, false) == "A01.4 Lebensmittelhandel; ");
  CHECK(understood({"prod"}, true) == "C10.5 Manufacture of dairy products; ");
  CHECK(understood({"prod"}, false).empty());  // within another word
  CHECK(understood({"others"}, false).empty());
}

TEST_CASE("kinds are understood as codes are", "[index][plan]") {
  const PlannedTexts planned({"universities"});
  CHECK(planned.Reached() == "a");
  REQUIRE(planned.plan.understood.size() == 1);
  CHECK(planned.plan.understood[0].kind == 3);
  CHECK(planned.plan.understood[0].code == kNoConcept);
  CHECK(PlannedTexts({"public", "body"}).plan.understood.empty());  // there is none
}

TEST_CASE("nobody carries what describes no organisation", "[index][plan]") {
  const auto snapshot = DrawSnapshot("a --P-- .\nP: programme=H2020");
  const ConceptIndex programme = ConceptOf(*snapshot, NodeType::kProgramme, "H2020");
  CHECK(CarriersOf(snapshot->concepts, snapshot->profiles, programme, {}).empty());
}

}  // namespace
}  // namespace kontor
