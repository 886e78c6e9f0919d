// Every example in the document of the API is asked of a server of the demo network.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <string>
#include <vector>

#include "api/target.h"
#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"
#include "tests/support/api_document.h"

namespace kontor {
namespace {

using Json = nlohmann::ordered_json;

void AddNames(const Json& described, std::vector<std::string>& names) {
  if (!described.contains("examples")) return;
  for (const auto& [name, example] : described["examples"].items()) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

const Json& ContentOf(const Json& described) {
  static const Json none = Json::object();
  return described.contains("content") ? described["content"] : none;
}

const Json& BodyContent(const DescribedOperation& operation) {
  static const Json none = Json::object();
  return operation.json.contains("requestBody") ? ContentOf(operation.json["requestBody"]) : none;
}

bool HasExample(const Json& described, const std::string& name) {
  return described.contains("examples") && described["examples"].contains(name);
}

// Of an operation: each is one request. "" where no example has a name.
std::vector<std::string> ExampleNames(const DescribedOperation& operation) {
  std::vector<std::string> names;
  for (const Json& parameter : operation.parameters) AddNames(parameter, names);
  for (const auto& [type, content] : BodyContent(operation).items()) AddNames(content, names);
  // Refusals are shared: what they show belongs to requests that have an example of that name.
  for (const auto& [status, response] : operation.json["responses"].items()) {
    if (!status.starts_with('2')) continue;
    for (const auto& [type, content] : ContentOf(response).items()) AddNames(content, names);
  }
  if (names.empty()) names.emplace_back();
  return names;
}

// The example with that name, or the one that goes with all names; null for none.
Json ExampleOf(const Json& described, const std::string& name, bool is_required) {
  if (described.contains("example")) return described["example"];
  if (HasExample(described, name)) return described["examples"][name]["value"];
  return is_required ? described["examples"].front()["value"] : Json();
}

// As a parameter has it: lists with commas.
std::string AsText(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const Json& item : value) text += (text.empty() ? "" : ",") + AsText(item);
  return text;
}

std::string TargetOf(const DescribedOperation& operation, const std::string& name) {
  std::string target = operation.path;
  std::string query;
  for (const Json& parameter : operation.parameters) {
    const Json value = ExampleOf(parameter, name, parameter.value("required", false));
    if (value.is_null()) continue;
    const std::string field = parameter["name"];
    const std::string text = PercentEncode(AsText(value));
    if (parameter["in"] == "path") {
      target.replace(target.find('{'), field.size() + 2, text);
    } else if (parameter["in"] == "query") {
      query += (query.empty() ? "?" : "&") + field + "=" + text;
    }
  }
  return target + query;
}

struct ExampleBody {
  std::string type;
  std::string text;
};

ExampleBody BodyOf(const DescribedOperation& operation, const std::string& name) {
  const Json& contents = BodyContent(operation);
  if (contents.empty()) return {};
  std::string type = contents.begin().key();
  for (const auto& [candidate, content] : contents.items()) {
    if (HasExample(content, name)) type = candidate;
  }
  const Json value = ExampleOf(contents[type], name, true);
  return {type, value.is_string() ? value.get<std::string>() : value.dump()};
}

// Whether the document shows the answer to that example, and with another status.
bool IsExpected(const DescribedOperation& operation, const std::string& name, int status) {
  for (const auto& [code, response] : operation.json["responses"].items()) {
    for (const auto& [type, content] : ContentOf(Resolve(response)).items()) {
      if (HasExample(content, name)) return code == std::to_string(status);
    }
  }
  return status / 100 == 2;
}

TEST_CASE("every example in the document of the API is answered on the demo as described",
          "[app][openapi][long]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "demo", "--db", database});
  std::string key = KontorOutput({"key", "create", "--db", database, "--name", "Examples",
                                  "--scope", "read,write,contact,admin", "--burst", "10000"});
  key.pop_back();
  RunningKontor server({"serve", "--write", "--db", database, "--listen", "127.0.0.1:0"});
  const int port = PortOf(server.ReadLine());
  size_t asked = 0;
  for (const DescribedOperation& operation : DescribedOperations()) {
    for (const std::string& name : ExampleNames(operation)) {
      const std::string target = TargetOf(operation, name);
      const ExampleBody body = BodyOf(operation, name);
      std::string fields = "Authorization: Bearer " + key + "\r\n";
      if (!body.type.empty()) fields += "Content-Type: " + body.type + "\r\n";
      INFO(operation.method << " " << target << " (" << name << ")");
      const HttpAnswer answer = HttpSend(port, operation.method, target, body.text, fields);
      INFO(answer.text);
      CHECK(IsExpected(operation, name, answer.status));
      ++asked;
    }
  }
  CHECK(asked > 150);
  server.Signal(SIGTERM);
  CHECK(server.Wait() == 0);
}

}  // namespace
}  // namespace kontor
