#include "app/snapshot_cache.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <latch>
#include <new>
#include <thread>
#include <vector>

#include "app/refresher.h"

namespace kontor {
namespace {

constexpr Date kNewest{20'000};

// An origin that counts what it is asked for.
struct CountingOrigin {
  std::atomic<Generation> generation = 1;
  std::atomic<int> loads = 0;
  std::atomic<bool> broken = false;

  SnapshotOrigin Make() {
    return {.newest_generation = [this]() -> Result<Generation> { return generation.load(); },
            .load = [this](Date as_of) { return Load(as_of); }};
  }

  Result<SnapshotPointer> Load(Date as_of) {
    if (broken) {
      return Fail(ErrorCode::kCorrupt, "damaged");
    }
    ++loads;
    SnapshotBuilder builder(SnapshotOptions{.as_of = as_of});
    const auto empty = builder.Build(generation);
    auto snapshot = std::make_shared<Snapshot>(*empty);
    snapshot->as_of = as_of;
    snapshot->reference_date = kNewest;
    snapshot->known_until = kNewest;
    return snapshot;
  }
};

}  // namespace

TEST_CASE("there is no snapshot before the first refresh", "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  const Result<SnapshotPointer> none = cache.Current(Date{});
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kUnavailable);
}

TEST_CASE("texts are published with their snapshot", "[app][cache]") {
  CountingOrigin origin;
  SnapshotOrigin with_texts = origin.Make();
  int changes = 1;  // of the store between the two reads
  with_texts.load_texts = [&changes](const Snapshot&) -> Result<TextPointer> {
    if (changes-- > 0) {
      return Fail(ErrorCode::kUnavailable, "changed");
    }
    return std::make_shared<const TextIndex>();
  };
  SnapshotCache cache(std::move(with_texts));
  CHECK(cache.ForSearch(0).error().code == ErrorCode::kUnavailable);
  CHECK(*cache.Refresh());
  CHECK(origin.loads == 2);
  const Result<Searchable> found = cache.ForSearch(0);
  REQUIRE(found);
  CHECK(found->snapshot == *cache.Current(Date{}));
  CHECK(found->texts != nullptr);
  changes = 10;
  ++origin.generation;
  CHECK(cache.Refresh().error().code == ErrorCode::kUnavailable);
  CHECK(cache.ForSearch(0)->snapshot == found->snapshot);
}

TEST_CASE("the last data stay for pages that follow, some of them for some time", "[app][cache]") {
  CountingOrigin origin;
  SnapshotOrigin with_texts = origin.Make();
  with_texts.load_texts = [](const Snapshot&) -> Result<TextPointer> {
    return std::make_shared<const TextIndex>();
  };
  SnapshotCache cache(std::move(with_texts));
  CHECK(*cache.Refresh());
  CHECK(cache.ForSearch(1)->snapshot->generation == 1);
  CHECK(cache.ForSearch(7).error().code == ErrorCode::kConflict);
  for (int i = 0; i < 3; ++i) {
    ++origin.generation;
    CHECK(*cache.TakeTurn());
  }
  CHECK(cache.ForSearch(0)->snapshot->generation == 4);
  CHECK(cache.ForSearch(3)->snapshot->generation == 3);
  CHECK(cache.ForSearch(2)->snapshot->generation == 2);
  CHECK(cache.ForSearch(1).error().code == ErrorCode::kConflict);
  for (int i = 0; i < SnapshotCache::kTurnsOfFormer; ++i) {
    CHECK_FALSE(*cache.Refresh());  // costs no time
    CHECK_FALSE(*cache.TakeTurn());
  }
  CHECK(cache.ForSearch(3));
  CHECK(cache.ForSearch(2).error().code == ErrorCode::kConflict);
  CHECK_FALSE(*cache.TakeTurn());
  CHECK(cache.ForSearch(3).error().code == ErrorCode::kConflict);
}

TEST_CASE("the newest snapshot is loaded again only when the generation has grown",
          "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  CHECK(*cache.Refresh());
  CHECK_FALSE(*cache.TakeTurn());
  CHECK(origin.loads == 1);
  const SnapshotPointer old = *cache.Current(Date{});
  origin.generation = 2;
  CHECK(*cache.Refresh());
  CHECK((*cache.Current(Date{}))->generation == 2);
  CHECK(old->generation == 1);  // whoever uses it keeps it
}

TEST_CASE("a failed refresh leaves the old snapshot in place", "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  REQUIRE(cache.Refresh());
  origin.generation = 2;
  origin.broken = true;
  CHECK_FALSE(cache.Refresh());
  CHECK((*cache.Current(Date{}))->generation == 1);
  origin.broken = false;
  CHECK(*cache.Refresh());
}

TEST_CASE("a day after the newest partnership is answered from the newest snapshot",
          "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  REQUIRE(cache.Refresh());
  CHECK(*cache.Current(kNewest) == *cache.Current(Date{}));
  CHECK(*cache.Current(Date{kNewest.days + 5}) == *cache.Current(Date{}));
  CHECK(origin.loads == 1);
}

TEST_CASE("earlier days are loaded once, the last four asked for are kept", "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  REQUIRE(cache.Refresh());
  const auto ask = [&](int day) { return (*cache.Current(Date{day}))->as_of.days; };
  for (const int day : {1, 2, 3, 4, 1}) {
    CHECK(ask(day) == day);
  }
  CHECK(origin.loads == 5);
  ask(5);  // 2 was asked for longest ago
  ask(1);
  CHECK(origin.loads == 6);
  ask(2);
  CHECK(origin.loads == 7);

  origin.generation = 2;
  REQUIRE(cache.Refresh());
  ask(2);
  CHECK(origin.loads == 9);  // the newest, and the day anew
}

TEST_CASE("threads that ask for one earlier day have it loaded once", "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  REQUIRE(cache.Refresh());
  constexpr int kThreads = 6;
  std::latch start(kThreads);
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        start.arrive_and_wait();
        answered += cache.Current(Date{7}) ? 1 : 0;
      });
    }
  }
  CHECK(answered == kThreads);
  CHECK(origin.loads == 2);
}

