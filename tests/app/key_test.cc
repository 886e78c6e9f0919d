#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/key_secret.h"
#include "app/key_file.h"
#include "store/layout.h"
#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

std::string Trim(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// A store without data.
std::string EmptyStore(const TemporaryDirectory& directory) {
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  return database;
}

std::string Create(const std::string& database, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {"key", "create", "--db", database, "--name", "Portal"};
  words.insert(words.end(), more.begin(), more.end());
  return Trim(KontorOutput(std::move(words)));
}

nlohmann::json List(const std::string& database) {
  return nlohmann::json::parse(
      KontorOutput({"key", "list", "--db", database, "--format", "json"}))["keys"];
}

}  // namespace

TEST_CASE("a key is created, shown once, and kept as a hash in a file of its owner", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  CHECK(KontorOutput({"key", "list", "--db", database}) == "no keys\n");
  const Outcome created = Kontor({"key", "create", "--db", database, "--name", "Portal", "--scope",
                                  "read,write", "--expires", "2999-01-01"});
  CHECK(created.exit_code == 0);
  const Result<Token> token = ParseToken(Trim(created.out));
  REQUIRE(token);
  CHECK(Contains(created.err, token->key_id));
  CHECK_FALSE(Contains(created.err, token->secret));

  const std::filesystem::path file = KeysPath(database);
  struct stat status = {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  CHECK_FALSE(Contains(ReadText(file), token->secret));

  const auto keys = LoadKeys(database).value();
  REQUIRE(keys.size() == 1);
  CHECK(keys[0].scopes == ScopeSet{Scope::kRead, Scope::kWrite});
  CHECK(Opens(keys[0], token->secret, keys[0].created));
  CHECK(Contains(KontorOutput({"key", "list", "--db", database}), "expires 2999-01-02T00:00:00Z"));
}

TEST_CASE("a key for pages has origins and a filter", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  const std::string key =
      Create(database, {"--scope", "embed", "--origin", "https://Portal.example:443", "--filter",
                        "country=DE,FR", "--rate", "60", "--burst", "5", "--format", "json"});
  CHECK(ParseToken(nlohmann::json::parse(key)["key"].get<std::string>()));
  const nlohmann::json kept = List(database)[0];
  CHECK(kept["origins"] == nlohmann::json{"https://portal.example"});
  CHECK(kept["filter"]["country"] == "DE,FR");
  CHECK(kept["requests_per_minute"] == 60);
  CHECK(kept["burst"] == 5);
}

TEST_CASE("keys are revoked and rotated by their id, while the store is held", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  const auto held = LockStore(database);
  REQUIRE(held);
  const Token first = ParseToken(Create(database)).value();
  const Outcome rotated = Kontor({"key", "rotate", first.key_id, "--db", database});
  CHECK(rotated.exit_code == 0);
  CHECK(Contains(rotated.err, "opens until"));
  const Token second = ParseToken(Trim(rotated.out)).value();
  CHECK(second.key_id == first.key_id);
  AccessKey key = LoadKeys(database).value()[0];
  CHECK(Opens(key, first.secret, key.created));
  CHECK(Opens(key, second.secret, key.created));

  const Outcome at_once = Kontor({"key", "rotate", first.key_id, "--db", database, "--grace", "0"});
  CHECK(Contains(at_once.err, "opens nothing"));
  key = LoadKeys(database).value()[0];
  CHECK_FALSE(Opens(key, second.secret, key.created));

  CHECK(Kontor({"key", "revoke", first.key_id, "--db", database}).exit_code == 0);
  const nlohmann::json revoked = List(database)[0];
  CHECK(revoked["state"] == "revoked");
  CHECK(Kontor({"key", "revoke", first.key_id, "--db", database}).exit_code == 0);
  CHECK(List(database)[0] == revoked);
  CHECK(Kontor({"key", "rotate", first.key_id, "--db", database}).exit_code == 1);
}

TEST_CASE("what cannot be meant by a key verb is told, with what to do", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  const std::string token = Create(database);
  struct Case {
    std::vector<std::string> words;
    int exit_code;
    std::string hint;
  };
  for (const auto& [words, exit_code, hint] : std::vector<Case>{
           {{"create", "--name", "x", "--scope", "raed"}, 2, "did you mean read?"},
           {{"create", "--name", "x", "--scope", "embed"}, 2, "origins"},
           {{"create", "--name", "x", "--scope", "embed", "--origin", "portal"}, 2, "https://"},
           {{"create", "--name", "x", "--filter", "DE"}, 2, "NAME=VALUE"},
           {{"create", "--name", "x", "--filter", "country=DE"}, 2, "embed"},
           {{"create", "--name", "x", "--expires", "soon"}, 2, "--expires"},
           {{"create", "--name", "x", "--expires", "2001-01-01"}, 2, "is over"},
           {{"create", "--name", "x", "--expires", "2999-12-31"}, 2, "leave it out"},
           {{"create", "--name", "x", "--rate", "0"}, 2, "--rate"},
           {{"create"}, 2, "--name"},
           {{"list", "--format", "csv"}, 2, "table and json"},
           {{"rotate", "aaaaaaaa", "--grace", "soon"}, 2, "24h"},
           {{"rotate", "aaaaaaaa", "--grace", "9999d"}, 2, "366d"},
           {{"rotate", "aaaaaaaa"}, 1, "kontor key list"},
           {{"revoke", "aaaaaaaa"}, 1, "kontor key list"},
           {{"revoke", token}, 1, "by its id"},
       }) {
    std::vector<std::string> arguments = {"key"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    arguments.insert(arguments.end(), {"--db", database});
    const Outcome outcome = Kontor(arguments);
    INFO(words[0] << " " << outcome.err);
    CHECK(outcome.exit_code == exit_code);
    CHECK(outcome.out.empty());
    CHECK(Contains(outcome.err, hint));
    CHECK_FALSE(Contains(outcome.err, token));
  }
  const Outcome nowhere = Kontor({"key", "list", "--db", (directory.path() / "none").string()});
  CHECK(nowhere.exit_code == 1);
  CHECK(Contains(nowhere.err, "kontor import demo"));
}

TEST_CASE("a damaged file of keys is reported and not replaced", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  Create(database);
  const std::string half = ReadText(KeysPath(database)).substr(0, 100);
  WriteText(KeysPath(database), half);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"key", "list"}, {"key", "create", "--name", "Another"}}) {
    std::vector<std::string> arguments = words;
    arguments.insert(arguments.end(), {"--db", database});
    const Outcome outcome = Kontor(arguments);
    CHECK(outcome.exit_code == 1);
    CHECK(Contains(outcome.err, KeysPath(database).string()));
  }
  CHECK(ReadText(KeysPath(database)) == half);
}

