// What users' machines do to the program: signals, full disks, missing permission, closed pipes.
#include <poll.h>
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <set>
#include <string>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

// Enough rows that an import takes a second or so.
void WriteManyRows(const std::filesystem::path& directory, int projects) {
  std::filesystem::create_directories(directory);
  std::string project = ReadText(Fixture("cordis/horizon/project.csv"));
  std::string organization = ReadText(Fixture("cordis/horizon/organization.csv"));
  const std::string project_header = project.substr(0, project.find('\n') + 1);
  const std::string organization_header = organization.substr(0, organization.find('\n') + 1);
  project = project_header;
  organization = organization_header;
  for (int i = 0; i < projects; ++i) {
    const std::string id = std::to_string(1'000'000 + i);
    project += "\"" + id + "\";\"P" + id + "\";\"CLOSED\";\"Title of " + id +
               "\";\"2016-07-01\";\"2019-07-28\";\"\";\"\";\"\";\"\";\"\";\"H2020\";\"\";\"\";" +
               "\"RIA\";\"\";\"\";\"\";\"\";\"\"\n";
    for (int k = 0; k < 8; ++k) {
      const std::string number = std::to_string((i * 7 + k * 13) % (projects + 1));
      organization +=
          "\"" + id + "\";\"P" + id + "\";\"" + std::to_string(777000000) + number +
          "\";\"\";\"Invented " + number +
          "\";\"\";\"\";\"PRC\";\"\";\"\";\"\";\"DE\";\"\";\"\";\"\";\"\";\"\";\"\";\"" +
          std::to_string(k) + "\";\"participant\";\"\";\"\";\"\";\"\";\"\"\n";
    }
  }
  WriteText(directory / "project.csv", project);
  WriteText(directory / "organization.csv", organization);
}

// The directories that hold databases of a store: the live one and, while an import writes or after
// it was killed, its copy.
std::set<std::string> Databases(const std::filesystem::path& store) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(store)) {
    if (entry.path().filename().string().starts_with("store-")) {
      names.insert(entry.path().filename().string());
    }
  }
  return names;
}

// Waits, for at most a minute, until there are other databases than `before`: an import has begun.
void WaitForImport(const std::filesystem::path& store, const std::set<std::string>& before) {
  for (int turn = 0; turn < 12'000 && Databases(store) == before; ++turn) {
    ::poll(nullptr, 0, 5);
  }
}

struct ImportedBefore {
  TemporaryDirectory directory;
  std::string database = (directory.path() / "db").string();
  std::string many = (directory.path() / "many").string();
  std::string before;

  ImportedBefore() {
    KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
    before = KontorOutput({"export", "ndjson", "--db", database});
    WriteManyRows(many, 10'000);
  }
};

}  // namespace

TEST_CASE("an import killed at any moment leaves what was there", "[app][failure][long]") {
  const ImportedBefore imported;
  for (const int milliseconds : {0, 20, 100, 250}) {
    const auto before = Databases(imported.database);
    RunningKontor import({"import", "cordis", imported.many, "--db", imported.database});
    WaitForImport(imported.database, before);
    ::poll(nullptr, 0, milliseconds);
    import.Signal(SIGKILL);
    const int exit_code = import.Wait();
    if (exit_code == 0) {
      SKIP("the machine is too fast: the import was done before it could be killed");
    }
    CHECK(exit_code == 128 + SIGKILL);
    CHECK(KontorOutput({"export", "ndjson", "--db", imported.database}) == imported.before);
    KontorOutput({"verify", "--db", imported.database});
  }
  KontorOutput({"import", "cordis", imported.many, "--db", imported.database});
  KontorOutput({"verify", "--db", imported.database});
}

TEST_CASE("Ctrl-C stops an import, keeps nothing of it and says so", "[app][failure]") {
  const ImportedBefore imported;
  const auto before = Databases(imported.database);
  RunningKontor import({"import", "cordis", imported.many, "--db", imported.database});
  WaitForImport(imported.database, before);
  import.Signal(SIGINT);
  const int exit_code = import.Wait();
  if (exit_code == 0) {
    SKIP("the machine is too fast: the import was done before it could be stopped");
  }
  INFO(import.ErrorsSoFar());
  CHECK(exit_code == 1);
  CHECK(Contains(import.ErrorsSoFar(), "nothing of it was kept"));
  CHECK(KontorOutput({"export", "ndjson", "--db", imported.database}) == imported.before);
}

