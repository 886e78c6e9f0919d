#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <functional>
#include <string>

#include "store/layout.h"
#include "tests/app/program.h"
#include "tests/store/directory_image.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

std::string NewDatabase(const TemporaryDirectory& directory) {
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  return database;
}

// A new key as a line of a request's head.
std::string KeyLine(const std::string& database, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"key", "create", "--db", database, "--name", "Portal"};
  words.insert(words.end(), more.begin(), more.end());
  std::string key = KontorOutput(std::move(words));
  key.pop_back();
  return "Authorization: Bearer " + key + "\r\n";
}

// Tries until it is so, for at most a minute.
bool Eventually(const std::function<bool()>& is_so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < end) {
    if (is_so()) {
      return true;
    }
    ::poll(nullptr, 0, 20);
  }
  return false;
}

bool EventuallyAnswers(int port, const std::string& target, const std::string& part) {
  return Eventually([&] { return Contains(HttpGet(port, target).text, part); });
}

}  // namespace

TEST_CASE("serve tells its address, answers, and ends cleanly on a signal", "[app][serve]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  for (const int signal : {SIGINT, SIGTERM}) {
    RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
    const int port = PortOf(server.ReadLine());
    CHECK(HttpGet(port, "/readyz").status == 200);
    const HttpAnswer answer = HttpGet(port, "/v1/organisations/pic:888000000/partners?top=3");
    CHECK(answer.status == 200);
    CHECK(Contains(answer.text, "pic:888000003"));
    CHECK(HttpGet(port, "/").status == 200);
    server.Signal(signal);
    CHECK(server.Wait() == 0);
  }
}

TEST_CASE("serve shows what is imported beside it", "[app][serve]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const std::string target = "/v1/organisations/pic:888000002/partners";
  CHECK(Contains(HttpGet(port, target).text, "\"generation\":1,"));
  KontorOutput({"import", "cordis", Fixture("cordis/seventh").string(), "--db", database});
  CHECK(EventuallyAnswers(port, "/v1/organisations/pic:888000002", "Fonderie"));
  CHECK(Contains(HttpGet(port, "/v1/organisations/pic:888000000/partners").text, "\"generation\""));
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
}

TEST_CASE("organisations are made, found, changed and removed over HTTP", "[app][serve][write]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  const std::string key = KeyLine(database, {"--scope", "write"});
  RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const std::string target = "/v1/organisations/portal:1";
  const HttpAnswer made =
      HttpSend(port, "PUT", target,
               R"({"name": "Cluster Zirbelholz", "country": "AT", "sectors": ["C16"]})", key);
  INFO(made.text);
  CHECK(made.status == 201);
  CHECK(FieldOf(made, "Location") == target);
  CHECK(Contains(HttpGet(port, "/v1/search?q=zirbelholz").text, "portal:1"));
  CHECK(Contains(HttpGet(port, "/v1/suggest?q=zirb").text, "portal:1"));
  CHECK(HttpGet(port, target + "/partners").status == 200);

  const std::string tag = FieldOf(HttpGet(port, target), "ETag");
  const std::string match = key + "If-Match: " + tag + "\r\n";
  CHECK(HttpSend(port, "PATCH", target, R"({"city": "Imst"})", match).status == 200);
  CHECK(HttpSend(port, "PATCH", target, R"({"city": "Wien"})", match).status == 412);
  CHECK(Contains(HttpGet(port, target).text, "Imst"));
  const HttpAnswer faulty = HttpSend(port, "PUT", target, R"({"sectors": ["C999"]})", key);
  CHECK(faulty.status == 422);
  CHECK(Contains(faulty.text, "/sectors/0/code"));
  CHECK(HttpSend(port, "PUT", target, "name: x", key + "Content-Type: text/yaml\r\n").status ==
        415);
  CHECK(Contains(HttpGet(port, "/v1/changes?since=1").text, "\"origin\":\"api\""));
  const std::string key_id = key.substr(key.find("kontor_") + 7, 8);
  CHECK(Contains(HttpGet(port, "/v1/changes?since=1").text, key_id));

  CHECK(HttpSend(port, "DELETE", target, {}).status == 401);
  CHECK(HttpSend(port, "DELETE", target, {}, KeyLine(database)).status != 204);  // it only reads
  CHECK(HttpSend(port, "DELETE", target, {}, key).status == 204);
  CHECK(HttpGet(port, target).status == 404);
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
}

