// Damage on disk is reported, never served.
#include <rocksdb/write_batch.h>

#include <catch2/catch_test_macros.hpp>

#include "store/codec.h"
#include "store/database.h"
#include "store/layout.h"
#include "store/log_codec.h"
#include "store/names.h"
#include "store/rocksdb_store.h"
#include "tests/store/directory_image.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

namespace fs = std::filesystem;

const Node kAlpha = MakeNode("pic:1", "Alpha");
const Node kGermany = MakeNode("DE", "Germany", NodeType::kCountry);
const Edge kEdge = MakeEdge(kAlpha, EdgeType::kInCountry, kGermany);

// A closed store with a bulk commit in files and single commits in the write-ahead log.
void MakeStore(const fs::path& path) {
  auto store = Must(OpenRocksDbStore(path, {.create_if_missing = true}));
  auto bulk = Must(store->BeginBulk(TestInfo()));
  Must(bulk->Write({{}, {}, {kAlpha, kGermany}, {kEdge}}));
  Must(bulk->Commit());
  bulk.reset();
  // A database that took a bulk write flushes when it is closed, any other keeps its log.
  store.reset();
  store = Must(OpenRocksDbStore(path, {}));
  for (int i = 0; i < 5; ++i) {
    Must(store->Write(NodesBatch({MakeNode("pic:w" + std::to_string(i), "Written")}), TestInfo()));
  }
}

struct Contents {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  friend bool operator==(const Contents&, const Contents&) = default;
};

// What a store serves; none when opening, reading or verifying reports damage.
std::optional<Contents> Serve(const fs::path& path, bool read_only) {
  const Result<std::unique_ptr<Store>> store = OpenRocksDbStore(path, {.read_only = read_only});
  if (!store.has_value()) return std::nullopt;
  const Result<std::vector<Finding>> findings = (*store)->Verify();
  if (!findings.has_value() || !findings->empty()) return std::nullopt;
  const auto view = Must((*store)->View());
  return Contents{AllNodes(*view), AllEdges(*view)};
}

std::vector<fs::path> FilesOf(const fs::path& store, std::string_view extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(store)) {
    if (entry.is_regular_file() && entry.path().extension() == extension && entry.file_size() > 0) {
      files.push_back(entry.path());
    }
  }
  return files;
}

struct Flips {
  int reported = 0;
  int harmless = 0;
};

// Flips one bit at many places of `file`, each in a fresh copy of the store around it. Whatever is
// served must be what was written.
Flips FlipBits(const fs::path& store, const fs::path& file, size_t places, bool read_only) {
  const TemporaryDirectory scratch;
  const fs::path copy = scratch.path() / "copy";
  const Contents intact = *Serve(store, true);
  const std::string content = ReadFile(file);
  const size_t step = std::max<size_t>(1, content.size() / places);
  Flips flips;
  for (size_t at = 0; at < content.size(); at += step) {
    CopyDirectory(store, copy);
    std::string flipped = content;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    WriteFile(copy / file.lexically_relative(store), flipped);
    const std::optional<Contents> served = Serve(copy, read_only);
    if (!served.has_value()) {
      ++flips.reported;
      continue;
    }
    INFO(file << " at byte " << at);
    REQUIRE(*served == intact);
    ++flips.harmless;
  }
  return flips;
}

TEST_CASE("a flipped bit in a data file never changes what is served", "[store][damage]") {
  const TemporaryDirectory directory;
  MakeStore(directory.path() / "store");
  const auto files = FilesOf(directory.path() / "store", ".sst");
  CHECK_FALSE(files.empty());
  for (const fs::path& file : files) {
    const Flips flips = FlipBits(directory.path() / "store", file, 12, true);
    CHECK(flips.reported >= 6);
  }
}

TEST_CASE("every flipped bit in the write-ahead log is reported", "[store][damage]") {
  const TemporaryDirectory directory;
  MakeStore(directory.path() / "store");
  const auto files = FilesOf(directory.path() / "store", ".log");
  REQUIRE(files.size() == 1);
  CHECK(FlipBits(directory.path() / "store", files[0], 40, true).harmless == 0);
  CHECK(FlipBits(directory.path() / "store", files[0], 40, false).harmless == 0);
}

