// The page in a real browser, where one is installed.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "tests/api/support.h"

namespace kontor {
namespace {

bool HasChromium() {
  return std::system("command -v chromium >/dev/null 2>&1") == 0;  // NOLINT: no user's words
}

// What the page has become after its scripts ran.
std::string Render(const TestServer& server, const std::string& path) {
  std::random_device random;
  const auto profile = std::filesystem::temp_directory_path() /
                       ("kontor-page-" + std::to_string(random()) + std::to_string(random()));
  const std::string command =
      "timeout 120 chromium --headless --no-sandbox --disable-gpu --no-first-run "
      "--disable-background-networking --disable-component-update --disable-sync "
      "--disable-dev-shm-usage --virtual-time-budget=8000 --user-data-dir='" +
      profile.string() + "' --dump-dom 'http://127.0.0.1:" + std::to_string(server.port()) + path +
      "' 2>/dev/null";
  std::string document;
  if (FILE* output = ::popen(command.c_str(), "r"); output != nullptr) {
    char bytes[4096];
    while (const size_t count = std::fread(bytes, 1, sizeof(bytes), output)) {
      document.append(bytes, count);
    }
    ::pclose(output);
  }
  std::error_code ignored;
  std::filesystem::remove_all(profile, ignored);
  return document;
}

bool Contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the page shows an organisation's partners with reasons", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  const std::string document = Render(server, "/?for=us&exclude_known=true");
  REQUIRE(Contains(document, "Alpha Maschinenbau"));
  CHECK(Contains(document, "Gamma Aceros"));
  CHECK(Contains(document, "They look for partners in your country"));
  CHECK(Contains(document, "Why they would want you"));
  CHECK(Contains(document, "Introductions, and what would raise them"));
  CHECK(Contains(document, "Invented demo data"));
  CHECK(Contains(document, "Data generation 1"));
  CHECK(Contains(document, "model balanced/2"));
  CHECK(Contains(document, "role=\"meter\""));
  CHECK_FALSE(Contains(document, "Beta Werke"));  // a known partner
}

TEST_CASE("the page lists what a search finds, with what it understood", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  const std::string document = Render(
      server, "/?q=C28+sector:C28+%3Fcountry:IT+near:us,2000km&kind=cluster_organisation,company");
  CHECK(Contains(document, "1 organisation matches."));
  CHECK(Contains(document, "“C28” is sector C28"));
  CHECK(Contains(document, "<span>sector:C28</span>"));
  CHECK(Contains(document, "<span>Near us: 2000 km</span>"));
  CHECK(Contains(document, "Kind: Company"));
  CHECK(Contains(document, "Met 0 of 1 wish; not country:IT"));
  CHECK(Contains(document, "organisations are left out because it is not known where they are"));
  CHECK(Contains(document, "0 km"));
  CHECK(Contains(document, "href=\"/?for=us\""));
}

TEST_CASE("the page ranks what a search finds for an organisation", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  const std::string document =
      Render(server, "/?q=near:us,2000&as=us&exclude_known=true&should=country:IT");
  CHECK(Contains(document, "As partners of Alpha Maschinenbau"));
  CHECK(Contains(document, "Gamma Aceros"));
  CHECK(Contains(document, "As a partner: "));
  CHECK(Contains(document, "Nearest first"));
  CHECK(Contains(document, "Near us: 2000 km"));
  CHECK(Contains(document, "Should: country:IT"));
  CHECK_FALSE(Contains(document, "Beta Werke"));  // a known partner
}

TEST_CASE("the page's facets choose several values and keep the others", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  const std::string document = Render(server, "/?q=sector:C28+country:DE");
  CHECK(Contains(document, "3 organisations match."));
  CHECK(Contains(document, "<mark>") == false);
  CHECK(
      Contains(document, "data-search=\"/?q=sector%3AC28&amp;country=DE%2CIT\""));  // Italy as well
  CHECK(Contains(document, "data-search=\"/?q=sector%3AC28\""));  // Germany no more
  CHECK(Contains(document, "data-facet=\"newcomer\""));
}

TEST_CASE("the page shows a way out of an empty answer", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  const std::string none = Render(server, "/?q=alpa+%3Fmasch&country=FR");
  CHECK(Contains(none, "No organisation matches."));
  CHECK(Contains(none, "Remove all filters"));
  CHECK(Contains(none, "Did you mean <a href=\"/?q=alpha+masch&amp;country=FR\""));
  CHECK(Contains(none, "before other words they mean nothing"));
}

TEST_CASE("the page says in words what went wrong", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  CHECK(Contains(Render(server, "/?for=nobody"), "no organisation is called 'nobody'"));
}

TEST_CASE("the page begins with what there is", "[api][page][browser]") {
  if (!HasChromium()) SKIP("chromium is not installed");
  TestServer server;
  CHECK(Contains(Render(server, "/"), "9 organisations and 3 partnerships"));
}

}  // namespace
}  // namespace kontor
