// Readers in many threads and processes beside one writer.
#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "store/memory_store.h"
#include "store/rocksdb_store.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

constexpr Generation kCommits = 60;

// Generation g adds two nodes and the edge between them, every tenth as a bulk write.
Batch PairOf(Generation g) {
  const Node a = MakeNode("a" + std::to_string(g), "Pair");
  const Node b = MakeNode("b" + std::to_string(g), "Pair");
  return {{}, {}, {a, b}, {MakeEdge(a, EdgeType::kRelatedTo, b)}};
}

void WritePair(Store& store, Generation g) {
  if (g % 10 != 0) {
    if (store.Write(PairOf(g), TestInfo()) != g) std::abort();
    return;
  }
  auto bulk = store.BeginBulk(TestInfo());
  if (!bulk.has_value() || !(*bulk)->Write(PairOf(g)).has_value() || (*bulk)->Commit() != g) {
    std::abort();
  }
}

// True when the view shows exactly the pairs of its generation, in every way of looking.
bool IsConsistent(const ReadView& view) {
  size_t nodes = 0;
  size_t edges = 0;
  const bool read =
      view.ForEachNode([&nodes](const NodeView&) { return ++nodes > 0; }).has_value() &&
      view.ForEachEdge([&edges](const Edge&) { return ++edges > 0; }).has_value();
  const auto named = view.Resolve(NodeType::kOrganisation, "pair", 1'000);
  return read && named.has_value() && nodes == 2 * view.generation() &&
         edges == view.generation() && named->size() == nodes;
}

void ReadBesideWriter(Store& store) {
  std::atomic<bool> done = false;
  std::atomic<int> inconsistent = 0;
  std::atomic<int> views = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      Generation last = 0;
      while (!done || views < 10) {
        const auto view = store.View();
        const bool sound =
            view.has_value() && IsConsistent(**view) && (*view)->generation() >= last;
        if (!sound) ++inconsistent;
        if (view.has_value()) last = (*view)->generation();
        ++views;
      }
    });
  }
  for (Generation g = 1; g <= kCommits; ++g) WritePair(store, g);
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(inconsistent == 0);
  CHECK(Must(store.View())->generation() == kCommits);
}

TEST_CASE("readers in other threads always see whole commits", "[store][concurrency]") {
  const TemporaryDirectory directory;
  ReadBesideWriter(
      *Must(OpenRocksDbStore(directory.path() / "store", {.create_if_missing = true})));
  ReadBesideWriter(*MakeMemoryStore());
}

TEST_CASE("writers in several threads take turns", "[store][concurrency]") {
  const TemporaryDirectory directory;
  const auto store =
      Must(OpenRocksDbStore(directory.path() / "store", {.create_if_missing = true}));
  std::vector<std::thread> writers;
  for (Generation i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      for (Generation k = 1; k <= 10; ++k) {
        if (!store->Write(PairOf(i * 10 + k), TestInfo()).has_value()) std::abort();
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(IsConsistent(*Must(store->View())));
  CHECK(Must(store->View())->generation() == 40);
}

// Opening for reading is what another process does; nothing is shared with the writer but the disk.
TEST_CASE("a store opened for reading while commits go on is always whole",
          "[store][concurrency]") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "store";
  const auto store = Must(OpenRocksDbStore(path, {.create_if_missing = true}));
  std::atomic<bool> done = false;
  std::atomic<Generation> acknowledged = 0;
  std::string failure;
  int opened = 0;
  std::thread reader([&] {
    while (!done && failure.empty()) {
      const Generation before = acknowledged;
      const auto beside = OpenRocksDbStore(path, {.read_only = true});
      if (!beside.has_value()) {
        failure = beside.error().message;
        break;
      }
      const auto view = (*beside)->View();
      if (!view.has_value() || !IsConsistent(**view)) failure = "inconsistent";
      if (view.has_value() && (*view)->generation() < before) failure = "too old";
      ++opened;
    }
  });
  for (Generation g = 1; g <= kCommits; ++g) {
    WritePair(*store, g);
    acknowledged = g;
  }
  done = true;
  reader.join();
  CHECK(failure == "");
  CHECK(opened > 0);
}

}  // namespace
}  // namespace kontor
