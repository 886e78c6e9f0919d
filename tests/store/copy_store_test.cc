#include "store/copy_store.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "store/layout.h"
#include "store/rocksdb_store.h"
#include "tests/store/directory_image.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

namespace fs = std::filesystem;

Node Named(int number) {
  const std::string key = "copied:" + std::to_string(number);
  return MakeNode(key, "Organisation " + std::to_string(number));
}

std::unique_ptr<Store> MakeSource(const fs::path& path, int nodes) {
  auto store = Must(OpenRocksDbStore(path, {.create_if_missing = true}));
  std::vector<Node> all;
  for (int i = 0; i < nodes; ++i) all.push_back(Named(i));
  Must(store->Write(NodesBatch(all), TestInfo()));
  Must(store->Write({{}, {}, {}, {MakeEdge(Named(0), EdgeType::kSameAs, Named(1))}}, TestInfo()));
  return store;
}

TEST_CASE("a copy of a store is the store", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  const fs::path target = directory.path() / "new" / "copy";
  const auto store = MakeSource(source, 100);
  uint64_t records = 0;
  CHECK(Must(CopyStore(source, target, [&](uint64_t so_far) { records = so_far; })) == 2);
  CHECK(records > 200);  // nodes and names at least

  const auto copy = Must(OpenRocksDbStore(target, {}));
  CHECK(Must(copy->Verify()).empty());
  const auto before = Must(store->View());
  const auto after = Must(copy->View());
  CHECK(after->generation() == before->generation());
  CHECK(AllNodes(*after) == AllNodes(*before));
  CHECK(AllCommits(*after).size() == AllCommits(*before).size());
  CHECK(Must(copy->Write(NodesBatch({Named(1000)}), TestInfo())) == 3);
  CHECK(Must(store->View())->generation() == 2);
}

TEST_CASE("a copy does not hold what was erased", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  const auto store = MakeSource(source, 3);
  Node secret = Named(77);
  secret.Set(Field::kDescription, "a secret that has to go", "test", Date{2});
  Must(store->Write(NodesBatch({secret}), TestInfo()));
  Must(store->Write({{}, {secret.id()}, {}, {}}, TestInfo()));
  Must(CopyStore(source, directory.path() / "copy"));
  const auto holds = [](const fs::path& path) {
    for (const auto& [name, content] : ImageOf(path)) {
      if (content.find("a secret that has to go") != std::string::npos) return true;
    }
    return false;
  };
  CHECK(holds(source));
  CHECK_FALSE(holds(directory.path() / "copy"));
}

TEST_CASE("a store is copied while it is written to", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  const auto store = MakeSource(source, 200);
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 1'000; !stop; ++i) (void)store->Write(NodesBatch({Named(i)}), TestInfo());
  });
  for (int i = 0; i < 5; ++i) {
    const fs::path target = directory.path() / ("copy" + std::to_string(i));
    const Result<Generation> generation = CopyStore(source, target);
    const bool is_copied = generation.has_value();
    INFO((is_copied ? std::string() : generation.error().message));
    CHECK(is_copied);
    if (!is_copied) continue;
    const auto copy = Must(OpenRocksDbStore(target, {.read_only = true}));
    CHECK(Must(copy->Verify()).empty());
    const auto view = Must(copy->View());
    CHECK(view->generation() == *generation);
    CHECK(AllNodes(*view).size() == 200 + *generation - 2);
  }
  stop = true;
  writer.join();
}

TEST_CASE("a copy never goes where something is", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  const auto store = MakeSource(source, 2);
  const fs::path other = directory.path() / "other";
  (void)MakeSource(other, 1);
  const fs::path foreign = directory.path() / "foreign";
  fs::create_directory(foreign);
  WriteFile(foreign / "letter.txt", "mine");
  for (const fs::path& taken : {source, other, foreign, foreign / "letter.txt"}) {
    const DirectoryImage before = ImageOf(directory.path());
    const auto copied = CopyStore(source, taken);
    REQUIRE_FALSE(copied);
    CHECK(copied.error().code == ErrorCode::kConflict);
    CHECK(ImageOf(directory.path()) == before);
  }
  CHECK(CopyStore(directory.path() / "nowhere", directory.path() / "copy").error().code ==
        ErrorCode::kNotFound);
  CHECK_FALSE(fs::exists(directory.path() / "copy"));
}

TEST_CASE("what an interrupted copy left is overwritten, one under way is not", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  const auto store = MakeSource(source, 2);
  const fs::path target = directory.path() / "copy";
  Must(CopyStore(source, target));
  fs::remove(target / "kontor.store");  // the last step
  {
    const FileHandle lock = Must(LockStore(target));
    CHECK(CopyStore(source, target).error().code == ErrorCode::kInUse);
  }
  CHECK(Must(CopyStore(source, target)) == 2);
  CHECK(Must(Must(OpenRocksDbStore(target, {}))->Verify()).empty());
}

TEST_CASE("a damaged store is not copied as if it were whole", "[store][copy]") {
  const TemporaryDirectory directory;
  const fs::path source = directory.path() / "source";
  {
    const auto store = MakeSource(source, 2);
    const auto bulk = Must(store->BeginBulk(TestInfo()));  // leaves its records in files
    Must(bulk->Write(NodesBatch({Named(5)})));
    Must(bulk->Commit());
  }
  for (const auto& entry : fs::recursive_directory_iterator(source)) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = ReadFile(entry.path());
    bytes[bytes.size() / 3] ^= 0x10;
    WriteFile(entry.path(), bytes);
  }
  const auto copied = CopyStore(source, directory.path() / "copy");
  REQUIRE_FALSE(copied);
  CHECK(copied.error().code == ErrorCode::kCorrupt);
  CHECK_FALSE(fs::exists(directory.path() / "copy" / "kontor.store"));
}

}  // namespace
}  // namespace kontor
