#include "index/text_index.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

#include "index/analyser.h"
#include "index/text_index_builder.h"
#include "index/text_scores.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

struct TextsOf {
  explicit TextsOf(std::string_view drawing, size_t threads = 1) : graph(Draw(drawing)) {
    snapshot = BuildSnapshot(graph);
    index = BuildTexts(graph, *snapshot, threads);
  }
  // Strength by key of the organisations that hold a term.
  [[nodiscard]] std::map<std::string, int> Holders(std::string_view term) const {
    std::map<std::string, int> holders;
    const TermIndex found = index->terms().Find(term);
    if (found == kNoTerm) return holders;
    index->ForEachCarrier(found, [&](NodeIndex i, uint32_t strength) {
      holders[std::string(snapshot->profiles[i].key)] = static_cast<int>(strength);
    });
    CHECK(holders.size() == index->Carriers(found));
    return holders;
  }

  DrawnGraph graph;
  std::shared_ptr<const Snapshot> snapshot;
  std::shared_ptr<const TextIndex> index;
};

constexpr std::string_view kDrawnTexts = R"(
  a --P1-- b
  c --P2-- .
  a: name="Maschinenbau Cluster" country=DE acronym=MBC city=Köln id=vat:77
  b: name="Wind Network" alias="Rete Vento" description.en="Machines for clusters"
  c: name="Universität Köln" country=DE
  d: same_as=c name="Univ of Cologne"
  P1: title="Floating turbines" topic=theme:Energy
  P2: title.de="Schwimmende Turbinen"
  topic theme:Energy: name="Marine energy"
  b offers o1: title="Blade tests"
  b needs n1: title="Towers"
)";

TEST_CASE("every field of an organisation's texts is found by its terms", "[index][text]") {
  const TextsOf texts(kDrawnTexts);
  for (const auto& [term, key] : std::map<std::string, std::string>{{"maschinenbau", "a"},
                                                                    {"mbc", "a"},
                                                                    {"koln", "a"},
                                                                    {"77", "a"},
                                                                    {"vento", "b"},
                                                                    {"machin", "b"},
                                                                    {"blade", "b"},
                                                                    {"tower", "b"},
                                                                    {"cologne", "c"}}) {
    INFO(term);
    CHECK(texts.Holders(term).contains(key));
  }
  CHECK(texts.Holders("turbin").size() == 3);  // of a and b in English, of c in German
  CHECK(texts.Holders("marin").size() == 2);   // a topic of P1
  CHECK(texts.Holders("nobody").empty());
}

TEST_CASE("names count more than descriptions and these more than titles", "[index][text]") {
  const TextsOf texts(R"(
    a --P1-- .
    a: name=Alpha
    b: name=Beta description="hydrogen for all"
    c: name=Hydrogen
    P1: title="Hydrogen for ships"
  )");
  const auto holders = texts.Holders("hydrogen");
  CHECK(holders.at("c") > holders.at("b"));
  CHECK(holders.at("b") > holders.at("a"));
  CHECK(holders.at("a") >= 64);  // a quarter for holding it at all
}

TEST_CASE("words of all texts are known as they stand, and by what they are found",
          "[index][text]") {
  const TextsOf texts(kDrawnTexts);
  const TermTable& terms = texts.index->terms();
  const auto found_by = [&](std::string_view word) {
    const TermIndex term = terms.Find(word);
    REQUIRE(term != kNoTerm);
    CHECK(texts.index->IsWord(term));
    std::vector<std::string> found;
    for (const TermIndex one : texts.index->FoundBy(term)) found.emplace_back(terms[one]);
    return found;
  };
  CHECK(found_by("machines") == Strings{"machin"});  // of a description
  CHECK(found_by("tests") == Strings{"test"});
  CHECK(found_by("marine") == Strings{"marin"});
  CHECK(found_by("mbc") == Strings{"mbc"});
  CHECK(found_by("network") == Strings{"network"});
  CHECK_FALSE(texts.index->IsWord(terms.Find("machin")));
  CHECK_FALSE(texts.index->IsWord(terms.Find("77")));  // nobody misspells an identifier
  CHECK(texts.index->IsOfCompounds(terms.Find("maschinenbau")));
  CHECK_FALSE(texts.index->IsOfCompounds(terms.Find("network")));
}

TEST_CASE("a text that states no language is in the one that it seems to be in", "[index][text]") {
  const TextsOf texts(R"(
    a: name=Alpha description="Wir entwickeln mit Hochschulen der Region neue Werkstoffe"
    b: name=Beta description="We develop new materials with the universities of the region"
    c: name=Gamma description="Neue Hochschulen"
    d: name=Delta description.en="Wir entwickeln mit Hochschulen der Region neue Werkstoffe"
  )");
  CHECK(texts.Holders("hochschul").contains("a"));  // its German stem
  CHECK(texts.Holders("univers").contains("b"));
  CHECK_FALSE(texts.Holders("hochschul").contains("c"));  // too short to tell
  CHECK_FALSE(texts.Holders("hochschul").contains("d"));
  const TermTable& terms = texts.index->terms();
  CHECK(texts.index->IsOfCompounds(terms.Find("hochschulen")));
  CHECK(texts.index->languages().size() == 2);
}