TEST_CASE("too many questions at once for earlier days are turned away", "[app][cache]") {
  CountingOrigin origin;
  std::latch loading(1);
  std::latch go_on(1);
  SnapshotOrigin slow = origin.Make();
  slow.load = [&, load = slow.load](Date as_of) {
    if (as_of.known()) {
      loading.count_down();
      go_on.wait();
    }
    return load(as_of);
  };
  SnapshotCache cache(slow);
  REQUIRE(cache.Refresh());
  std::atomic<size_t> refused = 0;
  constexpr size_t kExtra = 3;
  {
    std::vector<std::jthread> threads;
    threads.emplace_back([&] { CHECK(cache.Current(Date{7})); });
    loading.wait();
    for (size_t i = 1; i < SnapshotCache::kMaxWaiting + kExtra; ++i) {
      threads.emplace_back([&] {
        const Result<SnapshotPointer> snapshot = cache.Current(Date{7});
        if (!snapshot && snapshot.error().code == ErrorCode::kUnavailable) {
          if (++refused == kExtra) {
            go_on.count_down();
          }
        }
      });
    }
  }
  CHECK(refused == kExtra);
}

TEST_CASE("an exception while loading takes no place from later questions", "[app][cache]") {
  CountingOrigin origin;
  bool is_short_of_memory = true;
  SnapshotOrigin failing = origin.Make();
  failing.load = [&, load = failing.load](Date as_of) {
    if (as_of.known() && is_short_of_memory) {
      throw std::bad_alloc();
    }
    return load(as_of);
  };
  SnapshotCache cache(failing);
  REQUIRE(cache.Refresh());
  for (size_t i = 0; i < SnapshotCache::kMaxWaiting; ++i) {
    CHECK_THROWS_AS(cache.Current(Date{7}), std::bad_alloc);
  }
  is_short_of_memory = false;
  CHECK(cache.Current(Date{7}));
}

TEST_CASE("the refresher publishes in the background and tells a failure once", "[app][cache]") {
  CountingOrigin origin;
  SnapshotCache cache(origin.Make());
  REQUIRE(cache.Refresh());
  std::latch told_failure(1);
  std::latch told_success(1);
  std::atomic<int> failures = 0;
  origin.generation = 2;
  origin.broken = true;
  const Refresher refresher(cache, std::chrono::milliseconds(1), [&](const std::string& text) {
    if (text.find("damaged") != std::string::npos) {
      ++failures;
      told_failure.count_down();
    } else {
      told_success.count_down();
    }
  });
  told_failure.wait();
  origin.broken = false;
  told_success.wait();
  CHECK((*cache.Current(Date{}))->generation == 2);
  CHECK(failures == 1);
}

}  // namespace kontor
