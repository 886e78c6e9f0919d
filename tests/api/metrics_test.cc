#include "api/metrics.h"

#include <catch2/catch_test_macros.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/request_record.h"
#include "tests/api/support.h"

namespace kontor {
namespace {

bool HasLine(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

const RouteEntry* SearchEntry() {
  const std::vector<std::string> segments = {"v1", "search"};
  return MatchRoute(segments).entry;
}

TEST_CASE("answers are counted by route, method and status, and timed by route", "[api][metrics]") {
  using std::chrono::milliseconds;
  Metrics metrics;
  metrics.Observe(SearchEntry(), "GET", 200, milliseconds(1));
  metrics.Observe(SearchEntry(), "GET", 200, milliseconds(30));
  metrics.Observe(SearchEntry(), "HEAD", 400, milliseconds(60'000));
  metrics.Observe(nullptr, "BREW", 404, {});
  metrics.Observe(nullptr, "", -7, {});
  const std::vector<Gauge> gauges = {{"kontor_generation", "The commit.", 12.0}};
  const std::string text = metrics.Render(gauges);
  INFO(text);
  for (const std::string line :
       {R"(# TYPE kontor_http_requests_total counter)",
        R"(kontor_http_requests_total{route="/v1/search",method="GET",status="200"} 2)",
        R"(kontor_http_requests_total{route="/v1/search",method="HEAD",status="400"} 1)",
        R"(kontor_http_requests_total{route="none",method="other",status="404"} 1)",
        R"(kontor_http_requests_total{route="none",method="other",status="0"} 1)",
        R"(# TYPE kontor_http_request_duration_seconds histogram)",
        R"(kontor_http_request_duration_seconds_bucket{route="/v1/search",le="0.0005"} 0)",
        R"(kontor_http_request_duration_seconds_bucket{route="/v1/search",le="0.001"} 1)",
        R"(kontor_http_request_duration_seconds_bucket{route="/v1/search",le="0.05"} 2)",
        R"(kontor_http_request_duration_seconds_bucket{route="/v1/search",le="10"} 2)",
        R"(kontor_http_request_duration_seconds_bucket{route="/v1/search",le="+Inf"} 3)",
        R"(kontor_http_request_duration_seconds_sum{route="/v1/search"} 60.031)",
        R"(kontor_http_request_duration_seconds_count{route="/v1/search"} 3)",
        R"(# TYPE kontor_generation gauge)", "kontor_generation 12"}) {
    CHECK(HasLine(text, line));
  }
  CHECK(text.find("/v1/suggest") == std::string::npos);
}

TEST_CASE("many threads count together and lose nothing", "[api][metrics]") {
  Metrics metrics;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&metrics] {
      for (int n = 0; n < 1'000; ++n) metrics.Observe(SearchEntry(), "GET", 200, {});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(
      HasLine(metrics.Render({}),
              R"(kontor_http_requests_total{route="/v1/search",method="GET",status="200"} 4000)"));
}

TEST_CASE("an id of a request is the client's if it is harmless", "[api][metrics]") {
  CHECK(RequestIdOf("portal-7_a.B") == "portal-7_a.B");
  CHECK(RequestIdOf(std::string(64, 'a')) == std::string(64, 'a'));
  for (const std::string& other : {std::string(), std::string(65, 'a'), std::string("a b"),
                                   std::string("a\r\nSet-Cookie: x")}) {
    const std::string drawn = RequestIdOf(other);
    CHECK(drawn.size() == 16);
    CHECK(drawn != RequestIdOf(other));
    CHECK(RequestIdOf(drawn) == drawn);
  }
}

TEST_CASE("a server tells what became of each request, and not what was asked", "[api][metrics]") {
  std::mutex mutex;
  std::vector<std::string> told;
  ServerOptions options;
  options.on_answer = [&](const RequestRecord& record) {
    const std::scoped_lock lock(mutex);
    told.push_back(std::string(record.method) + " " + std::string(record.route) + " " +
                   std::to_string(record.status) + " " + std::string(record.id));
  };
  options.gauges = [] { return std::vector<Gauge>{{"kontor_test", "A test.", 1.5}}; };
  TestServer server(Village(), options);
  auto client = server.Client();
  const auto answer = client.Get("/v1/search?q=secret", {{"X-Request-Id", "mine"}});
  REQUIRE(answer);
  CHECK(answer->get_header_value("X-Request-Id") == "mine");
  CHECK(client.Get("/nowhere/secret")->status == 404);
  CHECK(client.Delete("/v1/presets")->status == 405);
  const auto metrics = client.Get("/metrics");
  REQUIRE(metrics);
  CHECK(metrics->get_header_value("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(HasLine(metrics->body, "kontor_test 1.5"));
  CHECK(HasLine(metrics->body,
                "kontor_organisations " + std::to_string(Village()->graph.organisation_count())));
  CHECK(
      HasLine(metrics->body,
              R"(kontor_http_requests_total{route="/v1/presets",method="DELETE",status="405"} 1)"));
  RawClient broken(server.port());
  REQUIRE(broken.Send("nonsense\r\n\r\n"));
  CHECK(StatusOf(broken.Receive()) == 400);
  const std::scoped_lock lock(mutex);
  REQUIRE(told.size() == 5);
  CHECK(told[0] == "GET /v1/search 200 mine");
  CHECK(told[1].starts_with("GET  404 "));
  CHECK(told[2].starts_with("DELETE /v1/presets 405 "));
  CHECK(told[4].starts_with("  400 "));
}

}  // namespace
}  // namespace kontor
