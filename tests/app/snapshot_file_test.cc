// The saved snapshot of a store: what questions find instead of building it.
#include "app/snapshot_file.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>

#include "app/store_access.h"
#include "store/layout.h"
#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"
#include "tests/support/drawn_snapshot.h"
#include "tests/support/snapshot_digest.h"

namespace kontor {
namespace {

std::string PartnersOf(const std::string& database) {
  return KontorOutput(
      {"partners", "demo:cluster-maschinenbau-unterfranken", "--db", database, "--format", "json"});
}

TEST_CASE("an import saves the snapshot, and answers from it are those of a built one",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  KontorOutput({"import", "demo", "--db", database});
  const std::filesystem::path file = SnapshotPath(database);
  REQUIRE(std::filesystem::exists(file));
  const std::string mapped = PartnersOf(database);
  const std::string saved = ReadText(file);

  std::filesystem::remove(file);
  CHECK(PartnersOf(database) == mapped);
  REQUIRE(std::filesystem::exists(file));
  CHECK(ReadText(file) == saved);
}

TEST_CASE("a damaged snapshot is found by verify, not used, and replaced", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  KontorOutput({"import", "demo", "--db", database});
  const std::filesystem::path file = SnapshotPath(database);
  const std::string answer = PartnersOf(database);
  const std::string sound = ReadText(file);
  CHECK(KontorOutput({"verify", "--db", database}).ends_with(" is sound\n"));

  std::string damaged = sound;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  for (const std::string& content : {damaged, sound.substr(0, 1000), std::string()}) {
    WriteText(file, content);
    const Outcome verified = Kontor({"verify", "--db", database});
    CHECK(verified.exit_code == 1);
    CHECK(verified.out.find("snapshot is damaged") != std::string::npos);
    CHECK(PartnersOf(database) == answer);
    CHECK(ReadText(file) == sound);
  }
}

TEST_CASE("a snapshot of other data is not used, even at the same generation",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  const std::string other = directory.path() / "other.db";
  KontorOutput({"import", "demo", "--db", database});
  WriteText(directory.path() / "one.ndjson",
            "{\"type\": \"organisation\", \"id\": \"vat:1\", \"name\": \"Alpha\"}\n");
  KontorOutput({"import", "ndjson", directory.path() / "one.ndjson", "--db", other});
  const std::string answer = PartnersOf(database);
  std::filesystem::copy_file(SnapshotPath(other), SnapshotPath(database),
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(PartnersOf(database) == answer);
  CHECK(KontorOutput({"verify", "--db", database}).ends_with(" is sound\n"));
}

TEST_CASE("where no snapshot can be saved questions are answered all the same",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  KontorOutput({"import", "demo", "--db", database});
  const std::string answer = PartnersOf(database);
  std::filesystem::remove(SnapshotPath(database));
  std::filesystem::create_directory(SnapshotPath(database));  // nothing can take this place
  WriteText(SnapshotPath(database) / "x", "");
  CHECK(PartnersOf(database) == answer);
  CHECK(Kontor({"import", "demo", "--db", database}).err.find("was not saved") !=
        std::string::npos);
}

TEST_CASE("stats tell what the snapshot takes in memory", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  KontorOutput({"import", "demo", "--db", database});
  const std::string table = KontorOutput({"stats", "--db", database});
  CHECK(table.find(" in memory, ") != std::string::npos);
  CHECK(table.find("  profiles ") != std::string::npos);
  const std::string json = KontorOutput({"stats", "--db", database, "--format", "json"});
  CHECK(json.find("\"memory_bytes_by_table\": {\"graph\": ") != std::string::npos);
}

TEST_CASE("a saved snapshot is mapped until its last use, also when it is replaced",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const auto first = DrawSnapshot("a --P1-- b");
  const auto second = DrawSnapshot("a --P1-- b c");
  REQUIRE(SaveSnapshot(*first, directory.path(), {1, 5}).has_value());
  const auto mapped = MapSnapshot(directory.path(), {1, 5});
  REQUIRE(mapped.has_value());
  REQUIRE(SaveSnapshot(*second, directory.path(), {1, 6}).has_value());
  CHECK(Digest(**mapped) == Digest(*first));
  CHECK(MapSnapshot(directory.path(), {1, 5}).error().code == ErrorCode::kNotFound);
  CHECK(Digest(**MapSnapshot(directory.path(), {1, 6})) == Digest(*second));
}

TEST_CASE("a snapshot that cannot be saved leaves nothing behind", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const auto snapshot = DrawSnapshot("a --P1-- b");
  CHECK(SaveSnapshot(*snapshot, directory.path() / "missing", {1, 5}).error().code ==
        ErrorCode::kNotFound);
  CHECK(MapSnapshot(directory.path(), {1, 5}).error().code == ErrorCode::kNotFound);
  std::filesystem::create_directory(SnapshotPath(directory.path()));
  CHECK_FALSE(SaveSnapshot(*snapshot, directory.path(), {1, 5}).has_value());
  CHECK_FALSE(MapSnapshot(directory.path(), {1, 5}).has_value());
  CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

}  // namespace
}  // namespace kontor