TEST_CASE("keys do not make a store of a directory, and do not unmake one", "[app][key]") {
  const TemporaryDirectory directory;
  const std::string database = EmptyStore(directory);
  Create(database);
  REQUIRE(NoteKeyUse(database, {{"aaaaaaaa", Date{20'000}}}));
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", database});
  CHECK(List(database).size() == 1);
  CHECK(LoadKeyUse(database).size() == 1);
  KontorOutput({"verify", "--db", database});
}

TEST_CASE("many who create keys at once all get theirs", "[app][key]") {
  const TemporaryDirectory directory;
  std::vector<std::thread> threads;
  constexpr size_t count = 8;
  for (size_t i = 0; i < count; ++i) {
    threads.emplace_back([&directory] {
      AccessKey key;
      key.id = DrawKeyId();
      key.name = "Portal";
      key.scopes = {Scope::kRead};
      key.secrets.push_back({HashSecret(DrawSecret()), std::nullopt});
      for (int change = 0; change < 5; ++change) {
        const Status changed = ChangeKeys(directory.path(), [&](std::vector<AccessKey>& keys) {
          std::erase_if(keys, [&key](const AccessKey& other) { return other.id == key.id; });
          keys.push_back(key);
          return Status();
        });
        if (!changed) return;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(LoadKeys(directory.path()).value().size() == count);
}

TEST_CASE("the later day of a key's use stands, damaged lines are left out", "[app][key]") {
  const TemporaryDirectory directory;
  CHECK(LoadKeyUse(directory.path()).empty());
  REQUIRE(NoteKeyUse(directory.path(), {{"aaaaaaaa", Date{20'000}}, {"bbbbbbbb", Date{20'001}}}));
  REQUIRE(NoteKeyUse(directory.path(), {{"aaaaaaaa", Date{19'000}}, {"bbbbbbbb", Date{20'002}}}));
  const KeyUseDays used = {{"aaaaaaaa", Date{20'000}}, {"bbbbbbbb", Date{20'002}}};
  CHECK(LoadKeyUse(directory.path()) == used);
  WriteText(KeyUsePath(directory.path()), "aaaaaaaa 2024-99-99\nb 2024-01-01\nbbbbbbbb 2024-10-06");
  CHECK(LoadKeyUse(directory.path()) == KeyUseDays{{"bbbbbbbb", Date{20'002}}});
}

}  // namespace kontor
