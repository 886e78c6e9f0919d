#include "index/word_table.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "index/id_map.h"

namespace kontor {
namespace {

TEST_CASE("words keep their numbers while the table grows", "[index][words]") {
  WordTable table;
  std::vector<WordIndex> numbers;
  for (int i = 0; i < 5'000; ++i) numbers.push_back(table.Intern("word" + std::to_string(i)));
  CHECK(table.size() == 5'000);
  for (int i = 0; i < 5'000; ++i) {
    const std::string word = "word" + std::to_string(i);
    REQUIRE(table.Intern(word) == numbers[static_cast<size_t>(i)]);
    REQUIRE(table[numbers[static_cast<size_t>(i)]] == word);
  }
}

TEST_CASE("words sort by their letters, also behind a common beginning", "[index][words]") {
  WordTable table;
  for (const char* word :
       {"zeta", "internationalisation", "international", "ab", "abc", "internationally", "a"}) {
    table.Intern(word);
  }
  std::vector<std::string> sorted;
  for (const WordIndex word : table.Sorted()) sorted.emplace_back(table[word]);
  CHECK(sorted.size() == 7);
  CHECK(std::ranges::is_sorted(sorted));
}

TEST_CASE("each word of a text counts once, and bare numbers not at all", "[index][words]") {
  WordCollector collector;
  std::vector<WordUse> uses;
  collector.Add(2, "Wind, WIND and Überwind 2014 of a 5G " + std::string(70, 'x'), uses);
  collector.Add(0, "wind", uses);
  collector.Add(1, "", uses);
  const WordLists lists(3, uses);
  std::vector<std::string> words;
  for (const WordIndex word : lists[2]) words.emplace_back(collector.words()[word]);
  CHECK(words == std::vector<std::string>{"wind", "and", "uberwind", "of", "5g"});
  CHECK(lists[0].size() == 1);
  CHECK(lists[1].empty());
}

TEST_CASE("an id map finds what was put and nothing else", "[index][id]") {
  IdMap map;
  CHECK(map.Find(NodeId(1)) == IdMap::kAbsent);
  map.Reserve(10);
  for (uint64_t i = 1; i <= 1'000; ++i) map.Put(NodeId(i << 20U), static_cast<uint32_t>(i));
  map.Put(NodeId(1U << 20U), 77);  // the first position stays
  for (uint64_t i = 1; i <= 1'000; ++i) REQUIRE(map.Find(NodeId(i << 20U)) == i);
  CHECK(map.Find(NodeId(5)) == IdMap::kAbsent);
  map.Reserve(1);
  CHECK(map.Find(NodeId(1U << 20U)) == 1);
}

}  // namespace
}  // namespace kontor
