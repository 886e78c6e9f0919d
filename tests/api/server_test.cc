#include "api/server.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

using std::chrono::milliseconds;

TEST_CASE("every route answers over the network", "[api][server]") {
  TestServer server;
  auto client = server.Client();
  for (const char* path :
       {"/v1/organisations/us", "/v1/suggest?q=alpha", "/v1/organisations/us/partners",
        "/v1/explain?for=us&candidate=twin", "/v1/presets", "/healthz", "/readyz", "/",
        "/assets/kontor.js", "/v1/organisations/vat:DE%2F1",
        "/v1/organisations/Alpha%20Maschinenbau"}) {
    const auto answer = client.Get(path);
    INFO(path);
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->get_header_value("Kontor-Generation") == "1");
    CHECK(answer->get_header_value_count("Content-Type") == 1);
  }
}

TEST_CASE("HEAD has the fields of GET and no body", "[api][server]") {
  TestServer server;
  auto client = server.Client();
  const auto got = client.Get("/v1/presets");
  const auto head = client.Head("/v1/presets");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
  CHECK(head->get_header_value("Content-Length") == got->get_header_value("Content-Length"));
  CHECK(head->get_header_value("ETag") == got->get_header_value("ETag"));
}

TEST_CASE("OPTIONS and wrong methods are answered", "[api][server]") {
  TestServer server;
  auto client = server.Client();
  const auto options = client.Options("/v1/presets");
  CHECK(options->status == 204);
  CHECK(options->get_header_value("Allow") == "GET, HEAD, OPTIONS");
  const auto post = client.Post("/v1/presets", "{}", "application/json");
  REQUIRE(post);
  CHECK(post->status == 405);
  CHECK(post->get_header_value("Content-Type") == "application/problem+json");
  CHECK(post->get_header_value("Allow") == "GET, HEAD, OPTIONS");
  CHECK(client.Delete("/v1/organisations/us")->status == 401);
  CHECK(client.Get("/nothing")->status == 404);
}

TEST_CASE("a known tag gives 304 without a body or a length", "[api][server]") {
  TestServer server;
  RawClient client(server.port());
  REQUIRE(client.Send(
      "GET /v1/presets HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\nConnection: close\r\n\r\n"));
  const std::string answer = client.Receive();
  CHECK(StatusOf(answer) == 304);
  CHECK(answer.find("Content-Length") == std::string::npos);
  CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("gzip is sent to those who ask, and says the same", "[api][server]") {
  TestServer server;
  auto client = server.Client();
  const auto plain = client.Get("/v1/organisations/us/partners", {{"Accept-Encoding", "identity"}});
  CHECK_FALSE(plain->has_header("Content-Encoding"));
  RawClient raw(server.port());
  REQUIRE(raw.Send(
      "GET /v1/organisations/us/partners HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"));
  const std::string answer = raw.ReceiveAnswer();
  CHECK(answer.find("Content-Encoding: gzip\r\n") != std::string::npos);
  CHECK(answer.size() < plain->body.size());
  CHECK(client.Get("/v1/organisations/us/partners", {{"Accept-Encoding", "gzip"}})->body ==
        plain->body);
}

TEST_CASE("requests on one connection are answered in turn", "[api][server]") {
  TestServer server;
  RawClient client(server.port());
  REQUIRE(client.Send(std::string(kHealth) + std::string(kHealth) + "\r\n" + std::string(kHealth)));
  for (int i = 0; i < 3; ++i) CHECK(StatusOf(client.ReceiveAnswer()) == 200);
}

TEST_CASE("eight clients at once get the same bytes", "[api][server][concurrency]") {
  TestServer server;
  const std::string path = "/v1/organisations/us/partners?preset=balanced";
  const std::string expected = server.Client().Get(path)->body;
  std::vector<std::thread> threads;
  std::atomic<int> same = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      auto client = server.Client();
      for (int i = 0; i < 20; ++i) {
        const auto answer = client.Get(path);
        if (answer && answer->body == expected) ++same;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(same == 160);
}

TEST_CASE("the text of an exception stays inside", "[api][server][errors]") {
  std::mutex mutex;
  std::string told;
  ServerOptions options;
  options.on_failure = [&](const std::string& text) {
    const std::scoped_lock lock(mutex);
    told += text;
  };
  TestServer server(Village(), options);
  server.source().ThrowNext(1);
  auto client = server.Client();
  const auto answer = client.Get("/readyz");
  REQUIRE(answer);
  CHECK(answer->status == 500);
  CHECK(answer->body.find("secret") == std::string::npos);
  {
    const std::scoped_lock lock(mutex);
    CHECK(told == "no answer to /readyz: secret");
  }
  for (const auto& [name, value] : answer->headers)
    CHECK(value.find("secret") == std::string::npos);
  CHECK(nlohmann::json::parse(answer->body)["code"] == "internal");
  CHECK(client.Get("/readyz")->status == 200);
}

TEST_CASE("a failure while answering a failure ends one connection only", "[api][server][errors]") {
  TestServer server;
  server.source().ThrowNext(3);  // answering, saying that it failed, and saying so once more
  RawClient client(server.port());
  REQUIRE(client.Send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"));
  CHECK(client.Receive(20'000).empty());
  CHECK(client.closed());
  CHECK(server.Client().Get("/readyz")->status == 200);
}

TEST_CASE("a port that is taken is not taken again", "[api][server][errors]") {
  TestServer first;
  FixedSource source(Village());
  ServerOptions options;
  options.port = first.port();
  Server second(source, TestDay, options);
  const Status bound = second.Bind();
  REQUIRE_FALSE(bound);
  CHECK(bound.error().code == ErrorCode::kInUse);
  CHECK(bound.error().message.find(std::to_string(first.port())) != std::string::npos);
}

TEST_CASE("a host that is not ours is refused", "[api][server][errors]") {
  FixedSource source(Village());
  const auto refusal = [&](const ServerOptions& options) {
    const Status bound = Server(source, TestDay, options).Bind();
    return bound ? std::string("bound") : std::string(ErrorCodeName(bound.error().code));
  };
  CHECK(refusal({.host = "192.0.2.1", .port = 0}) == "invalid_argument");
  CHECK(refusal({.host = "no such host", .port = 0}) == "invalid_argument");
  CHECK(refusal({.port = 70'000}) == "invalid_argument");
  CHECK(refusal({.host = "", .port = 0}) == "invalid_argument");
}

TEST_CASE("stopping before serving ends it at once", "[api][server]") {
  FixedSource source(Village());
  Server server(source, TestDay, {.port = 0});
  REQUIRE(server.Bind());
  server.Stop();
  server.Stop();
  CHECK(server.Serve());
}

TEST_CASE("stopping closes idle connections without waiting for them", "[api][server]") {
  ServerOptions options;
  options.keep_alive_timeout = std::chrono::minutes(10);
  options.header_timeout = std::chrono::minutes(10);
  std::vector<RawClient> idle;
  {
    TestServer server(Village(), options);
    for (int i = 0; i < 20; ++i) {
      idle.emplace_back(server.port());
      REQUIRE(idle.back().Send(i % 2 == 0 ? kHealth : kHealth.substr(0, 20)));
    }
    CHECK(StatusOf(idle[0].ReceiveAnswer()) == 200);
  }  // would take ten minutes
  CHECK(idle[0].Receive().empty());
}

}  // namespace
}  // namespace kontor
