#include "index/postings.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "index/posting_builder.h"
#include "index/profile_builder.h"
#include "tests/index/support.h"

namespace kontor {
namespace {

using Catch::Approx;

const Date kDay = MakeDate(2021, 6, 1);
constexpr ConceptIndex kSection = 0;  // C < C28 < C28.1, C28.2
constexpr ConceptIndex kDivision = 1;
constexpr ConceptIndex kGroup = 2;
constexpr ConceptIndex kOtherGroup = 3;

ConceptTable OfferedSectors() {
  ConceptTableBuilder builder;
  for (const char* code : {"C", "C28", "C28.1", "C28.2"}) {
    AddConcept(builder, NodeType::kSector, code);
  }
  builder.Number();
  builder.SetParent(kDivision, kSection, {});
  builder.SetParent(kGroup, kDivision, {});
  builder.SetParent(kOtherGroup, kDivision, {});
  return std::move(builder).Build();
}

PostingRecord About(std::vector<ConceptIndex> concepts, std::string title = "",
                    std::string type = "") {
  PostingRecord posting;
  posting.concepts = std::move(concepts);
  posting.title = std::move(title);
  posting.type = std::move(type);
  return posting;
}

// Organisation 0 has the offers, organisation 1 the needs.
class Market {
 public:
  Market(std::vector<PostingRecord> offers, std::vector<PostingRecord> needs) {
    std::vector<ProfileRecord> profiles(3);
    for (size_t i = 0; i < profiles.size(); ++i) profiles[i].id = NodeId(i + 1);
    ProfileTableBuilder builder(std::move(profiles), {});
    uint64_t id = 0;
    for (PostingRecord& offer : offers) Add(builder, 0, std::move(offer), ++id);
    for (PostingRecord& need : needs) {
      need.is_need = true;
      Add(builder, 1, std::move(need), ++id);
    }
    table_ = BuildPostingTable(OfferedSectors(), std::move(builder).Build());
  }

  [[nodiscard]] const PostingTable& table() const { return table_; }
  [[nodiscard]] Meeting Best(Date day = kDay) const { return table_.BestMeeting(0, 1, day); }

 private:
  static void Add(ProfileTableBuilder& builder, NodeIndex organisation, PostingRecord posting,
                  uint64_t id) {
    posting.id = NodeId(id);
    builder.AddPosting(organisation, std::move(posting));
  }