TEST_CASE("every flipped bit in the pointer and in the counter is reported", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "store";
  MakeStore(store);
  CHECK(FlipBits(store, store / "kontor.store", 1'000, true).harmless == 0);
  CHECK(FlipBits(store, store / "commits", 1'000, true).harmless == 0);
}

TEST_CASE("a store refused for damage is left as it is", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "store";
  MakeStore(store);
  for (const fs::path& file : FilesOf(store, ".log")) {
    std::string content = ReadFile(file);
    content[content.size() / 2] ^= 1;
    WriteFile(file, content);
  }
  const DirectoryImage before = ImageOf(store);
  for (const bool read_only : {false, true}) {
    const auto opened = OpenRocksDbStore(store, {.read_only = read_only});
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::kCorrupt);
    CHECK(opened.error().message.find("restore a backup") != std::string::npos);
    CHECK(ImageOf(store) == before);
  }
}

TEST_CASE("a deleted write-ahead log is reported", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "store";
  MakeStore(store);
  for (const fs::path& file : FilesOf(store, ".log")) fs::remove(file);
  for (const bool read_only : {false, true}) {
    const auto opened = OpenRocksDbStore(store, {.read_only = read_only});
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::kCorrupt);
    CHECK(opened.error().message.find("it holds 1 of 6") != std::string::npos);
  }
}

TEST_CASE("a write-ahead log that was cut off is reported", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "store";
  MakeStore(store);
  const fs::path log = FilesOf(store, ".log")[0];
  const auto size = fs::file_size(log);
  for (uint64_t cut = size - 1; cut > 23; cut -= 23) {
    fs::resize_file(log, cut);
    CHECK_FALSE(Serve(store, true).has_value());
  }
}

TEST_CASE("a deleted data file is reported", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path store = directory.path() / "store";
  MakeStore(store);
  for (const fs::path& file : FilesOf(store, ".sst")) {
    const TemporaryDirectory scratch;
    CopyDirectory(store, scratch.path() / "copy");
    fs::remove(scratch.path() / "copy" / file.lexically_relative(store));
    const auto opened = OpenRocksDbStore(scratch.path() / "copy", {});
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == ErrorCode::kCorrupt);
  }
}

// Changes a sound store behind Kontor's back and says what Verify finds.
template <typename Change>
std::vector<Finding> FindingsAfter(Change change) {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  MakeStore(path);
  {
    const Result<StorePointer> pointer = ReadPointer(path);
    const auto database =
        Must(Database::Open(DatabasePath(path, pointer->directory_number), OpenMode::kWrite, {}));
    rocksdb::WriteBatch batch;
    change(*database, batch);
    REQUIRE(database->db().Write({}, &batch).ok());
  }
  return Must(Must(OpenRocksDbStore(path, {}))->Verify());
}

bool OneMentions(const std::vector<Finding>& findings, std::string_view words) {
  std::string all;
  for (const Finding& finding : findings) all += finding.what + "\n";
  INFO(all);
  CHECK(all.find(words) != std::string::npos);
  return findings.size() == 1;
}

TEST_CASE("an edge that misses one of its directions is found", "[store][verify]") {
  CHECK(OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                      batch.Delete(database.family(Family::kEdgeReverse),
                                   ToSlice(EncodeReverseEdgeKey(kEdge.key).view()));
                    }),
                    "is missing in edge_reverse"));
  CHECK(OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                      batch.Delete(database.family(Family::kEdge),
                                   ToSlice(EncodeEdgeKey(kEdge.key).view()));
                    }),
                    "is missing in edge"));
}

TEST_CASE("an edge that says something else in its other direction is found", "[store][verify]") {
  CHECK(OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                      Edge other = kEdge;
                      other.weight = 0.25F;
                      std::string bytes;
                      EncodeEdge(other, bytes);
                      batch.Put(database.family(Family::kEdgeReverse),
                                ToSlice(EncodeReverseEdgeKey(kEdge.key).view()), bytes);
                    }),
                    "differs between its two directions"));
}

