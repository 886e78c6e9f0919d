#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>

#include "base/limits.h"
#include "data/ndjson_line.h"
#include "tests/data/ndjson_support.h"

namespace kontor {
namespace {

TEST_CASE("importing an export twice changes nothing", "[data][ndjson]") {
  const TemporaryDirectory directory;
  const auto file = directory.Write(
      "in.ndjson", std::string(kNdjsonHeader) +
                       R"({"type":"organisation","key":"a","values":[{"field":"name","text":"A"}]})"
                       "\n");
  const auto store = MakeMemoryStore();
  const auto first = ImportNdjson(*store, file, {});
  REQUIRE(first);
  const auto second = ImportNdjson(*store, file, {});
  REQUIRE(second);
  CHECK(second->generation == first->generation);
  CHECK(second->counts.unchanged == 1);
}

TEST_CASE("a file that is not complete finds the taxonomies in the store", "[data][ndjson]") {
  Problems problems;
  const auto store = StoreOfNdjson(
      "{\"kontor_ndjson\":1}\n"
      R"({"type":"organisation","key":"a","edges":[{"type":"in_country","to_type":"country","to":"GR"}]})",
      problems);
  CHECK(problems.all.empty());
  CHECK(CountNodes(*store, NodeType::kSector) > 900);
  CHECK(CountEdges(*store, EdgeType::kInRegion) == 0);
}

TEST_CASE("each bad line is reported with its line and field, and the others are imported",
          "[data][ndjson]") {
  struct Case {
    std::string line;
    std::string problem;
  };
  const std::string big_key(Limits::max_key_bytes + 1, 'k');
  const std::string big_value(Limits::max_value_bytes + 1, 'v');
  const auto value = [](const std::string& members) {
    return R"({"type":"organisation","key":"b","values":[)" + members + "]}";
  };
  const auto edge = [](const std::string& members) {
    return R"({"type":"organisation","key":"b","edges":[)" + members + "]}";
  };
  const std::vector<Case> cases = {
      {"nonsense", ": is not JSON"},
      {"{", ": is not JSON"},
      {R"({"type":"organisation","key":"b")", ": is not JSON"},
      {R"({"type":"organisation","key":"b"} x)", ": is not JSON"},
      {"[]", ": is an array"},
      {"null", ": is null"},
      {"3", ": is a number"},
      {R"("text")", ": is a string"},
      {"{}", ": has no type"},
      {R"({"type":"organisation"})", ": has no key"},
      {R"({"type":"organisation","key":""})", "key: is empty"},
      {R"({"type":"organisation","key":"b\u0000"})", "key: is not clean UTF-8"},
      {"{\"type\":\"organisation\",\"key\":\"\xff\"}", ": is not JSON"},
      {R"({"type":"organisation","key":"\ud800"})", ": is not JSON"},
      {R"({"type":"organisation","key":")" + big_key + "\"}", "key: is longer"},
      {R"({"type":"shop","key":"b"})", "type: 'shop' is not a type of node"},
      {R"({"type":7,"key":"b"})", "type: is a number"},
      {R"({"type":"organisation","type":"organisation","key":"b"})", "type: stands there twice"},
      {R"({"type":"organisation","key":"b","colour":"red"})", "colour: is not a member"},
      {R"({"type":"organisation","key":"b","values":{}})", "values: is an object"},
      {R"({"type":"organisation","key":"b","values":"x"})", "values: is a string"},
      {R"({"kontor_ndjson":1})", "kontor_ndjson: is a header"},
      {R"({"kontor_ndjson":1,"type":"organisation"})", ": mixes"},
      {R"({"type":"organisation","key":"b","complete":true})", ": has complete"},
      {value("1"), "values[0]: is a number"},
      {value("{}"), "values[0]: has no field"},
      {value(R"({"field":"name"})"), "values[0]: has no text"},
      {value(R"({"field":"nam","text":"x"})"), "values[0].field: 'nam' is not a field"},
      {value(R"({"field":"name","text":"x"},{"field":"name","text":"x","text":"y"})"),
       "values[1].text: stands there twice"},
      {value(R"({"field":"name","text":true})"), "values[0].text: is true or false"},
      {value(R"({"field":"name","text":"x\u0000"})"), "values[0].text: is not clean"},
      {value(R"({"field":"name","text":")" + big_value + "\"}"), "values[0].text: is longer"},
      {value(R"({"field":"name","text":"x","date":"2026-02-30"})"),
       "values[0].date: '2026-02-30' is not a date"},
      {value(R"({"field":"name","text":"x","lang":[]})"), "values[0].lang: is an array"},
      {value(R"({"field":"name","text":"x","source":{}})"), "values[0].source: is an object"},
      {edge("{}"), "edges[0]: has no type"},
      {edge(R"({"type":"in_country","to":"DE"})"), "edges[0]: has no to_type"},
      {edge(R"({"type":"in_country","to_type":"country"})"), "edges[0]: has no target"},
      {edge(R"({"type":"likes","to_type":"country","to":"DE"})"), "edges[0].type: 'likes'"},
      {edge(R"({"type":"in_country","to_type":"planet","to":"DE"})"), "edges[0].to_type: 'planet'"},
      {edge(R"({"weight":1e999})"), "edges[0].weight: is a number out of range"},
      {edge(R"({"weight":1e300})"), "edges[0].weight: is a number out of range"},
      {edge(R"({"weight":-0.5})"), "edges[0].weight: is not a weight"},
      {edge(R"({"weight":-3})"), "edges[0].weight: is not a weight"},
      {edge(R"({"weight":"1"})"), "edges[0].weight: is a string"},
      {edge(R"({"valid_from":"soon"})"), "edges[0].valid_from: 'soon' is not a date"},
      {edge(R"({"attributes":{"role":"x","role":"y"}})"),
       "edges[0].attributes.role: stands there twice"},
      {edge(R"({"attributes":{"rolle":"x"}})"), "edges[0].attributes.rolle: is not the name"},
      {edge(R"({"attributes":{"role":""}})"), "edges[0].attributes.role: is empty"},
      {edge(R"({"attributes":{"role":{}}})"), "edges[0].attributes.role: is an object"},
      {edge(R"({"attributes":[]})"), "edges[0].attributes: is an array"},
      {std::string(100'000, '['), ": is an array"},
      {R"({"type":"organisation","key":"b","values":)" + std::string(100'000, '['),
       "values[0]: is an array"},
  };
  std::string text(kNdjsonHeader);
  for (const Case& each : cases) text += each.line + "\n";
  text += R"({"type":"organisation","key":"good"})";
  Problems problems;
  ImportSummary summary;
  const auto store = StoreOfNdjson(text, problems, &summary);
  REQUIRE(problems.all.size() == cases.size());
  for (size_t i = 0; i < cases.size(); ++i) {
    INFO(cases[i].line.substr(0, 100));
    CHECK(problems.all[i].line == i + 2);
    const std::string told = problems.all[i].column + ": " + problems.all[i].reason;
    CHECK(told.substr(0, cases[i].problem.size()) == cases[i].problem);
  }
  CHECK(summary.rows == cases.size() + 1);
  CHECK(summary.bad_rows == cases.size());
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 1);
}

TEST_CASE("the sample in docs/ndjson.md can be imported", "[data][ndjson]") {
  const char* root = std::getenv("KONTOR_SOURCE_DIR");
  if (root == nullptr) SKIP("KONTOR_SOURCE_DIR is not set: run the tests with ctest");
  const std::string page = ReadFile(std::filesystem::path(root) / "docs" / "ndjson.md");
  constexpr std::string_view kFence = "```json\n";
  const size_t begin = page.find(kFence) + kFence.size();
  Problems problems;
  const auto store = StoreOfNdjson(page.substr(begin, page.find("```", begin) - begin), problems);
  CHECK(problems.all.empty());
  CHECK(Find(*store, NodeType::kOrganisation, "platform:17").Text(Field::kName) ==
        "Cluster Holz Tirol");
}

TEST_CASE("a line may not have more values than a node", "[data][ndjson]") {
  std::string line = R"({"type":"organisation","key":"a","values":[)";
  for (size_t i = 0; i <= Limits::max_values_per_node; ++i) {
    line += std::string(i == 0 ? "" : ",") + R"({"field":"alias","text":"x"})";
  }
  NdjsonRecord record;
  const auto problem = ReadNdjsonLine(line + "]}", record);
  REQUIRE(problem);
  CHECK(problem->field == "values[512]");
}

TEST_CASE("a line that is too much for its node is reported, and the others are imported",
          "[data][ndjson]") {
  const auto line = [](const std::string& key, int first, int count) {
    std::string text = R"({"type":"organisation","key":")" + key + R"(","values":[)";
    for (int i = first; i < first + count; ++i) {
      if (i > first) text += ',';
      text += R"({"field":"description","text":"a","lang":"l)" + std::to_string(i) + "\"}";
    }
    return text + "]}\n";
  };
  Problems problems;
  ImportSummary summary;
  const auto store = StoreOfNdjson(std::string(kNdjsonHeader) + line("a", 0, 300) +
                                       line("b", 0, 1) + line("a", 300, 300) + line("c", 0, 1),
                                   problems, &summary);
  CHECK(summary.bad_rows == 1);
  REQUIRE(problems.all.size() == 1);
  CHECK(problems.all[0].line == 4);
  CHECK(problems.Mentions("the number of values exceeds 512; the record was left out"));
  CHECK(Find(*store, NodeType::kOrganisation, "a").values.size() == 300);
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 3);
}

TEST_CASE("a line that is too long is reported and skipped", "[data][ndjson]") {
  Problems problems;
  const auto store = StoreOfNdjson(
      std::string(kNdjsonHeader) + R"({"type":"organisation","key":")" +
          std::string(10 << 20, 'x') + "\"}\n" + R"({"type":"organisation","key":"good"})",
      problems);
  REQUIRE(problems.all.size() == 1);
  CHECK(problems.all[0].line == 2);
  CHECK(CountNodes(*store, NodeType::kOrganisation) == 1);
}

TEST_CASE("edges into nowhere are reported after the file and left out", "[data][ndjson]") {
  const auto line = [](std::string_view from, std::string_view to) {
    return R"({"type":"organisation","key":")" + std::string(from) +
           R"(","edges":[{"type":"related_to","to_type":"organisation","to":")" + std::string(to) +
           "\"}]}\n";
  };
  Problems problems;
  ImportSummary summary;
  const auto store = StoreOfNdjson(
      std::string(kNdjsonHeader) + line("a", "b") + line("b", "nobody") + line("c", "nobody") +
          line("d", "lost") + R"({"type":"organisation","key":"lost","key":"twice"})",
      problems, &summary);
  REQUIRE(problems.all.size() == 3);
  CHECK(problems.all[0].line == 6);
  CHECK(problems.all[1].line == 3);
  CHECK(problems.all[1].column == "edges[0].to");
  CHECK(problems.all[1].reason.contains("2 edges to it were left out"));
  CHECK(problems.all[2].line == 5);
  CHECK(CountEdges(*store, EdgeType::kRelatedTo) == 1);
  const auto findings = store->Verify();
  REQUIRE(findings);
  CHECK(findings->empty());
}

TEST_CASE("an edge to a node that the store has is kept", "[data][ndjson]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Batch batch;
  batch.nodes.push_back({NodeType::kOrganisation, "old", {}});
  REQUIRE(store->Write(batch, {"test", "", 0}));
  Problems problems;
  const auto file = directory.Write(
      "in.ndjson",
      std::string(kNdjsonHeader) +
          R"({"type":"organisation","key":"new","edges":[{"type":"related_to","to_type":"organisation","to":"old"}]})");
  REQUIRE(ImportNdjson(*store, file, problems.Options()));
  CHECK(problems.all.empty());
  CHECK(CountEdges(*store, EdgeType::kRelatedTo) == 1);
}

TEST_CASE("what is not a file of ours is refused and changes nothing", "[data][ndjson]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto code = [&](std::string_view content) {
    const auto imported = ImportNdjson(*store, directory.Write("x", content), {});
    return imported ? ErrorCode::kInternal : imported.error().code;
  };
  CHECK(code("") == ErrorCode::kBadData);
  CHECK(code("{}\n") == ErrorCode::kBadData);
  CHECK(code(R"({"type":"organisation","key":"a"})") == ErrorCode::kBadData);
  CHECK(code("PK\x03\x04") == ErrorCode::kBadData);
  CHECK(code(R"({"kontor_ndjson":2})") == ErrorCode::kTooNew);
  const auto missing = ImportNdjson(*store, directory.path() / "missing", {});
  REQUIRE(!missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
  CHECK(store->Stats()->generation == 0);
}

TEST_CASE("a dry run and a cancelled import keep nothing", "[data][ndjson]") {
  const TemporaryDirectory directory;
  const auto file = directory.Write(
      "in.ndjson", std::string(kNdjsonHeader) + R"({"type":"organisation","key":"a"})");
  const auto store = MakeMemoryStore();
  ImportOptions dry;
  dry.dry_run = true;
  const auto summary = ImportNdjson(*store, file, dry);
  REQUIRE(summary);
  CHECK(summary->counts.added == 1);
  ImportOptions cancelled;
  cancelled.on_progress = [](const Progress&) { return false; };
  const auto stopped = ImportNdjson(*store, file, cancelled);
  REQUIRE(!stopped);
  CHECK(stopped.error().code == ErrorCode::kUnavailable);
  CHECK(store->Stats()->generation == 0);
}

}  // namespace
}  // namespace kontor
