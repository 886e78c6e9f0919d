#include "index/near_word.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace kontor {
namespace {

using WordList = std::vector<std::string>;

// WordList over few letters, so that many are near each other; ascending.
WordList RandomWords(std::mt19937& random, size_t count, size_t longest) {
  std::set<std::string> words;
  for (size_t i = 0; i < count; ++i) {
    std::string word;
    for (size_t n = 1 + random() % longest; n > 0; --n) {
      word += static_cast<char>('a' + random() % 3);
    }
    words.insert(word);
  }
  return {words.begin(), words.end()};
}

std::map<std::string, size_t> Near(const WordList& words, std::string_view word) {
  std::map<std::string, size_t> found;
  ForEachNear(words, word, [&](size_t place, size_t distance) {
    CHECK_FALSE(found.contains(words[place]));
    found[words[place]] = distance;
  });
  return found;
}

}  // namespace

TEST_CASE("near words are those that the edit distance says are near", "[index][near]") {
  std::mt19937 random(5);
  const WordList words = RandomWords(random, 700, 10);
  for (const std::string& word : RandomWords(random, 150, 10)) {
    std::map<std::string, size_t> expected;
    for (const std::string& one : words) {
      const size_t distance = EditDistance(word, one, 2);
      if (distance > EditsAllowed(word)) continue;
      if (EditsAllowed(word) == 0 || (distance == 2 && one[0] != word[0])) continue;
      expected[one] = distance;
    }
    INFO(word);
    CHECK(Near(words, word) == expected);
  }
}

TEST_CASE("the nearest word is the one with the most uses, then the first", "[index][near]") {
  std::mt19937 random(7);
  const WordList words = RandomWords(random, 300, 9);
  std::vector<uint32_t> uses;
  for (size_t i = 0; i < words.size(); ++i) uses.push_back(random() % 4);
  for (const std::string& word : RandomWords(random, 200, 9)) {
    for (const bool is_begun : {false, true}) {
      std::optional<NearWord> expected;
      for (size_t i = 0; i < words.size(); ++i) {
        if (words[i][0] != word[0]) continue;
        for (size_t length = is_begun ? 1 : words[i].size(); length <= words[i].size(); ++length) {
          const std::string_view text = std::string_view(words[i]).substr(0, length);
          const size_t distance = EditDistance(word, text, 2);
          if (distance == 0 || distance > EditsAllowed(word)) continue;
          const NearWord one{text, distance, uses[i]};
          const bool is_better = !expected || IsLikelier(one, *expected);
          if (is_better) expected = one;
        }
      }
      const auto found = NearestWord(words, word, is_begun, [&uses](size_t i) { return uses[i]; });
      // WordList that are held are not asked for.
      if (found && found->distance == 0) continue;
      INFO(word << " " << is_begun);
      REQUIRE(found.has_value() == expected.has_value());
      if (!found) continue;
      CHECK(found->distance == expected->distance);
      CHECK(found->uses == expected->uses);
    }
  }
}

TEST_CASE("words that begin so are found", "[index][near]") {
  const WordList words = {"a", "ab", "abc", "b"};
  CHECK(FindBeginning(words, "ab") == std::pair(size_t{1}, size_t{3}));
  CHECK(FindBeginning(words, "") == std::pair(size_t{0}, size_t{4}));
  CHECK(FindBeginning(words, "c") == std::pair(size_t{4}, size_t{4}));
}

TEST_CASE("long words are near nothing", "[index][near]") {
  const std::string sixty_four(64, 'a');
  const WordList words = {sixty_four, sixty_four + "a", sixty_four + "ab"};
  CHECK(Near(words, sixty_four + "a").empty());
  CHECK(Near(words, sixty_four) == std::map<std::string, size_t>{{sixty_four, 0}});
  CHECK_FALSE(NearestWord(words, sixty_four + "a", true, [](size_t) { return 1U; }));
}

}  // namespace kontor
