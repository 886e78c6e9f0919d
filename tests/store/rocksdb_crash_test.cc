// Crashes, power cuts and a full disk: acknowledged writes stay, bulk writes are all or nothing.
#include <rocksdb/db.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <random>

#include "store/database.h"
#include "store/layout.h"
#include "store/rocksdb_store.h"
#include "tests/store/directory_image.h"
#include "tests/store/fault_file_system.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

namespace fs = std::filesystem;

constexpr int kBulkParts = 4;
constexpr int kNodesPerPart = 50;

// The commit that makes generation `g` is a bulk write when g is a multiple of three.
bool IsBulk(Generation g) { return g % 3 == 0; }

Batch PartOf(Generation g, int part) {
  Batch batch;
  const Node hub = MakeNode("hub", "Hub");
  batch.nodes.push_back(hub);
  const int count = IsBulk(g) ? kNodesPerPart : 1;
  for (int i = 0; i < count; ++i) {
    const std::string key =
        std::to_string(g) + ":" + std::to_string(part) + ":" + std::to_string(i);
    batch.nodes.push_back(MakeNode(key, "Node " + key));
    batch.edges.push_back(MakeEdge(batch.nodes.back(), EdgeType::kRelatedTo, hub));
  }
  return batch;
}

size_t NodesAt(Generation g) {
  size_t count = g == 0 ? 0 : 1;
  for (Generation each = 1; each <= g; ++each) {
    count += IsBulk(each) ? kBulkParts * kNodesPerPart : 1;
  }
  return count;
}

void WriteGeneration(Store& store, Generation g, const std::function<void()>& at_step) {
  if (!IsBulk(g)) {
    REQUIRE(Must(store.Write(PartOf(g, 0), TestInfo())) == g);
    return;
  }
  const auto bulk = Must(store.BeginBulk(TestInfo()));
  for (int part = 0; part < kBulkParts; ++part) {
    at_step();
    Must(bulk->Write(PartOf(g, part)));
  }
  at_step();
  REQUIRE(Must(bulk->Commit()) == g);
}

// The store holds exactly the commits 1 to g, whole.
void CheckWhole(const Store& store, Generation g) {
  const auto view = Must(store.View());
  REQUIRE(view->generation() == g);
  REQUIRE(AllNodes(*view).size() == NodesAt(g));
  REQUIRE(AllEdges(*view).size() == NodesAt(g) - (g == 0 ? 0 : 1));
  REQUIRE(AllCommits(*view).size() == g);
  REQUIRE(Must(store.Verify()).empty());
}

constexpr const char* kChildStore = "KONTOR_TEST_CHILD_STORE";
constexpr const char* kChildTest = "the child that writes until it is killed";

// Reports each step as a byte on standard output: 0 between parts, 1 for an acknowledged commit.
TEST_CASE("the child that writes until it is killed", "[.][child]") {
  const char* path = std::getenv(kChildStore);
  if (path == nullptr) SKIP("only started by the test of kill -9");
  const auto report = [](char byte) { REQUIRE(write(STDOUT_FILENO, &byte, 1) == 1); };
  const auto store = Must(OpenRocksDbStore(path, {.create_if_missing = true}));
  const Generation first = Must(store->View())->generation() + 1;
  for (Generation g = first; g < first + 10'000; ++g) {
    WriteGeneration(*store, g, [&] { report(0); });
    report(1);
  }
}

