#include "engine/suggest.h"

#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr auto kTypedAbout = R"(
  h1: name="Hydrogen Valley" acronym=HYVA country=ES technology=hydrogen
  h2: name="Green Hydrogen Cluster" country=PT technology=hydrogen alias="Spain Friends"
  h3: name="Hydra" country=ES id=ror:05a28rw58
  h2 --P1-- h3
  h2 --P2-- .
  technology hydrogen: name.en=Hydrogen name.de=Wasserstoff
  country ES: name.en=Spain
)";

class Typing {
 public:
  std::vector<std::string> Proposed(std::string_view text, size_t top = 8) const {
    const auto answer = Suggest(*snapshot_, text, top, {});
    REQUIRE(answer);
    std::vector<std::string> keys;
    for (const Proposal& proposal : answer->proposals) {
      keys.emplace_back(proposal.code == kNoConcept ? snapshot_->profiles[proposal.organisation].key
                                                    : snapshot_->concepts.code(proposal.code));
    }
    return keys;
  }
  std::string ReadAs(std::string_view text) const {
    return Suggest(*snapshot_, text, 8, {})->read_as;
  }
  ErrorCode Failure(std::string_view text, size_t top = 8) const {
    const auto answer = Suggest(*snapshot_, text, top, {});
    REQUIRE_FALSE(answer);
    return answer.error().code;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

 private:
  std::shared_ptr<const Snapshot> snapshot_ = DrawSnapshot(kTypedAbout);
};

using Strings = std::vector<std::string>;

TEST_CASE("organisations and codes are proposed together, the most useful first",
          "[engine][suggest]") {
  const Typing typing;
  CHECK(typing.Proposed("hydro") == Strings{"h1", "h2", "hydrogen"});
  CHECK(typing.Proposed("hydr") == Strings{"h3", "h1", "h2", "hydrogen"});
  CHECK(typing.Proposed("hydrogen c") == Strings{"h2"});
  CHECK(typing.Proposed("wasserst") == Strings{"hydrogen"});
  CHECK(typing.Proposed("05a28rw58") == Strings{"h3"});
}

TEST_CASE("what is called exactly so comes first", "[engine][suggest]") {
  const Typing typing;
  CHECK(typing.Proposed("hydrogen") == Strings{"hydrogen", "h1", "h2"});
  CHECK(typing.Proposed("spain") == Strings{"ES", "h2"});
  CHECK(typing.Proposed("hyva") == Strings{"h1"});
}

TEST_CASE("half of the places are for organisations", "[engine][suggest]") {
  const Typing typing;
  CHECK(typing.Proposed("hydr", 2) == Strings{"h3", "hydrogen"});
  CHECK(typing.Proposed("hydr", 1) == Strings{"h3"});
  CHECK(typing.Proposed("hydr", 3) == Strings{"h3", "h1", "hydrogen"});
}

TEST_CASE("the label that matches is shown, and how many carry the code", "[engine][suggest]") {
  const Typing typing;
  const auto answer = Suggest(typing.snapshot(), "wass", 8, {});
  REQUIRE(answer);
  CHECK(answer->proposals[0].label == "Wasserstoff");
  CHECK(answer->proposals[0].carriers == 2);
  CHECK(Suggest(typing.snapshot(), "es", 8, {})->proposals[0].label == "Spain");  // by its code
}

TEST_CASE("only those who carry a code on the day are counted", "[engine][suggest]") {
  const auto snapshot = DrawSnapshot(R"(
    a: label=gold(2015-01-01..2016-01-01)
    b: label=gold(2015-06-01..2017-01-01)
    label gold: name.en="Gold label"
  )");
  const auto carriers = [&](std::string_view day) {
    const auto answer = Suggest(*snapshot, "gold", 8, ParseDate(day).value()).value();
    return answer.proposals.empty() ? 0 : answer.proposals.front().carriers;
  };
  CHECK(carriers("2015-07-01") == 2);
  CHECK(carriers("2016-07-01") == 1);
  CHECK(carriers("2018-01-01") == 0);
}

TEST_CASE("near spellings are read only where nothing matches", "[engine][suggest]") {
  const Typing typing;
  CHECK(typing.Proposed("hydrgoen cluster") == Strings{"h2"});
  CHECK(typing.ReadAs("hydrgoen cluster") == "hydrogen cluster");
  CHECK(typing.ReadAs("wasserstofff") == "wasserstoff");
  CHECK(typing.ReadAs("hydra").empty());
  CHECK(typing.ReadAs("hydra valley").empty());  // both are words, but of nobody together
  CHECK(typing.ReadAs("xylophone").empty());
}

TEST_CASE("texts that cannot be completed are refused", "[engine][suggest][errors]") {
  const Typing typing;
  CHECK(typing.Failure("") == ErrorCode::kInvalidArgument);
  CHECK(typing.Failure("?!") == ErrorCode::kInvalidArgument);
  CHECK(typing.Failure("a", 0) == ErrorCode::kInvalidArgument);
  CHECK(typing.Failure("a", kMostProposals + 1) == ErrorCode::kInvalidArgument);
  CHECK(typing.Failure(std::string(Limits::max_query_bytes + 1, 'a')) == ErrorCode::kLimit);
  std::string words;
  for (size_t i = 0; i <= Limits::max_query_words; ++i) words += "a ";
  CHECK(typing.Failure(words) == ErrorCode::kLimit);
  CHECK(Suggest(typing.snapshot(), "\xff\xfe hydra", 8, {})->proposals.size() == 1);
}

TEST_CASE("organisations of a like name are listed alone", "[engine][suggest]") {
  const Typing typing;
  CHECK(SimilarlyNamed(typing.snapshot(), "hydrogn", 8).size() == 2);
  CHECK(SimilarlyNamed(typing.snapshot(), "", 8).empty());
}

}  // namespace
}  // namespace kontor
