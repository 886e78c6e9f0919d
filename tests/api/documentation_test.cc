// docs/http.md says only what is true: its samples are run, and its answers compared.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/api/support.h"

namespace kontor {
namespace {

struct Sample {
  std::string target;
  int status = 0;
  std::string answer;  // empty where the page shows none
};

std::string ReadDocument() {
  const char* root = std::getenv("KONTOR_SOURCE_DIR");
  const std::filesystem::path path =
      std::filesystem::path(root != nullptr ? root : ".") / "docs/http.md";
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Blocks of ```http: request line, empty line, status, and perhaps the answer.
std::vector<Sample> Samples(const std::string& document) {
  constexpr std::string_view fence = "```http\n";
  std::vector<Sample> samples;
  for (size_t at = document.find(fence); at != std::string::npos;
       at = document.find(fence, at + 1)) {
    const size_t begin = at + fence.size();
    std::istringstream block(document.substr(begin, document.find("```\n", begin) - begin));
    std::string method;
    std::string line;
    Sample sample;
    block >> method >> sample.target >> sample.status;
    std::getline(block, line);
    while (std::getline(block, line)) sample.answer += line + "\n";
    REQUIRE(method == "GET");
    samples.push_back(sample);
  }
  return samples;
}

TEST_CASE("every documented request gets its documented answer", "[api][documentation]") {
  const std::string document = ReadDocument();
  if (document.empty()) SKIP("docs/http.md was not found: set KONTOR_SOURCE_DIR");
  const std::vector<Sample> samples = Samples(document);
  REQUIRE(samples.size() >= 12);
  TestServer server;
  auto client = server.Client();
  for (const Sample& sample : samples) {
    INFO("GET " << sample.target);
    const auto answer = client.Get(sample.target);
    REQUIRE(answer);
    CHECK(answer->status == sample.status);
    if (!sample.answer.empty()) {
      CHECK(nlohmann::json::parse(answer->body) == nlohmann::json::parse(sample.answer));
    }
  }
}

TEST_CASE("every member of an answer is documented", "[api][documentation]") {
  const std::string document = ReadDocument();
  if (document.empty()) SKIP("docs/http.md was not found: set KONTOR_SOURCE_DIR");
  TestServer server;
  auto client = server.Client();
  const auto partners = nlohmann::json::parse(client.Get("/v1/organisations/us/partners")->body);
  const auto profile = nlohmann::json::parse(client.Get("/v1/organisations/us")->body);
  const auto pair =
      nlohmann::json::parse(client.Get("/v1/explain?for=us&candidate=supplier")->body);
  for (const nlohmann::json& object :
       {partners, partners["partners"][0], profile, pair, pair["standing"]}) {
    for (const auto& [name, value] : object.items()) {
      INFO(name);
      CHECK(document.find("`" + name + "`") != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace kontor