TEST_CASE("what fewer hold is rarer", "[index][text]") {
  const TextsOf texts(kDrawnTexts);
  CHECK(texts.index->Rarity(0) > texts.index->Rarity(1));
  CHECK(texts.index->Rarity(1) > texts.index->Rarity(2));
  CHECK(texts.index->Rarity(3) >= 1);
  CHECK(texts.index->Rarity(1'000) == texts.index->Rarity(3));
}

TEST_CASE("texts that nothing else holds are kept", "[index][text]") {
  const TextsOf texts(R"(
    a --P1-- .
    a: description.en="Blades" description.de="Rotoren" city=Köln
    P1: title="Floating turbines" acronym=FLOAT
    a offers o1: title="Blade tests" description="In our hall"
  )");
  const auto kept = [&](NodeIndex vertex, size_t most) {
    std::vector<std::string> found;
    texts.index->ForEachKeptText(vertex, [&](TextField, std::string_view text) {
      found.emplace_back(text);
      return found.size() < most;
    });
    return found;
  };
  CHECK(kept(0, 9) == Strings{"Rotoren", "In our hall"});
  CHECK(kept(0, 1) == Strings{"Rotoren"});
  CHECK(kept(1, 9) == Strings{"FLOAT", "Floating turbines"});
}

TEST_CASE("the languages of texts and their sizes are known", "[index][text]") {
  const TextsOf texts(kDrawnTexts);
  CHECK(texts.index->languages().size() == 2);
  CHECK(texts.index->generation() == 1);
  CHECK(texts.index->posting_count() > 20);
  CHECK(texts.index->text_bytes() > 100);
}

// Organisations with random words; more than one block of them.
std::string Crowd(size_t count) {
  std::mt19937 random(17);
  std::string drawing;
  for (size_t i = 0; i < count; ++i) {
    drawing += "o" + std::to_string(i) + ": name=\"w" + std::to_string(random() % 7) + " w" +
               std::to_string(random() % 50) + "\"\n";
  }
  return drawing;
}

TEST_CASE("the index does not depend on the number of threads", "[index][text]") {
  const std::string drawing = Crowd(9'000);
  const TextsOf one(drawing, 1);
  const TextsOf two(drawing, 2);
  REQUIRE(one.index->terms().size() == two.index->terms().size());
  for (TermIndex term = 0; term < one.index->terms().size(); ++term) {
    const std::string_view text = one.index->terms()[term];
    REQUIRE(one.Holders(text) == two.Holders(text));
  }
}

TEST_CASE("scores are the sums over words of their strongest meanings", "[index][text]") {
  const TextsOf texts(Crowd(70'000));  // more than one block
  const TextIndex& index = *texts.index;
  std::mt19937 random(19);
  TextScratch scratch;
  for (int round = 0; round < 5; ++round) {
    std::vector<PlannedWord> words(1 + random() % 3);
    std::map<NodeIndex, uint64_t> expected;
    for (PlannedWord& word : words) {
      std::map<NodeIndex, uint64_t> strongest;
      const auto carriers =
          std::make_shared<const std::vector<NodeIndex>>(std::vector<NodeIndex>{3, 17, 66'000});
      for (size_t n = 1 + random() % 3; n > 0; --n) {
        const auto weight = static_cast<uint32_t>(1 + random() % 500);
        const auto term = static_cast<TermIndex>(random() % index.terms().size());
        const bool is_code = random() % 3 == 0;
        word.meanings.push_back(is_code ? WordMeaning{kNoTerm, carriers, weight}
                                        : WordMeaning{term, nullptr, weight});
        ForEachCarrier(index, word.meanings.back(), [&](NodeIndex i, uint32_t strength) {
          strongest[i] = std::max(strongest[i], uint64_t{weight} * strength);
        });
      }
      for (const auto& [i, score] : strongest) expected[i] += score;
    }
    std::map<NodeIndex, uint64_t> found;
    ForEachScored(index, words, scratch, [&](NodeIndex i, uint64_t score) {
      CHECK_FALSE(found.contains(i));
      found[i] = score;
    });
    REQUIRE(found == expected);
  }
  for (const uint32_t left : scratch.sums) REQUIRE(left == 0);
  for (const uint32_t left : scratch.word) REQUIRE(left == 0);
}

TEST_CASE("an index of nothing is empty", "[index][text]") {
  const TextsOf texts("");
  CHECK(texts.index->terms().size() == 0);
  CHECK(texts.index->organisation_count() == 0);
}

}  // namespace
}  // namespace kontor
