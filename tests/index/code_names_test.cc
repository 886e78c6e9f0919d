#include "index/code_names.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr auto kNamedCodes = R"(
  a: country=DE region=DE212 sector=C28.1 technology=hydrogen label=gold
  b: country=DE region=DE21 sector=C28
  c: country=ES sector=C10 technology=hydrogen(..2015-01-01)
  country DE: name.en=Germany name.de=Deutschland
  region DE: name.de=Deutschland
  region DE21: name.de=Oberbayern
  sector C28: name.en="Manufacture of machinery and equipment" name.de=Maschinenbau
  sector C28.1: name.en="General machinery"
  sector C10: name.en="Food products"
  sector C11: name.en="Machinery for nobody"
  technology hydrogen: name.en=Hydrogen name.el="Υδρογόνο"
)";

// How many carry a code that is not carried for good.
uint32_t Now(ConceptIndex) { return 2; }

class NamedCodes {
 public:
  std::vector<std::string> Found(std::string_view text, size_t limit = 10) const {
    std::vector<std::string> found;
    for (const NameMatch& match : names().Search(text, limit, Now)) {
      found.push_back(std::string(snapshot_->concepts.code(match.item)) + "*" +
                      std::to_string(match.uses));
    }
    return found;
  }
  [[nodiscard]] const CodeNames& names() const { return snapshot_->code_names; }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }

 private:
  std::shared_ptr<const Snapshot> snapshot_ = DrawSnapshot(kNamedCodes);
};

using Strings = std::vector<std::string>;

TEST_CASE("codes are found by the beginning of any word of their labels", "[index][code_names]") {
  const NamedCodes codes;
  CHECK(codes.Found("masch") == Strings{"C28*2"});
  CHECK(codes.Found("machinery") == Strings{"C28*2", "C28.1*1"});
  CHECK(codes.Found("machinery and eq") == Strings{"C28*2"});
  CHECK(codes.Found("machinery", 1) == Strings{"C28*2"});
  CHECK(codes.Found("υδρο") == Strings{"hydrogen*2"});
  CHECK(codes.Found("achinery").empty());
  CHECK(codes.Found("?").empty());
}

TEST_CASE("a code is found as it stands, and countries not twice", "[index][code_names]") {
  const NamedCodes codes;
  CHECK(codes.Found("deutschland") == Strings{"DE*2"});
  CHECK(codes.Found("c28.1") == Strings{"C28.1*1"});
  const auto matches = codes.names().Search("de", 10, Now);
  REQUIRE(matches.size() >= 2);
  CHECK(codes.snapshot().concepts.type(matches[0].item) == NodeType::kCountry);
  CHECK(matches[0].grade == MatchGrade::kWhole);
  const auto labelled = codes.names().Search("deutsch", 10, Now);
  REQUIRE(labelled.size() == 1);
  CHECK(codes.snapshot().concepts.Labels(labelled[0].item)[labelled[0].label] == "Deutschland");
}

TEST_CASE("codes that nobody carries are not proposed", "[index][code_names]") {
  const NamedCodes codes;
  CHECK(codes.Found("machinery for").empty());
  CHECK(codes.Found("c11").empty());
}

TEST_CASE("words of labels are found in near spellings", "[index][code_names]") {
  const NamedCodes codes;
  CHECK(codes.names().Holds("machinery", false));
  CHECK(codes.names().Holds("machin", true));
  CHECK_FALSE(codes.names().Holds("machin", false));
  CHECK_FALSE(codes.names().Holds("zzz", true));
  CHECK(codes.names().Nearest("hidrogen", false)->text == "hydrogen");
  CHECK(codes.names().Nearest("oberbyer", true)->text == "oberbayer");
}

}  // namespace
}  // namespace kontor
