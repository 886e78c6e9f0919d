// Opening and creating a store on disk, and what is refused. Nothing may change when it is.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "store/codec.h"
#include "store/layout.h"
#include "store/rocksdb_store.h"
#include "tests/store/directory_image.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Store> Create(const fs::path& path) {
  return Must(OpenRocksDbStore(path, {.create_if_missing = true}));
}

void WriteNode(Store& store, const std::string& key) {
  Must(store.Write(NodesBatch({MakeNode(key, "Name of " + key)}), TestInfo()));
}

void WriteBulk(Store& store, const std::string& key) {
  const auto bulk = Must(store.BeginBulk(TestInfo()));
  Must(bulk->Write(NodesBatch({MakeNode(key, "Name of " + key)})));
  Must(bulk->Commit());
}

// Opening fails with `code` in every mode given, and leaves the directory as it was.
Error CheckRefused(const fs::path& path, const StoreOptions& options, ErrorCode code) {
  const DirectoryImage before = ImageOf(path);
  const Result<std::unique_ptr<Store>> opened = OpenRocksDbStore(path, options);
  REQUIRE_FALSE(opened.has_value());
  INFO(opened.error().message);
  CHECK(opened.error().code == code);
  CHECK(ImageOf(path) == before);
  return opened.error();
}

TEST_CASE("a store keeps what was written when it is opened again", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "deep" / "store";
  {
    const auto store = Create(path);
    WriteNode(*store, "single");
    WriteBulk(*store, "bulk");
    WriteNode(*store, "after");
  }
  const auto store = Must(OpenRocksDbStore(path, {}));
  const auto view = Must(store->View());
  CHECK(view->generation() == 3);
  CHECK(AllNodes(*view).size() == 3);
  CHECK(AllCommits(*view).size() == 3);
  CHECK(Must(store->Verify()).empty());
  WriteNode(*store, "again");
  CHECK(Must(store->View())->generation() == 4);
  CHECK(Must(store->Stats()).disk_bytes > 0);
}

TEST_CASE("a missing store is an error that says how to make one", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "none";
  const Error error = CheckRefused(path, {}, ErrorCode::kNotFound);
  CHECK(error.message.find(path.string()) != std::string::npos);
  CheckRefused(path, {.read_only = true}, ErrorCode::kNotFound);
  CheckRefused(path, {.create_if_missing = true, .read_only = true}, ErrorCode::kNotFound);
  CHECK_FALSE(fs::exists(path));
  CheckRefused(directory.path(), {}, ErrorCode::kNotFound);
}

TEST_CASE("an empty directory becomes a store, one with other content does not", "[store][open]") {
  const TemporaryDirectory directory;
  fs::create_directory(directory.path() / "empty");
  WriteNode(*Create(directory.path() / "empty"), "a");
  WriteFile(directory.path() / "thesis.txt", "dear");
  CheckRefused(directory.path(), {.create_if_missing = true}, ErrorCode::kConflict);
  CheckRefused(directory.path(), {.read_only = true}, ErrorCode::kConflict);
  CheckRefused(directory.path() / "thesis.txt", {.create_if_missing = true}, ErrorCode::kConflict);
}

TEST_CASE("a store whose creation was interrupted is made anew", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  fs::remove(path / "kontor.store");
  CheckRefused(path, {}, ErrorCode::kNotFound);
  CHECK(Must(Create(path)->View())->generation() == 0);
}

TEST_CASE("a second writer is refused, and the first goes on", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  const auto first = Create(path);
  WriteNode(*first, "a");
  CheckRefused(path, {}, ErrorCode::kInUse);
  CheckRefused(path, {.create_if_missing = true}, ErrorCode::kInUse);
  WriteNode(*first, "b");
  CHECK(Must(first->View())->generation() == 2);
}

TEST_CASE("a reader beside a writer sees the commits before its opening", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  const auto writer = Create(path);
  WriteBulk(*writer, "a");
  WriteNode(*writer, "b");
  const DirectoryImage before = ImageOf(path);
  const auto reader = Must(OpenRocksDbStore(path, {.read_only = true}));
  CHECK(Must(reader->View())->generation() == 2);
  CHECK(AllNodes(*Must(reader->View())).size() == 2);
  CHECK(Must(reader->Verify()).empty());
  CHECK(Must(reader->Stats()).nodes == 2);
  CHECK(ImageOf(path) == before);

  WriteNode(*writer, "c");
  WriteBulk(*writer, "d");  // removes the files that the reader has open
  CHECK(Must(reader->View())->generation() == 2);
  CHECK(AllNodes(*Must(reader->View())).size() == 2);
  CHECK(AllNodes(*Must(Must(OpenRocksDbStore(path, {.read_only = true}))->View())).size() == 4);
}