  PostingTable table_;
};

double Match(PostingRecord offer, PostingRecord need) {
  return Market({std::move(offer)}, {std::move(need)}).Best().match;
}

TEST_CASE("the same codes and type meet fully, and a narrower code meets a broader one in part",
          "[index][postings]") {
  CHECK(Match(About({kGroup}, "", "supply"), About({kGroup}, "", "supply")) == Approx(1.0));
  // C28.1 with C28 at one half, against C28 alone.
  const double length = std::sqrt(1.25);
  CHECK(Match(About({kGroup}, "", "supply"), About({kDivision}, "", "supply")) ==
        Approx(0.5 / length));
  CHECK(Match(About({kGroup}, "", "supply"), About({kOtherGroup}, "", "supply")) ==
        Approx(0.25 / (length * length)));
}

TEST_CASE("a whole section is met only by itself", "[index][postings]") {
  CHECK(Match(About({kDivision}), About({kSection})) == 0.0);
  CHECK(Match(About({kSection}), About({kSection})) > 0.0);
}

TEST_CASE("another type of partnership halves a match, an unknown one takes a quarter",
          "[index][postings]") {
  const auto match = [](const char* offer, const char* need) {
    return Match(About({kGroup}, "", offer), About({kGroup}, "", need));
  };
  CHECK(match("supply", "supply") == Approx(1.0));
  CHECK(match("supply", "") == Approx(0.75));
  CHECK(match("", "supply") == Approx(0.75));
  CHECK(match("", "") == Approx(0.75));
  CHECK(match("supply", "licensing") == Approx(0.5));
}

TEST_CASE("words of titles meet, rare ones more than common ones", "[index][postings]") {
  CHECK(Match(About({}, "Turbine blades"), About({}, "blades")) > 0.0);
  CHECK(Match(About({}, "Turbine blades"), About({}, "towers")) == 0.0);
  const Market market({About({}, "rare common"), About({}, "common"), About({}, "common")},
                      {About({}, "rare common")});
  const auto offers = market.table().Of(0);
  const auto need = market.table().Of(1)[0];
  CHECK(market.table().Match(offers[0], need) == Approx(0.75));
  CHECK(market.table().Match(offers[1], need) < 0.75 * std::sqrt(0.5));
  // log(1 + 4 / 2) / log(1 + 4) for the rare word, log(1 + 4 / 4) / log(1 + 4) for the common one
  const double rare = std::log(3.0);
  const double common = std::log(2.0);
  CHECK(market.table().Match(offers[1], need) == Approx(0.75 * common / std::hypot(rare, common)));
}

TEST_CASE("words that over a twentieth of a thousand postings have say nothing",
          "[index][postings]") {
  std::vector<PostingRecord> offers(1'000, About({}, "common"));
  offers[7] = About({}, "common rare");
  offers[7].deadline = {};
  for (size_t i = 0; i < offers.size(); ++i) {
    if (i != 7) offers[i].deadline = MakeDate(2030, 1, 1);
  }
  CHECK(Market(offers, {About({}, "common")}).Best().match == 0.0);
  CHECK(Market(offers, {About({}, "rare")}).Best().match == Approx(0.75));
}

TEST_CASE("only postings that stand on the day meet, the best ones of both", "[index][postings]") {
  PostingRecord over = About({kGroup});
  over.deadline = MakeDate(2021, 5, 31);
  PostingRecord last_day = About({kDivision});
  last_day.deadline = kDay;
  const Market market({over, last_day}, {About({kOtherGroup}), About({kGroup})});
  const Meeting best = market.Best();
  CHECK(best.offer == 1);
  CHECK(best.need == 0);  // both match alike: the first
  CHECK(market.Best(MakeDate(2021, 5, 31)).match == Approx(0.75));
  CHECK(market.Best(MakeDate(2021, 5, 31)).offer == 0);
  CHECK(market.Best(MakeDate(2021, 5, 31)).need == 1);
  CHECK(market.Best(MakeDate(2021, 6, 2)).match == 0.0);
  CHECK(market.table().BestMeeting(1, 0, kDay).match == 0.0);  // needs offer nothing
}

TEST_CASE("of many postings those that stand longest are compared", "[index][postings]") {
  std::vector<PostingRecord> offers(PostingTable::kMostPostings + 2, About({kGroup}));
  for (size_t i = 0; i < offers.size(); ++i) {
    offers[i].deadline = MakeDate(2022, 1, 1 + static_cast<unsigned>(i));
  }
  offers[1].deadline = {};  // stands for ever
  const auto kept = Market(std::move(offers), {}).table();
  REQUIRE(kept.Of(0).size() == PostingTable::kMostPostings);
  CHECK(kept.Of(0)[0].place == 1);
  CHECK(kept.Of(0)[1].place == 3);
  CHECK(kept.Of(2).empty());
}

TEST_CASE("carriers are apart by offers and needs, broader codes included", "[index][postings]") {
  const Market market({About({kGroup}), About({kGroup})}, {About({kDivision})});
  CHECK(market.table().Carriers(kGroup, false).size() == 1);
  CHECK(market.table().Carriers(kDivision, false).size() == 1);
  CHECK(market.table().Carriers(kDivision, true)[0] == 1);
  CHECK(market.table().Carriers(kGroup, true).empty());
  CHECK(market.table().Carriers(kSection, false).empty());
}

}  // namespace
}  // namespace kontor
