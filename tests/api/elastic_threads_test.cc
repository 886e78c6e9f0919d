#include "api/elastic_threads.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <latch>

#include "api/scratch_pool.h"

namespace kontor {
namespace {

using std::chrono::milliseconds;

TEST_CASE("every waiting task has a thread of its own, up to the bound", "[api][threads]") {
  ElasticThreads threads(50, milliseconds(10'000));
  std::latch started(50);
  std::latch released(1);
  for (int i = 0; i < 50; ++i) {
    REQUIRE(threads.Run([&] {
      started.count_down();
      released.wait();
    }));
  }
  started.wait();
  CHECK(threads.threads() == 50);
  CHECK(threads.busy() == 50);
  CHECK_FALSE(threads.Run([] {}));
  released.count_down();
  threads.Shutdown();
  CHECK(threads.threads() == 0);
  CHECK_FALSE(threads.Run([] {}));
}

TEST_CASE("an idle thread takes the next task, and ends when none comes", "[api][threads]") {
  ElasticThreads threads(4, milliseconds(20));
  std::atomic<int> done = 0;
  for (int i = 0; i < 200; ++i) {
    while (!threads.Run([&] { ++done; })) std::this_thread::yield();
  }
  while (threads.threads() > 0) std::this_thread::yield();
  CHECK(done == 200);
  REQUIRE(threads.Run([&] { ++done; }));
  threads.Shutdown();
  CHECK(done == 201);
}

TEST_CASE("no task is lost when many threads hand in at once", "[api][threads]") {
  ElasticThreads threads(8, milliseconds(1));
  std::atomic<int> done = 0;
  std::vector<std::thread> givers;
  for (int i = 0; i < 4; ++i) {
    givers.emplace_back([&] {
      for (int j = 0; j < 500; ++j) {
        while (!threads.Run([&] { ++done; })) std::this_thread::yield();
      }
    });
  }
  for (std::thread& giver : givers) giver.join();
  threads.Shutdown();
  CHECK(done == 2'000);
}

TEST_CASE("a pool lends its scratches and no more", "[api][scratch]") {
  ScratchPool pool(2);
  auto first = pool.Borrow(milliseconds(0));
  REQUIRE(first);
  {
    const auto second = pool.Borrow(milliseconds(0));
    REQUIRE(second);
    CHECK(pool.Borrow(milliseconds(1)).error().code == ErrorCode::kUnavailable);
  }
  CHECK(pool.Borrow(milliseconds(0)));
}

}  // namespace
}  // namespace kontor
