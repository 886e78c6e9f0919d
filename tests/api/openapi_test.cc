// The document of the API says what the server does: it and the table of routes tell the same.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "api/json_document.h"
#include "api/routes.h"
#include "api/service.h"
#include "base/limits.h"
#include "engine/suggest.h"
#include "tests/api/support.h"
#include "tests/support/api_document.h"

namespace kontor {
namespace {

using Names = std::set<std::string>;

// Of operations: "GET /v1/search".
std::string OperationName(std::string_view method, std::string_view path) {
  return std::string(method) + " " + std::string(path);
}

// "GET, HEAD, OPTIONS" -> GET: the document describes neither HEAD nor OPTIONS, which every address
// has.
std::vector<std::string> DescribedMethods(std::string_view methods) {
  std::vector<std::string> described;
  while (!methods.empty()) {
    const std::string_view method = methods.substr(0, methods.find(','));
    if (method != "HEAD" && method != "OPTIONS") described.emplace_back(method);
    methods.remove_prefix(std::min(method.size() + 2, methods.size()));
  }
  return described;
}

Names ParametersIn(const DescribedOperation& operation, std::string_view place) {
  Names names;
  for (const Json& parameter : operation.parameters) {
    if (parameter["in"] == place) names.insert(parameter["name"]);
  }
  return names;
}

// The scopes of which a key needs one: "read", "embed"; "" where it needs none.
Names ScopesOf(const Json& security) {
  Names scopes;
  for (const Json& requirement : security) {
    if (requirement.empty()) continue;
    for (const Json& scope : requirement["key"]) scopes.insert(scope);
  }
  return scopes;
}

Names ScopesOf(const RouteRights& rights, std::string_view method) {
  Names scopes;
  const auto needed = Reads(method) ? rights.read : rights.change;
  if (needed) scopes.insert(std::string(Name(*needed)));
  if (Reads(method) && rights.embeddable) scopes.insert("embed");
  return scopes;
}

TEST_CASE("every route is in the document of the API, and no other is", "[api][openapi]") {
  Names served;
  for (const RouteEntry& entry : Routes()) {
    for (const std::string& method : DescribedMethods(entry.methods)) {
      served.insert(OperationName(method, entry.path));
    }
  }
  Names described;
  Names ids;
  for (const DescribedOperation& operation : DescribedOperations()) {
    described.insert(OperationName(operation.method, operation.path));
    INFO(operation.path);
    CHECK(ids.insert(operation.json["operationId"]).second);
  }
  CHECK(described == served);
}

TEST_CASE("the document of the API has the parameters that are taken, and their scopes",
          "[api][openapi]") {
  std::map<std::string, const RouteEntry*> entries;
  for (const RouteEntry& entry : Routes()) entries[std::string(entry.path)] = &entry;
  for (const DescribedOperation& operation : DescribedOperations()) {
    INFO(operation.method << " " << operation.path);
    const RouteEntry& entry = *entries.at(operation.path);
    const auto& taken = Reads(operation.method) ? entry.read : entry.change;
    CHECK(ParametersIn(operation, "query") ==
          (taken ? Names(taken->begin(), taken->end()) : Names()));
    const Json security = operation.json.value("security", Json::array());
    CHECK(ScopesOf(security) == ScopesOf(entry.rights, operation.method));
    for (const std::string& name : ParametersIn(operation, "path")) {
      CHECK(operation.path.find("{" + name + "}") != std::string::npos);
    }
    CHECK(ParametersIn(operation, "path").size() ==
          static_cast<size_t>(std::ranges::count(operation.path, '{')));
  }
}

TEST_CASE("limits in the document of the API are the server's", "[api][openapi]") {
  const Json& parameters = ApiDocument()["components"]["parameters"];
  const auto most = [&](const char* name, const char* limit) {
    return parameters[name]["schema"][limit].get<size_t>();
  };
  for (const char* name : {"Top", "MaxPerCountry", "MaxPerRegion", "MaxPerKind"}) {
    CHECK(most(name, "maximum") == Limits::max_top);
  }
  CHECK(most("Top", "default") == Limits::default_top);
  CHECK(most("SuggestTop", "maximum") == kMostProposals);
  CHECK(most("SuggestTop", "default") == kDefaultProposals);
  for (const char* name : {"Country", "Sector", "KindFilter", "Exclude", "Pin"}) {
    CHECK(most(name, "maxItems") == Limits::max_filter_codes);
  }
  const std::string description = ApiDocument()["info"]["description"];
  static_assert(Limits::max_uri_bytes == 8'192 && Limits::max_header_bytes == 16'384);
  static_assert(Limits::max_body_bytes == 1 << 20 && Limits::max_bulk_bytes == 32 << 20);
  static_assert(Limits::max_bulk_lines == 50'000);
  for (const char* limit : {"8,192 bytes", "16,384 bytes", "1 MiB", "32 MiB", "50,000 lines"}) {
    INFO(limit);
    CHECK(description.find(limit) != std::string::npos);
  }
}

// The answer of a server that only reads, to anybody.
class OpenTown {
 public:
  HttpAnswer Ask(std::string_view method, const std::string& target) {
    const HttpRequest request{method, target, {}, {}};
    return Described(request, service_.Answer(request));
  }

 private:
  FixedSource source_{Village()};
  Service service_{source_, TestDay, {.max_questions = 2}};
};

TEST_CASE("a parameter that is not known is refused everywhere, with the nearest that is",
          "[api][openapi]") {
  OpenTown town;
  for (const RouteEntry& entry : Routes()) {
    if (!entry.read || entry.rights.read.value_or(Scope::kRead) != Scope::kRead) continue;
    if (DescribedMethods(entry.methods).front() != "GET") continue;
    std::string path(entry.path);
    if (const size_t at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "us");
    INFO(path);
    const HttpAnswer answer = town.Ask("GET", path + "?x-unknown=1");
    CHECK(answer.status == 400);
    CHECK(Json::parse(answer.body)["parameter"] == "x-unknown");
    for (const std::string_view known : *entry.read) {
      const HttpAnswer near = town.Ask("GET", path + "?" + std::string(known) + "_=1");
      CHECK(near.status == 400);
      const std::string detail = Json::parse(near.body)["detail"];
      CHECK(detail.find("Did you mean '") != std::string::npos);
    }
  }
}

TEST_CASE("the document of the API is served with a tag, for programs everywhere",
          "[api][openapi]") {
  OpenTown town;
  const HttpAnswer answer = town.Ask("GET", "/openapi.json");
  CHECK(answer.status == 200);
  CHECK(answer.content_type == "application/json");
  CHECK(Json::parse(answer.body) == ApiDocument());
  CHECK(answer.Has("ETag"));
  CHECK(answer.Has("Access-Control-Allow-Origin"));
}

TEST_CASE("the page of the document loads nothing from elsewhere", "[api][openapi]") {
  OpenTown town;
  const HttpAnswer answer = town.Ask("GET", "/docs");
  CHECK(answer.status == 200);
  const auto policy = std::ranges::find(answer.headers, "Content-Security-Policy",
                                        [](const auto& field) { return field.first; });
  REQUIRE(policy != answer.headers.end());
  CHECK(policy->second.find("script-src 'self';") != std::string::npos);
  CHECK(policy->second.find("style-src 'self';") != std::string::npos);
  for (const char* file : {"/assets/docs.js", "/assets/docs.css"}) {
    CHECK(answer.body.find(file) != std::string::npos);
    CHECK(town.Ask("GET", file).status == 200);
  }
}

TEST_CASE("HEAD and OPTIONS are answered wherever the document has an address", "[api][openapi]") {
  OpenTown town;
  for (const DescribedOperation& operation : DescribedOperations()) {
    const HttpAnswer answer = town.Ask("OPTIONS", operation.path);
    INFO(operation.path);
    CHECK(answer.status == 204);
    const auto allowed =
        std::ranges::find(answer.headers, "Allow", [](const auto& field) { return field.first; });
    REQUIRE(allowed != answer.headers.end());
    CHECK(allowed->second.find(operation.method) != std::string::npos);
    CHECK((operation.method != "GET" || allowed->second.find("HEAD") != std::string::npos));
  }
}

TEST_CASE("an address that is nearly one is told what it might have been", "[api][openapi]") {
  OpenTown town;
  const HttpAnswer answer = town.Ask("GET", "/v1/exports/partner");
  CHECK(answer.status == 404);
  CHECK(Json::parse(answer.body)["detail"] ==
        "There is nothing at this address. Did you mean /v1/exports/partners?");
}

}  // namespace
}  // namespace kontor
