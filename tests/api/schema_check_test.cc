// The checker of answers finds what is wrong with them; without that its silence says nothing.
#include "tests/support/schema_check.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/answer_check.h"
#include "tests/support/api_document.h"

namespace kontor {
namespace {

using AnyJson = nlohmann::ordered_json;

std::string FaultOf(const char* schema, const char* value) {
  return SchemaFault(AnyJson::parse(schema), AnyJson::parse(value));
}

TEST_CASE("a value that its schema does not allow is told with its place", "[api][openapi]") {
  CHECK(FaultOf(R"({"type": "integer", "minimum": 1})", "1").empty());
  CHECK(FaultOf(R"({"type": "integer"})", "1.5") == " is no \"integer\"");
  CHECK(FaultOf(R"({"type": ["string", "null"]})", "null").empty());
  CHECK(FaultOf(R"({"type": ["string", "null"]})", "3") == R"( is no ["string","null"])");
  CHECK(FaultOf(R"({"minimum": 1})", "0.5") == " is out of range: 0.5");
  CHECK(FaultOf(R"({"exclusiveMinimum": 0})", "0") == " is out of range: 0");
  CHECK(FaultOf(R"({"maximum": 1})", "2") == " is out of range: 2");
  CHECK(FaultOf(R"({"const": "ok"})", "\"no\"") == " is not \"ok\"");
  CHECK(FaultOf(R"({"enum": ["a"]})", "\"b\"") == " is none of [\"a\"]: \"b\"");
  CHECK(FaultOf(R"({"format": "date"})", "\"2024-02-30\"") == " is no date: 2024-02-30");
  CHECK(FaultOf(R"({"format": "date-time"})", "\"2024-02-03\"") == " is no date-time: 2024-02-03");
  CHECK(FaultOf(R"({"pattern": "^a$"})", "\"b\"") == " does not fit its pattern: b");
  CHECK(FaultOf(R"({"minLength": 1})", "\"\"") == " is too short");
  CHECK(FaultOf(R"({"maxItems": 1})", "[1, 2]") == " has too many items");
  CHECK(FaultOf(R"({"items": {"type": "null"}})", "[null, 1]") == "/1 is no \"null\"");
  CHECK(FaultOf(R"({"multipleOf": 2})", "2") ==
        " has a schema with 'multipleOf', which is not understood");
}

TEST_CASE("an object has the members of its schema, all that are required and no other",
          "[api][openapi]") {
  constexpr auto schema = R"({"required": ["a"], "properties": {"a": {"type": "null"}, "b": {}}})";
  CHECK(FaultOf(schema, R"({"a": null, "b": 1})").empty());
  CHECK(FaultOf(schema, R"({"b": 1})") == " lacks \"a\"");
  CHECK(FaultOf(schema, R"({"a": 1})") == "/a is no \"null\"");
  CHECK(FaultOf(schema, R"({"a": null, "c": 1})") == " has 'c', which is not in the document");
  constexpr auto joined = R"({"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]})";
  CHECK(FaultOf(joined, R"({"a": 1, "b": 1})").empty());
  CHECK(FaultOf(joined, R"({"c": 1})") == " has 'c', which is not in the document");
  constexpr auto counts =
      R"({"additionalProperties": {"type": "integer"}, "propertyNames": {"enum": ["a"]}})";
  CHECK(FaultOf(counts, R"({"a": 1})").empty());
  CHECK(FaultOf(counts, R"({"a": ""})") == "/a is no \"integer\"");
  CHECK(FaultOf(counts, R"({"b": 1})") == "/b is none of [\"a\"]: \"b\"");
}

TEST_CASE("a value fits one of several schemas", "[api][openapi]") {
  constexpr auto either = R"({"oneOf": [{"type": "null"}, {"type": "integer"}, {"minimum": 5}]})";
  CHECK(FaultOf(either, "null") == " fits several branches");
  CHECK(FaultOf(either, "3").empty());
  CHECK(FaultOf(R"({"anyOf": [{"type": "null"}, {"type": "integer"}]})", "3").empty());
  CHECK(FaultOf(R"({"anyOf": [{"type": "null"}, {"type": "integer"}]})", "true") ==
        R"( fits no branch;  is no "null";  is no "integer")");
}

TEST_CASE("an answer that the document of the API does not have is told", "[api][openapi]") {
  const auto fault = [](const std::string& text) {
    return AnswerFault("GET", "/healthz", ReadAnswer(text));
  };
  const std::string head = "HTTP/1.1 200 OK\r\nKontor-Generation: 1\r\n";
  const std::string type = "Content-Type: application/json\r\n";
  CHECK(fault(head + type + "\r\n{\"status\": \"ok\"}").empty());
  CHECK(fault(head + type + "\r\n{\"status\": \"no\"}") == "/status is not \"ok\"");
  CHECK(fault(head + type + "\r\n{") == "the body is no JSON");
  CHECK(fault(head + "\r\n{}") == "the field Content-Type is missing");
  CHECK(fault(head + "Content-Type: text/css\r\n\r\n") ==
        "the media type text/css is not described");
  CHECK(fault("HTTP/1.1 200 OK\r\n\r\n") == "the field Kontor-Generation is missing");
  CHECK(fault("HTTP/1.1 200 OK\r\nKontor-Generation: x\r\n\r\n") ==
        "the field Kontor-Generation does not fit its pattern: x");
  CHECK(fault("HTTP/1.1 204 No Content\r\n\r\n") == "the status is not described");
  CHECK_THROWS(RequireDescribed("GET", "/healthz", {204, {}, {}}));
}

// The examples of a place, with the schema that they stand beside.
void CheckExamples(const AnyJson& described) {
  if (described.contains("example")) {
    CHECK(SchemaFault(described["schema"], described["example"]).empty());
  }
  if (!described.contains("examples")) return;
  for (const auto& [name, example] : described["examples"].items()) {
    INFO(name);
    CHECK(SchemaFault(described["schema"], example["value"]).empty());
  }
}

TEST_CASE("every example of the document fits the schema that it stands beside", "[api][openapi]") {
  for (const DescribedOperation& operation : DescribedOperations()) {
    INFO(operation.method << " " << operation.path);
    for (const AnyJson& parameter : operation.parameters) CheckExamples(parameter);
    for (const auto& [status, described] : operation.json["responses"].items()) {
      const AnyJson& response = Resolve(described);
      if (!response.contains("content")) continue;
      for (const auto& [type, content] : response["content"].items()) CheckExamples(content);
    }
  }
}

}  // namespace
}  // namespace kontor