TEST_CASE("many organisations come as lines, and a faulty line stops no other",
          "[app][serve][write]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  const std::string key = KeyLine(database, {"--scope", "read,write"});
  RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const std::string ndjson = key + "Content-Type: application/x-ndjson\r\n";
  const std::string lines =
      "{\"id\": \"portal:1\", \"name\": \"One\"}\n\n{\"id\": \"portal:2\"}\n"
      "{\"id\": \"portal:3\", \"name\": \"Three\"}";
  const HttpAnswer tried = HttpSend(port, "POST", "/v1/organisations?dry_run=true", lines, ndjson);
  CHECK(Contains(tried.text, "\"created\":2"));
  CHECK(HttpGet(port, "/v1/organisations/portal:1").status == 404);
  const HttpAnswer report = HttpSend(port, "POST", "/v1/organisations", lines, ndjson);
  INFO(report.text);
  CHECK(report.status == 200);
  CHECK(Contains(report.text, "\"created\":2"));
  CHECK(Contains(report.text, "\"failed\":1"));
  CHECK(Contains(report.text, "{\"line\":3,\"status\":\"failed\""));
  CHECK(HttpGet(port, "/v1/organisations/portal:3").status == 200);
  const HttpAnswer conditional =
      HttpSend(port, "POST", "/v1/organisations", lines, ndjson + "If-Match: *\r\n");
  CHECK(conditional.status == 400);
  // Nobody else writes meanwhile.
  CHECK(Kontor({"import", "demo", "--db", database}).exit_code == 1);
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
}

TEST_CASE("what users record outlives the server, and keys of widgets record nothing",
          "[app][serve][user]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  const std::string key = KeyLine(database, {"--scope", "write"});
  const std::string widget =
      KeyLine(database, {"--scope", "embed", "--origin", "https://portal.example"}) +
      "Origin: https://portal.example\r\n";
  const std::string dismissal =
      R"({"for": "pic:888000000", "organisation": "pic:888000003", "action": "dismissed"})";
  const std::string partners = "/v1/organisations/pic:888000000/partners";
  const std::string listed = R"(,"id":"pic:888000003")";  // not as a step of a path
  {
    RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
    const int port = PortOf(server.ReadLine());
    CHECK(Contains(HttpGet(port, partners).text, listed));
    CHECK(HttpSend(port, "POST", "/v1/feedback", dismissal, widget).status == 403);
    CHECK(HttpSend(port, "POST", "/v1/feedback", dismissal, key).status == 201);
    CHECK(
        HttpSend(port, "POST", "/v1/shortlists", R"({"for": "pic:888000000", "name": "Wood"})", key)
            .status == 201);
    CHECK(HttpSend(port, "POST", "/v1/shortlists/1/organisations",
                   R"({"organisation": "pic:888000002"})", key)
              .status == 201);
    CHECK_FALSE(Contains(HttpSend(port, "GET", partners, {}, widget).text, listed));
    server.Signal(SIGKILL);
    (void)server.Wait();
  }
  RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  CHECK_FALSE(Contains(HttpGet(port, partners).text, listed));
  const std::string list = HttpSend(port, "GET", "/v1/shortlists/1", {}, key).text;
  CHECK(Contains(list, "pic:888000002"));
  CHECK(Contains(list, "\"at_the_time\""));
  CHECK(HttpGet(port, "/v1/shortlists/1").status == 401);
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
  CHECK(Kontor({"verify", "--db", database}).exit_code == 0);
}

TEST_CASE("of a person that was removed no file holds anything", "[app][serve][user]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  const std::string key = KeyLine(database, {"--scope", "contact"});
  RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const std::string ada =
      R"({"organisation": "pic:888000000", "name": "Ada Lovelace", "email": "ada@example.org"})";
  const auto files_with_ada = [&] {
    size_t count = 0;
    for (const auto& [path, content] : ImageOf(directory.path())) {
      count += Contains(content, "Lovelace") || Contains(content, "ada@example") ? 1U : 0U;
    }
    return count;
  };
  CHECK(HttpSend(port, "POST", "/v1/persons", ada, key + "Idempotency-Key: ada\r\n").status == 201);
  CHECK(HttpSend(port, "PUT", "/v1/persons/1", ada, key).status == 200);
  CHECK(files_with_ada() > 0);
  const HttpAnswer receipt = HttpSend(port, "DELETE", "/v1/persons/1", {}, key);
  CHECK(receipt.status == 200);
  CHECK(Contains(receipt.text, "\"files_rewritten\":true"));
  CHECK(files_with_ada() == 0);
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
  CHECK(files_with_ada() == 0);
}

