#include "engine/search_evaluation.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr std::string_view kJudgedExample = R"(
  a: name="Hydra Wind" acronym=HW alias="Windy Hydra" sector=C28.1 country=DE kind=company
  b: name="Hydra Sun" acronym=HS country=ES
  c: name="Solar Spain" sector=C28 country=ES
  sector C28: name.de=Maschinenbau
  country ES: name.en=Spain
)";

class JudgedExample {
 public:
  JudgedExample() : graph_(Draw(kJudgedExample)), snapshot_(BuildSnapshot(graph_)) {
    index_ = BuildTexts(graph_, *snapshot_);
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] std::string Key(std::string_view name) const {
    return std::string(snapshot_->profiles[OrganisationOf(*snapshot_, name)].key);
  }
  [[nodiscard]] Result<SearchEvaluation> Evaluate(const std::string& table) const {
    const auto searches = ReadJudgedSearches(table);
    if (!searches) return std::unexpected(searches.error());
    return EvaluateSearches(*snapshot_, *index_, *searches, ParseDate("2026-01-01").value());
  }
  // 1 / rank of a query with such an expectation.
  [[nodiscard]] double Mrr(const std::string& query, const std::string& expectation) const {
    return Evaluate("g\t" + query + "\t" + expectation + "\n").value().all.mrr;
  }
  [[nodiscard]] SearchEvaluation EvaluateNames(size_t step) const {
    return EvaluateSearches(*snapshot_, *index_, ListOtherNames(*snapshot_, step), {}).value();
  }

 private:
  DrawnGraph graph_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const TextIndex> index_;
};

}  // namespace

TEST_CASE("an organisation counts by the rank at which it is found", "[engine][judged]") {
  const JudgedExample judged;
  CHECK(judged.Mrr("hydra wind", judged.Key("a")) == 1.0);
  CHECK(judged.Mrr("hydra wind", judged.Key("b")) == 0.5);
  CHECK(judged.Mrr("hydra wind", judged.Key("c")) == 0.0);
  CHECK(judged.Mrr("hydra wind", judged.Key("c") + " " + judged.Key("b")) == 0.5);
}

TEST_CASE("a code counts if it is understood and carried", "[engine][judged]") {
  const JudgedExample judged;
  CHECK(judged.Mrr("maschinenbau", "sector:C28") == 1.0);
  CHECK(judged.Mrr("maschinenbau spain", "sector:C28 country:ES") == 1.0);
  CHECK(judged.Mrr("maschinenbau", "sector:C28 country:ES") == 0.0);  // not understood
  CHECK(judged.Mrr("hydra wind", "-sector:C28") == 1.0);
  CHECK(judged.Mrr("maschinenbau", "-sector:C28") == 0.0);
}

TEST_CASE("what must not be found makes a query miss", "[engine][judged]") {
  const JudgedExample judged;
  CHECK(judged.Mrr("zzz", "nothing") == 1.0);
  CHECK(judged.Mrr("hydra", "nothing") == 0.0);
  CHECK(judged.Mrr("hydra wind", judged.Key("a") + " -" + judged.Key("b")) == 0.0);
  CHECK(judged.Mrr("hydra wind", "-" + judged.Key("c")) == 1.0);
  CHECK(judged.Mrr("contry:ES", judged.Key("b")) == 0.0);  // refused
}

TEST_CASE("judged queries are counted by class, and those that miss are listed",
          "[engine][judged]") {
  const JudgedExample judged;
  const auto evaluation =
      judged.Evaluate("# ours\n\nname\thydra wind\t" + judged.Key("a") + "\nname\thydra wind\t" +
                      judged.Key("c") + "\ncode\tmaschinenbau\tsector:C28\n");
  REQUIRE(evaluation);
  REQUIRE(evaluation->groups.size() == 2);
  CHECK(evaluation->groups[0].group == "name");
  CHECK(evaluation->groups[0].queries == 2);
  CHECK(evaluation->groups[0].mrr == 0.5);
  CHECK(evaluation->groups[0].hit == 0.5);
  CHECK(evaluation->groups[1].hit == 1.0);
  CHECK(evaluation->all.queries == 3);
  REQUIRE(evaluation->missed.size() == 1);
  CHECK(evaluation->missed[0].search.expectation == judged.Key("c"));
  CHECK(evaluation->missed[0].rank == 0);
  CHECK(evaluation->missed[0].first == judged.Key("a"));
}

TEST_CASE("judged queries that cannot be read are refused", "[engine][judged]") {
  const JudgedExample judged;
  for (const char* table :
       {"name\thydra\n", "name\thydra\t\n", "name\thydra\tnothing demo:a\n", "a\tb\tc\td\n"}) {
    const auto evaluation = judged.Evaluate(table);
    INFO(table);
    REQUIRE_FALSE(evaluation);
    CHECK(evaluation.error().message.starts_with("line 1: "));
  }
  for (const char* code : {"sector:Z99", "-sector:Z99", "kind:cluster"}) {
    const auto evaluation = judged.Evaluate("name\thydra\t" + std::string(code));
    REQUIRE_FALSE(evaluation);
    CHECK(evaluation.error().message.starts_with("'hydra': there is no "));
  }
}

TEST_CASE("the other names of all organisations are to find them", "[engine][judged]") {
  const JudgedExample judged;
  const SearchEvaluation all = judged.EvaluateNames(1);
  REQUIRE(all.groups.size() == 2);
  CHECK(all.all.queries == 3);
  CHECK(all.all.hit == 1.0);
  CHECK(judged.EvaluateNames(2).all.queries == 2);  // the alias, and one acronym of two
}

}  // namespace kontor
