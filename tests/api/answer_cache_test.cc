#include "api/answer_cache.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>
#include <vector>

namespace kontor {
namespace {

std::shared_ptr<const CachedAnswer> MakeAnswer(const std::string& body) {
  return std::make_shared<const CachedAnswer>(CachedAnswer{body, "\"" + body.substr(0, 8) + "\""});
}

TEST_CASE("an answer is found by its question and generation alone", "[api][cache]") {
  AnswerCache cache(1 << 20);
  CHECK(cache.Find(0, "a") == nullptr);
  const auto answer = MakeAnswer("one");
  cache.Keep(3, "a", answer);
  CHECK(cache.Find(3, "a") == answer);
  CHECK(cache.Find(3, "b") == nullptr);
  CHECK(cache.Find(2, "a") == nullptr);
  CHECK(cache.Find(4, "a") == nullptr);
  cache.Keep(3, "a", MakeAnswer("another"));
  CHECK(cache.Find(3, "a") == answer);
}

TEST_CASE("new data end the answers before, and late ones of old data are not kept",
          "[api][cache]") {
  AnswerCache cache(1 << 20);
  cache.Keep(3, "a", MakeAnswer("three"));
  cache.Keep(4, "b", MakeAnswer("four"));
  CHECK(cache.Find(3, "a") == nullptr);
  CHECK(cache.Find(4, "a") == nullptr);
  CHECK(cache.Find(4, "b")->body == "four");
  cache.Keep(3, "c", MakeAnswer("late"));
  CHECK(cache.Find(3, "c") == nullptr);
  CHECK(cache.Find(4, "b") != nullptr);
}

TEST_CASE("what was asked for longest ago goes first, and the largest are not kept",
          "[api][cache]") {
  AnswerCache cache(16'000);
  for (int i = 0; i < 20; ++i) {
    cache.Keep(1, std::to_string(i), MakeAnswer(std::string(600, 'x')));
    CHECK(cache.Find(1, "0") != nullptr);  // is asked for all the time
  }
  CHECK(cache.Find(1, "1") == nullptr);
  CHECK(cache.Find(1, "19") != nullptr);
  int kept = 0;
  for (int i = 0; i < 20; ++i) kept += cache.Find(1, std::to_string(i)) != nullptr ? 1 : 0;
  CHECK(kept >= 16);
  CHECK(kept <= 18);
  cache.Keep(1, "large", MakeAnswer(std::string(1'000, 'x')));
  CHECK(cache.Find(1, "large") == nullptr);
}

TEST_CASE("many threads find what they keep, or nothing", "[api][cache]") {
  AnswerCache cache(64'000);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (size_t thread = 0; thread < wrong.size(); ++thread) {
    threads.emplace_back([&cache, &count = wrong[thread]] {
      for (int i = 0; i < 3'000; ++i) {
        const std::string question = std::to_string(i % 97);
        const uint64_t generation = 1 + static_cast<uint64_t>(i) / 1'000;
        if (const auto found = cache.Find(generation, question)) {
          count += found->body == question + std::to_string(generation) ? 0 : 1;
        }
        cache.Keep(generation, question, MakeAnswer(question + std::to_string(generation)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace kontor