TEST_CASE("a server that only reads refuses to write and says how it could",
          "[app][serve][write]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  const std::string key = KeyLine(database, {"--scope", "write"});
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const HttpAnswer refused = HttpSend(port, "PUT", "/v1/organisations/x", R"({"name": "X"})", key);
  CHECK(refused.status == 403);
  CHECK(Contains(refused.text, "--write"));
}

TEST_CASE("a body is not waited for where nobody may send one", "[app][serve][write]") {
  const TemporaryDirectory directory;
  RunningKontor server(
      {"serve", "--write", "--db", NewDatabase(directory), "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const std::string announced = "Content-Length: 100000\r\n";  // and nothing of it comes
  CHECK(HttpSend(port, "PUT", "/v1/organisations/x", {}, announced).status == 401);
  CHECK(HttpSend(port, "POST", "/v1/search", {}, announced).status == 405);
}

TEST_CASE("keys come into force and lose it while a server runs", "[app][serve][key]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0", "--open-read", "no"});
  const int port = PortOf(server.ReadLine());
  const std::string target = "/v1/presets";
  CHECK(HttpGet(port, target).status == 401);
  CHECK(HttpGet(port, "/readyz").status == 200);
  const std::string key = KeyLine(database);
  const auto status = [&] { return HttpSend(port, "GET", target, {}, key).status; };
  CHECK(Eventually([&] { return status() == 200; }));
  const HttpAnswer answer = HttpSend(port, "GET", target, {}, key);
  CHECK(FieldOf(answer, "RateLimit-Policy") == "\"key\";q=120;w=12");
  const std::string keys = ReadText(KeysPath(database));
  WriteText(KeysPath(database), "{}");
  CHECK(Eventually([&] { return Contains(server.ErrorsSoFar(), "stay in force"); }));
  CHECK(status() == 200);
  WriteText(KeysPath(database), keys);
  const std::string id = key.substr(key.find("kontor_") + 7, 8);
  KontorOutput({"key", "revoke", id, "--db", database});
  CHECK(Eventually([&] { return status() == 401; }));
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
  CHECK_FALSE(Contains(KontorOutput({"key", "list", "--db", database}), "never"));
}

TEST_CASE("a server does not start with keys that it cannot read", "[app][serve][key]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  WriteText(KeysPath(database), "{}");
  const Outcome outcome = Kontor({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  CHECK(outcome.exit_code == 1);
  CHECK(Contains(outcome.err, "damaged"));
}

TEST_CASE("a port that is taken, an empty database: serve says so and fails", "[app][serve]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  const Outcome taken =
      Kontor({"serve", "--db", database, "--listen", "127.0.0.1:" + std::to_string(port)});
  INFO(taken.err);
  CHECK(taken.exit_code == 1);
  CHECK(Contains(taken.err, std::to_string(port)));

  const std::string empty = (directory.path() / "empty").string();
  Invocation nothing;
  nothing.arguments = {"import", "ndjson", "-", "--db", empty};
  nothing.input = "{\"kontor_ndjson\":1}\n";
  REQUIRE(Run(nothing).exit_code == 0);
  for (const char* verb : {"serve", "partners", "search"}) {
    std::vector<std::string> arguments = {verb, "--db", empty};
    if (std::string(verb) != "serve") {
      arguments.emplace_back("x");
    }
    const Outcome outcome = Kontor(arguments);
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK(Contains(outcome.err, "kontor import demo"));
  }
}

TEST_CASE("the answer over HTTP is that of the command line", "[app][serve]") {
  const TemporaryDirectory directory;
  const std::string database = NewDatabase(directory);
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  for (const char* day : {"2023-01-01", "2017-08-02"}) {
    const HttpAnswer answer =
        HttpGet(port, std::string("/v1/organisations/pic:888000000/partners?as_of=") + day);
    const std::string body = answer.text.substr(answer.text.find("\r\n\r\n") + 4);
    CHECK(body == KontorOutput({"partners", "pic:888000000", "--db", database, "--format", "json",
                                "--as-of", day}));
  }
}

}  // namespace kontor