TEST_CASE("an answer that cannot be delivered is a failure", "[app][failure]") {
  const ImportedBefore imported;
  Invocation invocation;
  invocation.arguments = {"partners", "pic:888000000", "--db", imported.database};
  invocation.standard_output = "/dev/full";
  const Outcome full = Run(invocation);
  CHECK(full.exit_code == 1);
  CHECK(Contains(full.err, "No space left"));
  invocation.standard_output = "-";
  const Outcome closed = Run(invocation);
  CHECK(closed.exit_code == 1);
  CHECK(Contains(closed.err, "standard output"));
  KontorOutput({"verify", "--db", imported.database});
}

TEST_CASE("a reader that has seen enough gets no complaint", "[app][failure]") {
  const ImportedBefore imported;
  const Outcome outcome = Shell(
      "kontor import cordis many --db db > /dev/null 2>&1;"
      "set +o pipefail; kontor export ndjson --db db | head -1",
      imported.directory.path());
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
}

TEST_CASE("a full disk fails the import, keeps the store, and is forgotten with room again",
          "[app][failure][long]") {
  if (::geteuid() != 0) {
    SKIP("only root can mount a small disk");
  }
  const ImportedBefore imported;
  const std::string disk = (imported.directory.path() / "disk").string();
  std::filesystem::create_directory(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=6m") != 0) {
    SKIP("this machine does not let us mount a small disk");
  }
  const std::string database = disk + "/db";
  const Outcome first =
      Kontor({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  const Outcome outcome = Kontor({"import", "cordis", imported.many, "--db", database});
  const Outcome after = Kontor({"export", "ndjson", "--db", database});
  const bool more_room = ::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, "size=400m") == 0;
  const Outcome again = Kontor({"import", "cordis", imported.many, "--db", database});
  const Outcome sound = Kontor({"verify", "--db", database});
  ::umount2(disk.c_str(), MNT_DETACH);
  INFO(first.err << outcome.err << again.err);
  CHECK(first.exit_code == 0);
  CHECK(outcome.exit_code == 1);
  CHECK(Contains(outcome.err, "pace"));  // "No space left", "no space"
  CHECK(after.out == imported.before);
  CHECK(more_room);
  CHECK(again.exit_code == 0);
  CHECK(sound.exit_code == 0);
}

TEST_CASE("directories that may not be used are told and left alone", "[app][failure]") {
  const TemporaryDirectory directory;
  WriteText(directory.path() / "holiday.txt", "sun\n");
  const Outcome foreign = Kontor({"import", "demo", "--db", directory.path().string()});
  INFO(foreign.err);
  CHECK(foreign.exit_code == 1);
  CHECK(ReadText(directory.path() / "holiday.txt") == "sun\n");
  const Outcome file = Kontor({"stats", "--db", (directory.path() / "holiday.txt").string()});
  CHECK(file.exit_code == 1);
  const Outcome nowhere = Kontor({"import", "demo", "--db", "/proc/kontor/db"});
  INFO(nowhere.err);
  CHECK(nowhere.exit_code == 1);
  const Outcome report = Kontor({"import", "demo", "--db", (directory.path() / "db").string(),
                                 "--report", "/proc/kontor/report.csv"});
  CHECK(report.exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(directory.path() / "db"));
}

TEST_CASE("without permission nothing is read or written", "[app][failure]") {
  if (::geteuid() == 0) {
    SKIP("root may do everything");
  }
  const TemporaryDirectory directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms::owner_read);
  const std::string database = (directory.path() / "db").string();
  for (const Outcome& outcome :
       {Kontor({"import", "demo", "--db", database}), Kontor({"stats", "--db", database})}) {
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
  }
  std::filesystem::permissions(directory.path(), std::filesystem::perms::owner_all);
}

TEST_CASE("two imports at once: the second is told to wait", "[app][failure]") {
  const ImportedBefore imported;
  const auto before = Databases(imported.database);
  RunningKontor first({"import", "cordis", imported.many, "--db", imported.database});
  WaitForImport(imported.database, before);
  const Outcome second =
      Kontor({"import", "cordis", Fixture("cordis/seventh").string(), "--db", imported.database});
  const int exit_code = first.Wait();
  INFO(second.err);
  CHECK(exit_code == 0);
  if (second.exit_code == 0) {
    SKIP("the machine is too fast: the first import was over");
  }
  CHECK(second.exit_code == 1);
}

}  // namespace kontor