TEST_CASE("a store that is open for reading cannot be written", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  const auto reader = Must(OpenRocksDbStore(path, {.read_only = true}));
  CHECK(reader->Write(NodesBatch({MakeNode("b", "B")}), TestInfo()).error().code ==
        ErrorCode::kPermission);
  CHECK(reader->BeginBulk(TestInfo()).error().code == ErrorCode::kPermission);
}

TEST_CASE("a store of a newer schema is refused", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  Must(WritePointer(path, {1, kSchemaVersion + 1}));
  const Error error = CheckRefused(path, {}, ErrorCode::kTooNew);
  CHECK(error.message.find("update kontor") != std::string::npos);
  CheckRefused(path, {.read_only = true}, ErrorCode::kTooNew);
}

TEST_CASE("a directory that the pointer names must be there", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  Must(WritePointer(path, {7, kSchemaVersion}));
  CheckRefused(path, {}, ErrorCode::kCorrupt);
  CheckRefused(path, {.read_only = true}, ErrorCode::kCorrupt);
}

TEST_CASE("what an interrupted bulk write left is removed by the next writer", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  fs::copy(path / "store-000001", path / "store-000002");
  fs::create_directory(path / "store-000003.tmp");
  WriteFile(path / "kontor.store.tmp", "half");
  Must(OpenRocksDbStore(path, {.read_only = true}));
  CHECK(fs::exists(path / "store-000002"));
  CHECK(Must(Must(OpenRocksDbStore(path, {}))->View())->generation() == 1);
  CHECK_FALSE(fs::exists(path / "store-000002"));
  CHECK_FALSE(fs::exists(path / "store-000003.tmp"));
  CHECK_FALSE(fs::exists(path / "kontor.store.tmp"));
}

TEST_CASE("a bulk write leaves one directory, once its views are gone", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  const auto store = Create(path);
  WriteNode(*store, "a");
  auto old_view = Must(store->View());
  WriteBulk(*store, "b");
  CHECK(fs::exists(path / "store-000001"));
  CHECK(AllNodes(*old_view).size() == 1);
  old_view.reset();
  CHECK_FALSE(fs::exists(path / "store-000001"));
  CHECK(fs::exists(path / "store-000002"));
}

TEST_CASE("a counter that lags by the commit in flight is healed", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  {
    const auto store = Create(path);
    WriteNode(*store, "a");
    WriteNode(*store, "b");
  }
  Must(Must(CommitCounter::Open(path)).Set(1));
  CHECK(Must(Must(OpenRocksDbStore(path, {.read_only = true}))->View())->generation() == 2);
  CHECK(Must(ReadCounter(path)) == 1);
  CHECK(Must(Must(OpenRocksDbStore(path, {}))->View())->generation() == 2);
  CHECK(Must(ReadCounter(path)) == 2);
}

TEST_CASE("a counter that disagrees by more is refused", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  {
    const auto store = Create(path);
    for (const auto* key : {"a", "b", "c"}) WriteNode(*store, key);
  }
  for (const Generation counter : {Generation{1}, Generation{4}, Generation{100}}) {
    Must(Must(CommitCounter::Open(path)).Set(counter));
    const Error error = CheckRefused(path, {}, ErrorCode::kCorrupt);
    CHECK(error.message.find("restore") != std::string::npos);
    CheckRefused(path, {.read_only = true}, ErrorCode::kCorrupt);
  }
  fs::remove(path / "commits");
  CheckRefused(path, {}, ErrorCode::kCorrupt);
}

// Runs as a user without rights on root's files, when we are root.
void AsNobody(const std::function<void()>& run) {
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;
  if (root) REQUIRE(seteuid(kNobody) == 0);
  run();
  if (root) REQUIRE(seteuid(0) == 0);
}

TEST_CASE("reading needs no permission to write, writing is refused without it", "[store][open]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  WriteNode(*Create(path), "a");
  constexpr auto kNoWriting =
      fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  fs::permissions(directory.path(), fs::perms(0755));
  std::vector<fs::path> all = {directory.path()};
  for (const auto& entry : fs::recursive_directory_iterator(directory.path())) {
    all.push_back(entry.path());
  }
  for (const fs::path& each : all) fs::permissions(each, kNoWriting, fs::perm_options::remove);
  AsNobody([&] {
    const Result<std::unique_ptr<Store>> reader = OpenRocksDbStore(path, {.read_only = true});
    CHECK(reader.has_value());
    const auto refused = OpenRocksDbStore(path, {});
    CHECK(refused.error().code == ErrorCode::kPermission);
    const auto beside = OpenRocksDbStore(directory.path() / "new", {.create_if_missing = true});
    CHECK(beside.error().code == ErrorCode::kPermission);
  });
  for (const fs::path& each : all)
    fs::permissions(each, fs::perms::owner_write, fs::perm_options::add);
  CHECK(Must(Must(OpenRocksDbStore(path, {}))->View())->generation() == 1);
}

}  // namespace
}  // namespace kontor
