#include "base/texts.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {
namespace {

// Gives lists of texts other begins, as a file could.
struct OtherBegins {
  std::vector<uint32_t> begins;
  void operator()(std::string_view name, Column<uint32_t>& column) const {
    if (name == "begins") column = Column(begins);
  }
  void operator()(std::string_view /*name*/, const auto& /*column*/) const {}
};

TEST_CASE("lists of texts that do not lie within their texts are not sound", "[base][texts]") {
  const auto texts_with = [](std::vector<uint32_t> begins) {
    TextListsBuilder builder;
    builder.AddList(std::vector{"a", "b"});
    TextLists lists = std::move(builder).Build();
    const OtherBegins replacement{std::move(begins)};
    TextLists::VisitColumns(lists, replacement);
    return lists.IsSound();
  };
  CHECK(texts_with({0, 2}));
  CHECK(texts_with({0, 1, 2}));
  CHECK_FALSE(texts_with({0, 1}));
  CHECK_FALSE(texts_with({0, 2, 1, 2}));
  CHECK_FALSE(texts_with({}));
  CHECK(TextLists().IsSound());
}

TEST_CASE("texts in lists are read as ranges", "[base][texts]") {
  TextListsBuilder builder;
  builder.AddList(std::vector<std::string>{"alpha", "", "gamma"});
  builder.EndList();
  builder.Add("delta");
  builder.EndList();
  const TextLists lists = std::move(builder).Build();
  REQUIRE(lists.size() == 3);
  const TextRange first = lists[0];
  CHECK(first.size() == 3);
  CHECK(first[2] == "gamma");
  CHECK(std::vector<std::string>(first.begin(), first.end()) ==
        std::vector<std::string>{"alpha", "", "gamma"});
  CHECK(lists[1].empty());
  CHECK(lists[1].begin() == lists[1].end());
  CHECK(lists[2][0] == "delta");
  CHECK(std::ranges::find(first, std::string_view("gamma")) - first.begin() == 2);
}

TEST_CASE("a view range is walked in both directions and by jumps", "[base][texts]") {
  TextsBuilder builder;
  for (const char* text : {"a", "b", "c", "d"}) builder.Add(text);
  const Texts texts = std::move(builder).Build();
  const TextRange range(texts, 0, texts.size());
  static_assert(std::random_access_iterator<TextRange::Iterator>);
  auto at = range.begin();
  CHECK(*at++ == "a");
  CHECK(*at == "b");
  CHECK(*++at == "c");
  CHECK(*at-- == "c");
  CHECK(*--at == "a");
  CHECK(at[3] == "d");
  CHECK(*(2 + at) == "c");
  CHECK(*(range.end() - 1) == "d");
  CHECK(range.end() - range.begin() == 4);
  CHECK(range.begin() < range.end());
  CHECK(*std::ranges::lower_bound(range, std::string_view("bb")) == "c");
}

TEST_CASE("the same text stands once", "[base][texts]") {
  CodedTextsBuilder builder;
  for (const char* text : {"Lyon", "", "Graz", "Lyon"}) builder.Add(text);
  const CodedTexts texts = std::move(builder).Build();
  CHECK(texts[0] == "Lyon");
  CHECK(texts[1].empty());
  CHECK(texts[2] == "Graz");
  CHECK(texts.Number(0) == texts.Number(3));
  CHECK(texts.Number(0) != texts.Number(2));
  CHECK(texts.Number(1) == 0);
}

}  // namespace
}  // namespace kontor
