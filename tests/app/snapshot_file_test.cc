// The saved snapshot of a store: what questions find instead of building it.
#include "app/snapshot_file.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <list>
#include <string>
#include <vector>

#include "app/store_access.h"
#include "store/layout.h"
#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"
#include "tests/support/drawn_snapshot.h"
#include "tests/support/snapshot_digest.h"

namespace kontor {
namespace {

std::vector<std::string> PartnerQuestion(const std::string& database) {
  return {"partners", "demo:cluster-maschinenbau-unterfranken", "--db", database, "--format",
          "json"};
}

std::vector<std::string> SearchQuestion(const std::string& database) {
  return {"search", "maschinen unterfrank", "--facets", "--db", database, "--format", "json"};
}

std::string PartnersOf(const std::string& database) {
  return KontorOutput(PartnerQuestion(database));
}

// A database with the demo network.
std::string ImportedDemo(const TemporaryDirectory& directory) {
  std::string database = directory.path() / "demo.db";
  KontorOutput({"import", "demo", "--db", database});
  return database;
}

// A file with one organisation, to be imported.
std::filesystem::path OneOrganisation(const TemporaryDirectory& directory) {
  std::filesystem::path file = directory.path() / "one.ndjson";
  WriteText(file,
            "{\"kontor_ndjson\":1}\n"
            R"({"type":"organisation","key":"vat:1","values":[{"field":"name","text":)"
            R"("Alpha Beta","source":"test","date":"2020-01-01"}]})"
            "\n");
  return file;
}

// The entries of a directory that are files of snapshots.
size_t SnapshotFiles(const std::filesystem::path& database) {
  const std::filesystem::directory_iterator entries(database);
  return static_cast<size_t>(std::ranges::count_if(entries, [](const auto& entry) {
    return entry.path().filename().string().starts_with("snapshot");
  }));
}

TEST_CASE("an import saves the snapshot, and answers from it are those of a built one",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::filesystem::path file = SnapshotPath(database);
  REQUIRE(std::filesystem::exists(file));
  const std::string mapped = PartnersOf(database);
  const std::string saved = ReadText(file);

  std::filesystem::remove(file);
  CHECK(PartnersOf(database) == mapped);
  REQUIRE(std::filesystem::exists(file));
  CHECK(ReadText(file) == saved);
}

TEST_CASE("a damaged snapshot is found by verify, not used, and replaced",
          "[app][snapshot_file][long]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
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
    const Outcome answered = Kontor(PartnerQuestion(database));
    CHECK(answered.out == answer);
    CHECK(Contains(answered.err, "it was built anew"));
    CHECK(ReadText(file) == sound);
  }
}

TEST_CASE("an import saves the texts, and what is found in them is what built ones find",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::filesystem::path file = TextsPath(database);
  REQUIRE(std::filesystem::exists(file));
  const Outcome mapped = Kontor(SearchQuestion(database));
  CHECK(mapped.err.empty());
  const std::string saved = ReadText(file);

  std::filesystem::remove(file);
  const Outcome built = Kontor(SearchQuestion(database));
  CHECK(built.out == mapped.out);
  CHECK(built.err.empty());
  CHECK(ReadText(file) == saved);
}

TEST_CASE("damaged texts are found by verify, not used, and replaced by the next search only",
          "[app][snapshot_file][long]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::filesystem::path file = TextsPath(database);
  const std::string found = Kontor(SearchQuestion(database)).out;
  const std::string sound = ReadText(file);
  std::string damaged = sound;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  for (const std::string& content :
       {damaged, sound.substr(0, 1000), std::string(), ReadText(SnapshotPath(database))}) {
    WriteText(file, content);
    const Outcome verified = Kontor({"verify", "--db", database});
    CHECK(verified.exit_code == 1);
    CHECK(Contains(verified.out, file.string() + " is damaged"));
    CHECK(Kontor(PartnerQuestion(database)).err.empty());
    CHECK(ReadText(file) == content);
    const Outcome searched = Kontor(SearchQuestion(database));
    CHECK(searched.out == found);
    CHECK(Contains(searched.err, "it was built anew"));
    CHECK(ReadText(file) == sound);
  }
}

TEST_CASE("texts that cannot be saved are searched all the same", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string found = Kontor(SearchQuestion(database)).out;
  std::filesystem::remove(TextsPath(database));
  std::filesystem::create_directory(TextsPath(database));
  WriteText(TextsPath(database) / "x", "");
  const Outcome searched = Kontor(SearchQuestion(database));
  CHECK(searched.out == found);
  CHECK(Contains(searched.err, "the index of the texts for the next start was not saved"));
}

TEST_CASE("texts of other data are not used, even at the same generation",
          "[app][snapshot_file][long]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string other = directory.path() / "other.db";
  KontorOutput({"import", "ndjson", OneOrganisation(directory), "--db", other});
  const std::string found = Kontor(SearchQuestion(database)).out;
  std::filesystem::copy_file(TextsPath(other), TextsPath(database),
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(Kontor(SearchQuestion(database)).out == found);
}

TEST_CASE("texts are those of a snapshot of the same state only", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const auto store = OpenForReading(database).value();
  const auto of_later = BuildSnapshot(Draw("a"), {}, 1'000);
  CHECK(LoadNewestTexts(*store, database, *of_later).error().code == ErrorCode::kUnavailable);
  const auto generation = store->View().value()->generation();
  const auto of_other = BuildSnapshot(Draw("a"), {}, generation);
  const auto texts = LoadNewestTexts(*store, database, *of_other).value();
  CHECK(texts.mapped.error().code == ErrorCode::kCorrupt);
  CHECK(texts.texts->organisation_count() == 1);
}

TEST_CASE("a snapshot of other data is not used, even at the same generation",
          "[app][snapshot_file][long]") {
  const TemporaryDirectory directory;
  const std::string database = directory.path() / "demo.db";
  const std::string other = directory.path() / "other.db";
  KontorOutput({"import", "demo", "--db", database});
  KontorOutput({"import", "ndjson", OneOrganisation(directory), "--db", other});
  const std::string answer = PartnersOf(database);
  std::filesystem::copy_file(SnapshotPath(other), SnapshotPath(database),
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(PartnersOf(database) == answer);
  CHECK(KontorOutput({"verify", "--db", database}).ends_with(" is sound\n"));
}

TEST_CASE("a snapshot that is older than the store is not used, and replaced",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string older = ReadText(SnapshotPath(database));
  KontorOutput({"import", "ndjson", OneOrganisation(directory), "--db", database});
  const std::string newer = ReadText(SnapshotPath(database));
  REQUIRE(newer != older);
  WriteText(SnapshotPath(database), older);
  const Outcome found = Kontor({"search", "Alpha Beta", "--db", database});
  CHECK(Contains(found.out, "vat:1"));
  CHECK(Contains(found.err, "of another state of the store"));
  CHECK(ReadText(SnapshotPath(database)) == newer);
}

TEST_CASE("several that start at once without a snapshot give the same answer and leave one file",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string answer = PartnersOf(database);
  const std::string saved = ReadText(SnapshotPath(database));
  std::filesystem::remove(SnapshotPath(database));
  std::list<RunningKontor> running;
  for (int i = 0; i < 3; ++i) running.emplace_back(PartnerQuestion(database));
  for (RunningKontor& one : running) {
    std::string text;
    for (std::string line = one.ReadLine(); !line.empty(); line = one.ReadLine()) {
      text += line + "\n";
    }
    CHECK(text == answer);
    CHECK(one.Wait() == 0);
  }
  CHECK(ReadText(SnapshotPath(database)) == saved);
  CHECK(SnapshotFiles(database) == 1);
}

TEST_CASE("what interrupted saving left is not written to, and the next import removes it",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string answer = PartnersOf(database);
  std::filesystem::remove(SnapshotPath(database));
  WriteText(TemporarySnapshotPath(database, 0), "left");
  CHECK(PartnersOf(database) == answer);
  CHECK(ReadText(TemporarySnapshotPath(database, 0)) == "left");
  REQUIRE(std::filesystem::exists(SnapshotPath(database)));

  std::filesystem::remove(SnapshotPath(database));
  for (unsigned place = 0; place < kSnapshotPlaces; ++place) {
    WriteText(TemporarySnapshotPath(database, place), "left");
  }
  const Outcome answered = Kontor(PartnerQuestion(database));
  CHECK(answered.out == answer);
  CHECK(Contains(answered.err, "was not saved"));
  KontorOutput({"import", "demo", "--db", database});
  CHECK(std::filesystem::exists(SnapshotPath(database)));
  CHECK(SnapshotFiles(database) == 1);
}

TEST_CASE("where no snapshot can be saved questions are answered all the same",
          "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string answer = PartnersOf(database);
  std::filesystem::remove(SnapshotPath(database));
  std::filesystem::create_directory(SnapshotPath(database));  // nothing can take this place
  WriteText(SnapshotPath(database) / "x", "");
  const Outcome answered = Kontor(PartnerQuestion(database));
  CHECK(answered.out == answer);
  CHECK(Contains(answered.err, "was not saved"));
  CHECK(Contains(Kontor({"import", "demo", "--db", database}).err, "was not saved"));
}

TEST_CASE("stats tell what the snapshot takes in memory", "[app][snapshot_file]") {
  const TemporaryDirectory directory;
  const std::string database = ImportedDemo(directory);
  const std::string table = KontorOutput({"stats", "--db", database});
  CHECK(table.find(" in memory, ") != std::string::npos);
  CHECK(table.find("  profiles ") != std::string::npos);
  CHECK(Contains(table, " more to search "));
  const std::string json = KontorOutput({"stats", "--db", database, "--format", "json"});
  CHECK(json.find("\"memory_bytes_by_table\": {\"graph\": ") != std::string::npos);
  CHECK(Contains(json, "\"text_index_bytes\": "));
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
  CHECK(MapSnapshot(directory.path(), {1, 5}).error().code == ErrorCode::kConflict);
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