TEST_CASE("an edge without a node at an end is found", "[store][verify]") {
  const TemporaryDirectory directory;
  const auto store =
      Must(OpenRocksDbStore(directory.path() / "store", {.create_if_missing = true}));
  Must(store->Write({{}, {}, {kAlpha}, {kEdge}}, TestInfo()));
  CHECK(OneMentions(Must(store->Verify()), "leads to a node that does not exist"));
  Must(store->Write({{}, {kAlpha.id()}, {kGermany}, {kEdge}}, TestInfo()));
  CHECK(OneMentions(Must(store->Verify()), "starts from a node that does not exist"));
}

TEST_CASE("a name index that disagrees with the nodes is found", "[store][verify]") {
  CHECK(OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                      batch.Delete(database.family(Family::kName), NameKeys(kAlpha)[0]);
                    }),
                    "'alpha'"));
  CHECK(OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                      Node other = kAlpha;
                      other.values[0].text = "Omega";
                      batch.Put(database.family(Family::kName), NameKeys(other)[0], "");
                    }),
                    "leads from 'omega'"));
}

TEST_CASE("a record that cannot be read is found", "[store][verify]") {
  const auto findings = FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
    batch.Put(database.family(Family::kNode), ToSlice(EncodeNodeKey(kAlpha.id()).view()), "\x7f");
    batch.Put(database.family(Family::kNode), "short", "x");
    batch.Put(database.family(Family::kEdge), ToSlice(EncodeEdgeKey(kEdge.key).view()), "\x7f");
    batch.Put(database.family(Family::kEdge), "short", "x");
  });
  OneMentions(findings, "the record of node organisation");
  OneMentions(findings, "the record of edge organisation");
  OneMentions(findings, "a node's key");
  OneMentions(findings, "an edge's key");
}

TEST_CASE("a node with another node's key is found", "[store][verify]") {
  OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                std::string bytes;
                EncodeNode(MakeNode("pic:other", "Other"), bytes);
                batch.Put(database.family(Family::kNode),
                          ToSlice(EncodeNodeKey(kAlpha.id()).view()), bytes);
              }),
              "has the key 'pic:other'");
}

TEST_CASE("a gap in the commit log is found", "[store][verify]") {
  OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                batch.Delete(database.family(Family::kLog), ToSlice(EncodeCommitKey(2).view()));
              }),
              "commit 2 is missing");
  OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                batch.Delete(database.family(Family::kLog),
                             ToSlice(EncodeLogEntryKey(2, 0).view()));
              }),
              "commit 2 has 0 of 1 parts");
  OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                batch.Delete(database.family(Family::kLog), ToSlice(EncodeCommitKey(6).view()));
              }),
              "ends with commit 5");
  OneMentions(FindingsAfter([](Database& database, rocksdb::WriteBatch& batch) {
                batch.Put(database.family(Family::kLog), ToSlice(EncodeCommitKey(2).view()),
                          "\x7f");
                batch.Put(database.family(Family::kLog), "x", "\x7f");
              }),
              "cannot be read");
}

TEST_CASE("many findings are cut off at a thousand", "[store][verify]") {
  const TemporaryDirectory directory;
  const auto store =
      Must(OpenRocksDbStore(directory.path() / "store", {.create_if_missing = true}));
  Batch batch;
  for (int i = 0; i < 1'500; ++i) {
    batch.edges.push_back(
        MakeEdge(MakeNode(std::to_string(i), ""), EdgeType::kInCountry, kGermany));
  }
  Must(store->Write(batch, TestInfo()));
  CHECK(Must(store->Verify()).size() == 1'000);
}

TEST_CASE("a store whose own schema record is newer is refused", "[store][damage]") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "store";
  MakeStore(path);
  {
    const auto database = Must(Database::Open(DatabasePath(path, 2), OpenMode::kWrite, {}));
    rocksdb::WriteBatch batch;
    PutMeta(*database, {kSchemaVersion + 1, 6}, batch);
    REQUIRE(database->db().Write({}, &batch).ok());
  }
  const DirectoryImage before = ImageOf(path);
  CHECK(OpenRocksDbStore(path, {}).error().code == ErrorCode::kTooNew);
  CHECK(OpenRocksDbStore(path, {.read_only = true}).error().code == ErrorCode::kTooNew);
  CHECK(ImageOf(path) == before);
}

}  // namespace
}  // namespace kontor
