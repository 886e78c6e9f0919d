// What clients must not be able to do to the server and to each other.
#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

using std::chrono::milliseconds;

std::string Exchange(const TestServer& server, std::string_view request) {
  RawClient client(server.port());
  client.Send(request);
  return client.Receive();
}

TEST_CASE("requests over a limit are refused with the limit's status", "[api][abuse][limits]") {
  TestServer server;
  const std::string host = "Host: x\r\n";
  const auto status = [&](const std::string& request) {
    const std::string answer = Exchange(server, request);
    CHECK(answer.find("application/problem+json") != std::string::npos);
    CHECK(answer.find("Connection: close") != std::string::npos);
    return StatusOf(answer);
  };
  CHECK(status("GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n") == 414);
  CHECK(status("GET /" + std::string(1 << 20, 'a')) == 414);
  CHECK(status("GET / HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'a') + "\r\n\r\n") == 431);
  std::string endless;
  for (int i = 0; i < 20'000; ++i) endless += "X: " + std::to_string(i) + "\r\n";
  CHECK(status("GET / HTTP/1.1\r\n" + host + endless) == 431);
  CHECK(status("POST / HTTP/1.1\r\n" + host + "Content-Length: 99000000\r\n\r\n") == 413);
  CHECK(status("BREW / HTTP/1.1\r\n" + host + "\r\n") == 501);
  CHECK(status("GET / HTTP/3.0\r\n" + host + "\r\n") == 505);
  CHECK(status("nonsense\r\n\r\n") == 400);
  CHECK(status("GET / HTTP/1.1\r\n\r\n") == 400);
}

TEST_CASE("a second request cannot be smuggled in the body of the first",
          "[api][abuse][smuggling]") {
  TestServer server;
  const std::string smuggled(kHealth);
  for (const std::string framing : {"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
                                    "Content-Length: 5\r\nContent-Length: 6\r\n",
                                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                                    "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"}) {
    for (const std::string method : {"GET", "POST"}) {
      const std::string answer = Exchange(server, method + " /healthz HTTP/1.1\r\nHost: x\r\n" +
                                                      framing + "\r\n0\r\n\r\n" + smuggled);
      INFO(method << " with " << framing);
      CHECK(StatusOf(answer) >= 400);
      CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);  // one answer, then the end
    }
  }
}

TEST_CASE("a large body is answered, not swallowed", "[api][abuse][limits]") {
  TestServer server;
  auto client = server.Client();
  const auto answer = client.Post("/v1/presets", std::string(900'000, 'a'), "text/plain");
  REQUIRE(answer);
  CHECK(answer->status == 405);
}

TEST_CASE("two hundred idle connections and eight slow ones do not delay a request",
          "[api][abuse][slow]") {
  ServerOptions options;
  options.keep_alive_timeout = std::chrono::minutes(10);
  options.header_timeout = std::chrono::minutes(10);
  TestServer server(Village(), options);
  std::vector<RawClient> waiting;
  for (int i = 0; i < 200; ++i) {
    waiting.emplace_back(server.port());
    REQUIRE(waiting.back().Send(kHealth));
    REQUIRE(StatusOf(waiting.back().ReceiveAnswer()) == 200);
  }
  for (int i = 0; i < 8; ++i) {
    waiting.emplace_back(server.port());
    REQUIRE(waiting.back().Send("GET /healthz HTTP/1.1\r\nHo"));
  }
  RawClient fresh(server.port());
  REQUIRE(fresh.Send(kHealth));
  CHECK(StatusOf(fresh.ReceiveAnswer()) == 200);
}

TEST_CASE("a head that does not come in time ends the connection", "[api][abuse][slow]") {
  ServerOptions options;
  options.header_timeout = milliseconds(50);
  TestServer server(Village(), options);
  RawClient client(server.port());
  REQUIRE(client.Send("GET /healthz HTTP/1.1\r\nHo"));
  CHECK(StatusOf(client.Receive(20'000)) == 408);
}

TEST_CASE("drops of a head do not extend its time", "[api][abuse][slow]") {
  ServerOptions options;
  options.header_timeout = milliseconds(200);
  TestServer server(Village(), options);
  RawClient client(server.port());
  REQUIRE(client.Send("GET /healthz HTTP/1.1\r\n"));
  std::string answer;
  for (int i = 0; i < 500 && answer.empty(); ++i) {
    client.Send("X: a\r\n");
    answer = client.Receive(20);
    if (i > 60) break;  // more than 60 fields would be refused for their number
  }
  CHECK(StatusOf(answer) == 408);
}

TEST_CASE("an idle connection is closed without a word", "[api][abuse][slow]") {
  ServerOptions options;
  options.keep_alive_timeout = milliseconds(50);
  TestServer server(Village(), options);
  RawClient idle(server.port());
  CHECK(idle.Receive(20'000).empty());
  CHECK(idle.closed());
}

TEST_CASE("connections over the bound are closed, and there is room again later", "[api][abuse]") {
  ServerOptions options;
  options.max_connections = 2;
  options.keep_alive_timeout = std::chrono::minutes(10);
  TestServer server(Village(), options);
  {
    RawClient first(server.port());
    RawClient second(server.port());
    REQUIRE(first.Send(kHealth));
    REQUIRE(StatusOf(first.ReceiveAnswer()) == 200);
    REQUIRE(second.Send(kHealth));
    REQUIRE(StatusOf(second.ReceiveAnswer()) == 200);
    RawClient third(server.port());
    third.Send(kHealth);
    CHECK(third.Receive(20'000).empty());
    CHECK(third.closed());
  }
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  int status = 0;
  while (status != 200 && std::chrono::steady_clock::now() < deadline) {
    status = StatusOf(Exchange(server, "GET /healthz HTTP/1.0\r\n\r\n"));
  }
  CHECK(status == 200);
}

TEST_CASE("a client that does not read its answers costs its own connection only",
          "[api][abuse][slow]") {
  ServerOptions options;
  options.write_timeout = milliseconds(100);
  TestServer server(Village(), options);
  RawClient deaf(server.port());
  const std::string page = "GET /assets/kontor.css HTTP/1.1\r\nHost: x\r\n\r\n";
  std::string many;
  for (int i = 0; i < 2'000; ++i) many += page;
  std::thread sender([&] { deaf.Send(many); });  // ends when the server closes
  CHECK(server.Client().Get("/healthz")->status == 200);
  sender.join();
}

TEST_CASE("percent-encoded line ends reach no header", "[api][abuse]") {
  TestServer server;
  const std::string answer = Exchange(
      server, "GET /v1/x%0d%0aInjected:%20yes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(StatusOf(answer) == 404);
  CHECK(answer.find("\r\nInjected") == std::string::npos);
}

}  // namespace
}  // namespace kontor