class Child {
 public:
  explicit Child(const fs::path& store) {
    int ends[2] = {};
    REQUIRE(pipe(ends) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    std::string program = fs::read_symlink("/proc/self/exe").string();
    std::string test = kChildTest;
    // Nothing but the reports may reach standard output.
    std::string output = "--out=/dev/null";
    setenv(kChildStore, store.c_str(), 1);
    char* arguments[] = {program.data(), test.data(), output.data(), nullptr};
    REQUIRE(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    output_ = FileHandle(ends[0]);
  }

  // Reads `steps` reports, waits a little, kills, and returns how many commits were acknowledged.
  Generation KillAfter(int steps, std::chrono::microseconds delay) {
    Generation acknowledged = 0;
    char byte = 0;
    for (int i = 0; i < steps && read(output_.get(), &byte, 1) == 1; ++i) {
      acknowledged += byte == 1 ? 1 : 0;
    }
    const auto until = std::chrono::steady_clock::now() + delay;
    while (std::chrono::steady_clock::now() < until) continue;
    kill(process_, SIGKILL);
    int status = 0;
    waitpid(process_, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    while (read(output_.get(), &byte, 1) == 1) acknowledged += byte == 1 ? 1 : 0;
    return acknowledged;
  }

 private:
  pid_t process_ = 0;
  FileHandle output_;
};

TEST_CASE("kill -9 at any moment leaves whole commits, and all that were acknowledged",
          "[store][crash]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  std::mt19937_64 random(42);
  Generation generation = 0;
  for (int round = 0; round < 25; ++round) {
    Child child(path);
    const Generation acknowledged = child.KillAfter(static_cast<int>(random() % 20),
                                                    std::chrono::microseconds(random() % 30'000));
    if (!fs::exists(path / "kontor.store")) {  // killed while making it
      REQUIRE(generation + acknowledged == 0);
      continue;
    }
    const auto reader = Must(OpenRocksDbStore(path, {.read_only = true}));
    const Generation held = Must(reader->View())->generation();
    // Besides the acknowledged ones at most the one in flight.
    REQUIRE(held >= generation + acknowledged);
    REQUIRE(held <= generation + acknowledged + 1);
    CheckWhole(*reader, held);
    CheckWhole(*Must(OpenRocksDbStore(path, {})), held);
    generation = held;
  }
  CHECK(generation > 20);
}

struct FaultyStore {
  TemporaryDirectory directory;
  std::shared_ptr<FaultFileSystem> files = std::make_shared<FaultFileSystem>();
  std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
  fs::path path = directory.path() / "store";
  std::unique_ptr<Store> store =
      Must(OpenRocksDbStore(path, {.create_if_missing = true, .env = env.get()}));

  // What a power cut now would leave.
  fs::path CutPower() const {
    fs::path copy = directory.path() / "cut";
    CopyDirectory(path, copy);
    files->ApplyPowerCut(path, copy);
    return copy;
  }
};

TEST_CASE("an acknowledged write survives a power cut", "[store][crash]") {
  FaultyStore faulty;
  for (Generation g = 1; g <= 40; ++g) {
    WriteGeneration(*faulty.store, g, [] {});
    CheckWhole(*Must(OpenRocksDbStore(faulty.CutPower(), {})), g);
  }
}

TEST_CASE("a power cut within a bulk write leaves the store before it", "[store][crash]") {
  FaultyStore faulty;
  WriteGeneration(*faulty.store, 1, [] {});
  WriteGeneration(*faulty.store, 2, [] {});
  WriteGeneration(*faulty.store, 3,
                  [&] { CheckWhole(*Must(OpenRocksDbStore(faulty.CutPower(), {})), 2); });
  CheckWhole(*Must(OpenRocksDbStore(faulty.CutPower(), {})), 3);
}

TEST_CASE("the power cut of these tests does lose what was not synced", "[store][crash]") {
  FaultyStore faulty;
  faulty.store.reset();
  const auto database = Must(
      Database::Open(faulty.path / "store-000001", OpenMode::kWrite, {faulty.env.get(), nullptr}));
  for (int i = 0; i < 100; ++i) {
    const std::string key = std::to_string(i);
    REQUIRE(database->db().Put({}, database->family(Family::kEvent), key, "x").ok());
  }
  const auto cut = Must(Database::Open(faulty.CutPower() / "store-000001", OpenMode::kWrite, {}));
  std::string value;
  CHECK(cut->db().Get({}, cut->family(Family::kEvent), "99", &value).IsNotFound());
}

TEST_CASE("a full disk refuses writes, loses nothing, and is recovered from", "[store][crash]") {
  FaultyStore faulty;
  for (Generation g = 1; g <= 4; ++g) WriteGeneration(*faulty.store, g, [] {});

  faulty.files->SetFull(true);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const Result<Generation> refused = faulty.store->Write(PartOf(5, 0), TestInfo());
    REQUIRE_FALSE(refused.has_value());
    INFO(refused.error().message);
    CHECK(refused.error().code == ErrorCode::kNoSpace);
  }
  CHECK_FALSE(faulty.store->BeginBulk(TestInfo()).has_value());
  CheckWhole(*faulty.store, 4);
  CheckWhole(*Must(OpenRocksDbStore(faulty.path, {.read_only = true})), 4);

  faulty.files->SetFull(false);
  for (Generation g = 5; g <= 7; ++g) WriteGeneration(*faulty.store, g, [] {});
  CheckWhole(*faulty.store, 7);
  faulty.store.reset();
  CheckWhole(*Must(OpenRocksDbStore(faulty.path, {})), 7);
}

TEST_CASE("a store that cannot be made on a full disk can be made later", "[store][crash]") {
  FaultyStore faulty;
  const fs::path path = faulty.directory.path() / "another";
  const StoreOptions options{.create_if_missing = true, .env = faulty.env.get()};
  faulty.files->SetFull(true);
  const Result<std::unique_ptr<Store>> refused = OpenRocksDbStore(path, options);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK_FALSE(fs::exists(path / "store-000001"));
  faulty.files->SetFull(false);
  CheckWhole(*Must(OpenRocksDbStore(path, options)), 0);
}

TEST_CASE("a disk that fills up within a bulk write leaves the store before it", "[store][crash]") {
  FaultyStore faulty;
  WriteGeneration(*faulty.store, 1, [] {});
  {
    const auto bulk = Must(faulty.store->BeginBulk(TestInfo()));
    Must(bulk->Write(PartOf(3, 0)));
    faulty.files->SetFull(true);
    const Result<Generation> committed = bulk->Commit();
    REQUIRE_FALSE(committed.has_value());
    CHECK(committed.error().code == ErrorCode::kNoSpace);
    faulty.files->SetFull(false);
  }
  CheckWhole(*faulty.store, 1);
  for (Generation g = 2; g <= 3; ++g) WriteGeneration(*faulty.store, g, [] {});
  faulty.store.reset();
  CheckWhole(*Must(OpenRocksDbStore(faulty.path, {})), 3);
}

}  // namespace
}  // namespace kontor
