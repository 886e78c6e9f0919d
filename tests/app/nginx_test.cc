// The configuration for nginx in docs/ does what it is for.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

std::string Replaced(std::string text, const std::string& part, const std::string& with) {
  INFO(part);
  REQUIRE(Contains(text, part));
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += with.size()) {
    text.replace(at, part.size(), with);
  }
  return text;
}

// docs/nginx.conf with everything that a user is told to change, changed.
std::string ChangedConfiguration(const std::string& directory, int kontor, int tls, int plain) {
  std::string text = ReadText(SourceDirectory() / "docs" / "nginx.conf");
  for (const auto& [part, with] : std::initializer_list<std::pair<std::string, std::string>>{
           {"127.0.0.1:8080", "127.0.0.1:" + std::to_string(kontor)},
           {"listen 443 ssl", "listen 127.0.0.1:" + std::to_string(tls) + " ssl"},
           {"listen 80;", "listen 127.0.0.1:" + std::to_string(plain) + ";"},
           {"kontor.example", "localhost"},
           {"/etc/ssl/", directory + "/"},
           {"/var/log/nginx/", directory + "/"},
           {"rate=20r/s", "rate=1r/m"},
           {"burst=100", "burst=10"}}) {
    text = Replaced(std::move(text), part, with);
  }
  const std::string user = ::geteuid() == 0 ? "user root;\n" : "";  // the directory is ours alone
  const std::string paths =
      user + "pid " + directory + "/nginx.pid;\nerror_log " + directory + "/error.log;\n";
  std::string temporary;
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    temporary += std::string("  ") + kind + "_temp_path " + directory + "/" + kind + ";\n";
  }
  return paths + Replaced(std::move(text), "http {\n", "http {\n" + temporary);
}

// Runs nginx as a user would, asks through it, and ends it.
constexpr const char* kAsk = R"(
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost -keyout kontor.key -out kontor.pem 2> openssl.log
nginx -t -c "$PWD/nginx.conf" -p "$PWD" 2> check.log
nginx -c "$PWD/nginx.conf" -p "$PWD" -g 'daemon off;' 2> start.log &
nginx=$!
trap 'kill $nginx' EXIT
ask() { curl -sS --cacert kontor.pem --resolve "localhost:$TLS:127.0.0.1" "$@"; }
for attempt in $(seq 100); do [ -s nginx.pid ] && break; sleep 0.05; done
ask -o first -w '%{http_code} %{http_version}\n' "https://localhost:$TLS/v1/presets"
ask -o /dev/null -D - "https://localhost:$TLS/v1/search?q=private" | tr -d '\r' | grep -i '^strict\|^x-request-id'
ask -o /dev/null -w '%{http_code} metrics\n' "https://localhost:$TLS/metrics"
curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' --resolve "localhost:$PLAIN:127.0.0.1" "http://localhost:$PLAIN/v1/presets"
head -c 40000000 /dev/zero > large
ask -o /dev/null -w '%{http_code} large\n' --data-binary @large "https://localhost:$TLS/v1/organisations"
for n in $(seq 30); do ask -o /dev/null -w '%{http_code}\n' "https://localhost:$TLS/v1/search?q=private"; done | sort | uniq -c | tr -s ' '
cat kontor.log kontor.error.log error.log
)";

}  // namespace

TEST_CASE("nginx in front gives TLS, limits for each client, and a log without queries",
          "[app][nginx]") {
  const Outcome tools = Shell("command -v nginx openssl curl", "/");
  if (tools.exit_code != 0) SKIP("nginx, openssl or curl is not installed");
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  RunningKontor server({"serve", "--db", database, "--listen", "127.0.0.1:0"});
  const int kontor = PortOf(server.ReadLine());
  // Ports below those that the system hands out, by process, so that tests run beside each other.
  const int tls = 20'000 + static_cast<int>(::getpid()) % 6'000;
  const int plain = tls + 6'000;
  WriteText(directory.path() / "nginx.conf",
            ChangedConfiguration(directory.path().string(), kontor, tls, plain));
  const Outcome asked =
      Shell("TLS=" + std::to_string(tls) + " PLAIN=" + std::to_string(plain) + "\n" + kAsk,
            directory.path());
  INFO(asked.out << asked.err);
  REQUIRE(asked.exit_code == 0);
  CHECK(Contains(asked.out, "200 2\n"));
  CHECK(Contains(asked.out, "strict-transport-security: max-age=31536000\n"));
  CHECK(Contains(asked.out, "x-request-id: "));
  CHECK(Contains(asked.out, "404 metrics\n"));
  CHECK(Contains(asked.out, "301 https://localhost/v1/presets\n"));
  CHECK(Contains(asked.out, "413 large\n"));
  CHECK(Contains(asked.out, " 429\n"));  // of the thirty
  CHECK(Contains(asked.out, " 200\n"));
  CHECK(Contains(asked.out, "GET /v1/search 200 "));
  CHECK_FALSE(Contains(asked.out, "private"));
}

}  // namespace kontor
