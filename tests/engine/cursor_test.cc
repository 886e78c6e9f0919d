#include "engine/cursor.h"

#include <catch2/catch_test_macros.hpp>

#include "engine/search_for.h"
#include "tests/engine/support.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

constexpr auto kPagedTown = R"(
  a: name="Wind A" country=DE location=52.5,13.4
  b: name="Wind B" country=DE location=52.4,13.3
  c: name="Wind C" country=ES location=40.4,-3.7
  d: name="Wind D" country=DE location=53.5,9.9
  e: name="Wind E" country=PT location=38.7,-9.1
  us: name="Wind Us" country=DE location=52.5,13.4
  us --P1(2020-01-01)-- c
)";

class PagedTown {
 public:
  SearchQuery Query(std::string_view text) const {
    SearchQuery query;
    query.text = text;
    query.as_of = MakeDate(2021, 6, 1);
    query.top = 2;
    return query;
  }
  PartnerQuery Partners() const { return Ask(*snapshot_, "us"); }
  SearchAnswer Answer(const SearchQuery& query) {
    return SearchOrganisations(*snapshot_, *index_, query, scratch_.filters, scratch_.search)
        .value();
  }
  // The keys of all pages.
  Strings PageThrough(SearchQuery query, bool for_us) {
    Strings keys;
    const std::string ranked_by = for_us ? RankedBy(*snapshot_, Partners()) : std::string();
    for (;;) {
      const SearchAnswer answer =
          for_us ? SearchFor(*snapshot_, *index_, query, Partners(), scratch_)->found
                 : Answer(query);
      for (const SearchHit& hit : answer.hits) {
        keys.emplace_back(snapshot_->profiles[hit.organisation].key);
      }
      if (answer.next.empty()) return keys;
      REQUIRE(Continue(ReadCursor(answer.next).value(), 1, ranked_by, query));
    }
  }
  Strings All(SearchQuery query, bool for_us) {
    query.top = 100;
    return PageThrough(query, for_us);
  }

 private:
  DrawnGraph graph_ = Draw(kPagedTown);
  std::shared_ptr<const Snapshot> snapshot_ = BuildSnapshot(graph_);
  std::shared_ptr<const TextIndex> index_ = BuildTexts(graph_, *snapshot_);
  EngineScratch scratch_;
};

TEST_CASE("pages give each hit once, in the order of one list", "[engine][cursor]") {
  PagedTown town;
  for (const char* text : {"wind", "wind country:DE", "country:DE", "Wind D"}) {
    INFO(text);
    const SearchQuery query = town.Query(text);
    CHECK(town.PageThrough(query, false) == town.All(query, false));
    CHECK(town.PageThrough(query, true) == town.All(query, true));
  }
  SearchQuery near = town.Query("wind near:52.5,13.4,3000km");
  near.by_distance = true;
  CHECK(town.PageThrough(near, false) == Strings{"a", "us", "b", "d", "c", "e"});
  CHECK(town.All(town.Query("wind"), true).size() == 5);
}

TEST_CASE("a cursor holds for its question and its generation", "[engine][cursor][errors]") {
  PagedTown town;
  const SearchQuery query = town.Query("wind");
  const Cursor cursor = ReadCursor(town.Answer(query).next).value();
  CHECK(cursor.generation == 1);
  CHECK(cursor.place == 2);
  CHECK(ReadCursor(WriteCursor(cursor))->question == cursor.question);
  SearchQuery next = query;
  next.as_of = MakeDate(2022, 1, 1);  // asked on a later day
  next.top = 1;                       // pages may differ in size
  REQUIRE(Continue(cursor, 1, {}, next));
  CHECK(next.as_of == query.as_of);
  CHECK(next.skip == 2);
  CHECK(Continue(cursor, 2, {}, next).error().code == ErrorCode::kConflict);
  const auto differs = [&](auto change) {
    SearchQuery other = query;
    change(other);
    return Continue(cursor, 1, {}, other).error().code == ErrorCode::kInvalidArgument;
  };
  CHECK(differs([](SearchQuery& other) { other.text = "winds"; }));
  CHECK(differs([](SearchQuery& other) { other.literal = true; }));
  CHECK(differs([](SearchQuery& other) { other.by_distance = true; }));
  CHECK(differs([](SearchQuery& other) { other.filters = {{Criterion::kKind, {1}}}; }));
  CHECK(differs([](SearchQuery& other) { other.wishes.emplace_back(); }));
  CHECK(differs([](SearchQuery& other) { other.area.box = Area::Box{}; }));
  CHECK(differs([](SearchQuery& other) { other.area.circles.emplace_back(); }));
  CHECK(differs([](SearchQuery& other) { other.excluded = {3}; }));
  Cursor of_other_day = cursor;
  ++of_other_day.day.days;
  CHECK(Continue(of_other_day, 1, {}, next).error().code == ErrorCode::kInvalidArgument);
  CHECK(Continue(cursor, 1, "us balanced/2", next).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("texts that are no cursors are refused", "[engine][cursor][errors]") {
  for (const char* text : {"", "1", "1.2.3", "1.2.0.4", "1.2.zzzz.4", "1.2.3.4.5", "1.2.-3.4",
                           "1.2.3.4 ", "1.zzzzzzzz.3.4", "zzzzzzzzzzzzzzzz.2.3.4"}) {
    INFO(text);
    CHECK(ReadCursor(text).error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("a cursor is of a day", "[engine][cursor][errors]") {
  const Date day = MakeDate(2021, 6, 1);
  CHECK(ReadCursor(WriteCursor({1, day, 2, 3}))->day == day);
  CHECK(ReadCursor(WriteCursor({1, Date{}, 2, 3})).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("pages end at a depth, with a note", "[engine][cursor]") {
  SearchAnswer answer;
  answer.matching = 1'000'000;
  SearchQuery query;
  query.as_of = MakeDate(2021, 6, 1);
  query.skip = kDeepestHit - 20;
  EndPage(query, {}, answer);
  CHECK(ReadCursor(answer.next)->place == kDeepestHit);
  query.skip = kDeepestHit;
  EndPage(query, {}, answer);
  CHECK(answer.next.empty());
  CHECK(answer.notes.size() == 1);
}

}  // namespace
}  // namespace kontor
