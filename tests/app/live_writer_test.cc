#include "app/live_writer.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>
#include <vector>

#include "api/revision.h"
#include "app/snapshot_loader.h"
#include "store/memory_store.h"

namespace kontor {
namespace {

constexpr Date kDay{20'800};

// A writer over a store in memory, with no codes but those that are written here.
class Desk {
 public:
  explicit Desk(bool broken = false)
      : store_(MakeMemoryStore()),
        codes_(*Codes::Load()),
        cache_({.newest_generation = [this]() -> Result<Generation> {
                  return (*store_->View())->generation();
                },
                .load = [this, broken](Date as_of) -> Result<SnapshotPointer> {
                  if (broken && ++loads_ > 1) return Fail(ErrorCode::kIo, "no memory");
                  return LoadSnapshot(*store_, as_of);
                },
                .load_texts = {}}) {
    REQUIRE(cache_.Refresh());
    writer_.emplace(
        *store_, cache_, codes_, [] { return int64_t{1'700'000'000}; },
        [this](const std::string& text) { told_ = text; });
  }

  LiveWriter& writer() { return *writer_; }
  SnapshotPointer Newest() { return *cache_.Current({}); }
  Store& store() { return *store_; }
  [[nodiscard]] const std::string& told() const { return told_; }
  void Stop() { writer_.reset(); }

  Result<WriteReport> Write(const OrganisationWrite& write, bool dry_run = false) {
    return writer_->Write(std::span(&write, 1), dry_run);
  }
  // The tag of the organisation as it can be read now; "" if there is none.
  std::string Tag(std::string_view key) {
    const SnapshotPointer newest = Newest();
    const NodeIndex found = newest->profiles.Find(NodeId::Of(NodeType::kOrganisation, key));
    return found == kNoNode ? std::string() : RevisionTag(*newest, found);
  }

 private:
  std::unique_ptr<Store> store_;
  Codes codes_;
  int loads_ = 0;
  SnapshotCache cache_;
  std::string told_;
  std::optional<LiveWriter> writer_;
};

OrganisationWrite Put(std::string id, std::string document) {
  OrganisationWrite write;
  write.id = std::move(id);
  write.document = std::move(document);
  write.author = {"api", kDay};
  write.key_id = "key1";
  return write;
}

std::string Named(const std::string& name) { return "{\"name\": \"" + name + "\"}"; }

}  // namespace

TEST_CASE("what was written is durable and the next question sees it", "[app][writer]") {
  Desk desk;
  const auto report = desk.Write(Put("x:1", Named("One")));
  REQUIRE(report);
  REQUIRE(report->results[0]);
  CHECK_FALSE(report->results[0]->existed);
  CHECK(report->generation == desk.Newest()->generation);
  CHECK(desk.Newest()->profiles.size() == 1);
  const auto commits = desk.writer().Commits(1, 10);
  REQUIRE(commits);
  REQUIRE(commits->size() == 1);
  CHECK((*commits)[0].info.origin == "api");
  CHECK((*commits)[0].info.detail == "key1");
}

TEST_CASE("a write of a state that has changed since is refused", "[app][writer]") {
  Desk desk;
  REQUIRE(desk.Write(Put("x:1", Named("One"))));
  OrganisationWrite write = Put("x:1", Named("Two"));
  write.if_match = desk.Tag("x:1");
  CHECK(desk.Write(write)->results[0]);
  const auto stale = desk.Write(write);
  REQUIRE_FALSE(stale->results[0]);
  CHECK(stale->results[0].error().is_outdated);
  write.if_match = "*";
  CHECK(desk.Write(write)->results[0]);
  OrganisationWrite none = Put("x:2", Named("Two"));
  none.if_match = "*";
  CHECK(desk.Write(none)->results[0].error().is_outdated);
  write.if_match.clear();
  write.must_be_new = true;
  CHECK(desk.Write(write)->results[0].error().is_outdated);
}

TEST_CASE("of many writes at once the faulty ones fail, and no other", "[app][writer]") {
  Desk desk;
  const std::vector<OrganisationWrite> writes = {
      Put("x:1", Named("One")), Put("x:2", "{}"), Put(std::string(600, 'k'), Named("Long")),
      Put("x:3", Named("Three")), Put("x:1", Named("Another One"))};
  const auto report = desk.writer().Write(writes, false);
  REQUIRE(report);
  CHECK(report->results[0]);
  CHECK(report->results[1].error().document.problems[0].pointer == "/name");
  CHECK(report->results[2].error().document.error.code == ErrorCode::kLimit);
  CHECK(report->results[3]);
  REQUIRE(report->results[4]);
  CHECK(report->results[4]->existed);
  CHECK(desk.Newest()->profiles.size() == 2);
}

TEST_CASE("of two changes at once under a condition neither is lost", "[app][writer]") {
  Desk desk;
  REQUIRE(desk.Write(Put("x:1", Named("One"))));
  std::vector<OrganisationWrite> writes = {Put("x:1", R"({"city": "Imst"})"),
                                           Put("x:1", R"({"url": "https://one.example"})")};
  for (OrganisationWrite& write : writes) {
    write.kind = OrganisationWrite::Kind::kPatch;
    write.if_match = "*";
  }
  const auto report = desk.writer().Write(writes, false);
  REQUIRE(report);
  CHECK(report->results[0]);
  CHECK(report->results[1]);
  const SnapshotPointer newest = desk.Newest();
  CHECK(newest->profiles[0].city == "Imst");
  CHECK(newest->profiles[0].url == "https://one.example");
}

TEST_CASE("a dry run checks all and writes nothing", "[app][writer]") {
  Desk desk;
  const auto report = desk.Write(Put("x:1", Named("One")), true);
  REQUIRE(report);
  CHECK(report->results[0]->changed);
  CHECK(report->generation == 0);
  CHECK_FALSE(desk.Write(Put("x:1", "{}"), true)->results[0]);
  CHECK(desk.Newest()->profiles.size() == 0);
}

TEST_CASE("an organisation that is erased is gone, and cannot be erased twice", "[app][writer]") {
  Desk desk;
  REQUIRE(desk.Write(Put("x:1", Named("One"))));
  OrganisationWrite erase = Put("x:1", {});
  erase.kind = OrganisationWrite::Kind::kErase;
  CHECK(desk.Write(erase)->results[0]);
  CHECK(desk.Newest()->profiles.size() == 0);
  CHECK(desk.Write(erase)->results[0].error().document.error.code == ErrorCode::kNotFound);
}

TEST_CASE("a snapshot that cannot be built is told, and what was written stays", "[app][writer]") {
  Desk desk(true);
  const auto report = desk.Write(Put("x:1", Named("One")));
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::kInternal);
  CHECK(desk.told().find("no memory") != std::string::npos);
  CHECK((*desk.store().View())->generation() == 1);
}

TEST_CASE("writers that read, change and write back lose nothing", "[app][writer][threads]") {
  constexpr int kWriters = 8;
  constexpr int kTurns = 4;
  Desk desk;
  REQUIRE(desk.Write(Put("x:1", Named("One"))));
  const auto add_aliases = [&desk](int number) {
    for (int turn = 0; turn < kTurns;) {
      // Read: the tag first, so that what follows is at least as new.
      const std::string tag = desk.Tag("x:1");
      const SnapshotPointer seen = desk.Newest();
      const NodeIndex one = seen->profiles.Find(NodeId::Of(NodeType::kOrganisation, "x:1"));
      if (RevisionTag(*seen, one) != tag) continue;
      std::string document = R"({"name": "One", "aliases": ["writer )" + std::to_string(number) +
                             " turn " + std::to_string(turn) + "\"";
      for (const std::string_view alias : seen->profiles[one].aliases) {
        document += ", \"" + std::string(alias) + "\"";
      }
      OrganisationWrite write = Put("x:1", document + "]}");
      write.if_match = tag;
      const auto report = desk.Write(write);
      if (report && report->results[0]) ++turn;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i) threads.emplace_back(add_aliases, i);
  for (std::thread& thread : threads) thread.join();
  const SnapshotPointer newest = desk.Newest();
  CHECK(newest->profiles[0].aliases.size() == kWriters * kTurns);
}

TEST_CASE("what waits when the server stops is written first", "[app][writer][threads]") {
  Desk desk;
  std::vector<std::thread> threads;
  std::atomic<int> written = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&desk, &written, i] {
      const auto report = desk.Write(Put("x:" + std::to_string(i), Named("One")));
      written += report && report->results[0] ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  desk.Stop();
  CHECK(written == 4);
  CHECK(desk.Newest()->profiles.size() == 4);
}

}  // namespace kontor
