#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>

#include "store/layout.h"
#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct BackedUp {
  BackedUp() {
    KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
    KontorOutput({"key", "create", "--db", database, "--name", "Portal"});
    told = KontorOutput({"backup", backup, "--db", database});
  }
  [[nodiscard]] std::string In(const std::string& name) const {
    return (directory.path() / name).string();
  }

  TemporaryDirectory directory;
  std::string database = In("db");
  std::string backup = In("backups/first");
  std::string told;
};

// All that a database holds, as lines.
std::string All(const std::string& database) {
  return KontorOutput({"export", "ndjson", "--db", database});
}

}  // namespace

TEST_CASE("a backup is restored with all data and keys", "[app][backup]") {
  const BackedUp data;
  CHECK(data.told ==
        data.backup + " holds generation 1 of " + data.database + ", read again and sound\n");
  CHECK(All(data.backup) == All(data.database));
  const std::string restored = data.In("restored");
  CHECK(Contains(KontorOutput({"restore", data.backup, "--db", restored}), "generation 1"));
  CHECK(All(restored) == All(data.database));
  const std::string keys = KontorOutput({"key", "list", "--db", data.database});
  CHECK(KontorOutput({"key", "list", "--db", restored}) == keys);
  // It is the database that it was: more is written to it.
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", restored});
  CHECK(Contains(KontorOutput({"stats", "--db", restored}), "generation 2"));
}

TEST_CASE("a backup and a restored database never replace what is there", "[app][backup]") {
  const BackedUp data;
  const Outcome again = Kontor({"backup", data.backup, "--db", data.database});
  CHECK(again.exit_code == 1);
  CHECK(Contains(again.err, "holds something already: name a new directory"));
  const Outcome over = Kontor({"restore", data.backup, "--db", data.database});
  CHECK(over.exit_code == 1);
  CHECK(Contains(over.err, "name a new directory"));
  CHECK(All(data.backup) == All(data.database));

  const Outcome nothing = Kontor({"restore", data.In("nowhere"), "--db", data.In("new")});
  CHECK(nothing.exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(data.In("new")));
  CHECK(Kontor({"backup", "--db", data.database}).exit_code == 2);
}

TEST_CASE("a backup that is damaged is not restored", "[app][backup]") {
  const BackedUp data;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data.backup)) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = ReadText(entry.path());
    bytes[bytes.size() / 3] ^= 0x10;
    WriteText(entry.path(), bytes);
  }
  const Outcome restored = Kontor({"restore", data.backup, "--db", data.In("new")});
  CHECK(restored.exit_code == 1);
  CHECK(Contains(restored.err, data.backup));
  CHECK(Kontor({"stats", "--db", data.In("new")}).exit_code == 1);
}

}  // namespace kontor
