#include "app/serve_settings.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

std::string ConfigFile(const TemporaryDirectory& directory, const std::string& text) {
  const std::string file = (directory.path() / "kontor.toml").string();
  WriteText(file, text);
  return file;
}

}  // namespace

TEST_CASE("the command line counts before the file, and the file before defaults",
          "[app][config]") {
  ServeWords file;
  file.listen = "127.0.0.1:9000";
  file.write = true;
  file.log = "json";
  ServeWords command_line;
  command_line.listen = "0.0.0.0:80";
  command_line.write = false;
  const auto settings = SettleServe(command_line, file);
  REQUIRE(settings);
  CHECK(settings->address.host == "0.0.0.0");
  CHECK(settings->address.port == 80);
  CHECK_FALSE(settings->write);
  CHECK(settings->log == LogFormat::kJson);
  CHECK_FALSE(settings->open_read);  // others reach it there
  const auto defaults = SettleServe({}, {});
  REQUIRE(defaults);
  CHECK(defaults->address.port == 8080);
  CHECK(defaults->open_read);
  CHECK(defaults->log == LogFormat::kText);
  CHECK_FALSE(defaults->log_requests);
}

TEST_CASE("what a configuration means is what its description means", "[app][config]") {
  const TemporaryDirectory directory;
  ServeWords words;
  words.database = "a \"quoted\" \\ name";
  words.listen = "[::1]:0";
  words.write = true;
  words.open_read = "no";
  words.log = "json";
  words.log_requests = true;
  const auto settings = SettleServe(words, {});
  REQUIRE(settings);
  const auto read = ReadServeFile(ConfigFile(directory, Describe(*settings)));
  REQUIRE(read);
  const auto again = SettleServe({}, *read);
  REQUIRE(again);
  CHECK(Describe(*again) == Describe(*settings));
  CHECK(again->database == *words.database);
}

TEST_CASE("a configuration that cannot be meant is told with its place", "[app][config]") {
  const TemporaryDirectory directory;
  struct Case {
    const char* text;
    const char* told;
  };
  for (const auto& [text, told] : std::initializer_list<Case>{
           {"[serve]\nlisten = 8080\n", "line 2, column 10: \"listen\" must be a string"},
           {"[serve]\nwrite = \"yes\"\n", "line 2, column 9: \"write\" must be true or false"},
           {"[serve]\n\nlisen = \"127.0.0.1:1\"\n", "did you mean \"listen\"?"},
           {"[server]\n", "did you mean \"serve\"?"},
           {"serve = 1\n", "must be a table"},
           {"[serve\n", "line 1"},
           {"[serve]\nlisten = \"localhost\"\n", "localhost"},
           {"[serve]\nopen-read = \"maybe\"\n", "yes, no or loopback"},
           {"[serve]\nlog = \"xml\"\n", "text or json"},
           {"[serve]\ndb = \"/nowhere/kontor\"\n", "/nowhere/kontor"}}) {
    const Outcome outcome = Kontor({"config", "check", ConfigFile(directory, text)});
    INFO(text << outcome.err);
    CHECK(outcome.exit_code != 0);
    CHECK(outcome.out.empty());
    CHECK(Contains(outcome.err, told));
    CHECK(Contains(outcome.err, "kontor.toml"));
  }
  CHECK(Kontor({"config", "check", (directory.path() / "none.toml").string()}).exit_code == 1);
  CHECK(Contains(KontorOutput({"config", "check", ConfigFile(directory, "")}),
                 "listen = \"127.0.0.1:8080\"\n"));
}

TEST_CASE("a server takes its settings from a file and logs objects", "[app][config][serve]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  const std::string file =
      ConfigFile(directory, "[serve]\ndb = \"" + database +
                                "\"\nlisten = \"127.0.0.1:0\"\nlog = \"json\"\n"
                                "log-requests = true\n");
  RunningKontor server({"serve", "--config", file});
  const int port = PortOf(server.ReadLine());
  CHECK(HttpGet(port, "/v1/search?q=confidential").status == 200);
  const HttpAnswer metrics = HttpGet(port, "/metrics");
  for (const char* name :
       {"kontor_generation 1", "kontor_store_bytes ", "kontor_http_connections ",
        "kontor_generation_timestamp_seconds ", "process_resident_memory_bytes "}) {
    CHECK(Contains(metrics.text, std::string("\n") + name));
  }
  CHECK_FALSE(Contains(metrics.text, "kontor_waiting_writes"));
  server.Signal(15);
  CHECK(server.Wait() == 0);
  const std::string log = server.ErrorsSoFar();
  CHECK(log.starts_with("{\"time\":\"20"));
  CHECK(Contains(log, R"("level":"info","message":"request","id":")"));
  CHECK(Contains(log, R"("method":"GET","route":"/v1/search","status":200,"milliseconds":)"));
  CHECK_FALSE(Contains(log, "confidential"));
}

}  // namespace kontor
