#include "data/table_writer.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "data/cell_text.h"
#include "data/graph_writer.h"
#include "data/xlsx_writer.h"

namespace kontor {
namespace {

constexpr auto kColumns = std::to_array<TableColumn>({
    {"name"},
    {"count", CellKind::kInteger},
    {"share", CellKind::kNumber, 2},
    {"day", CellKind::kDate},
    {"is", CellKind::kFlag},
    {"page", CellKind::kLink},
});

Provenance Something() {
  return {.title = "Things",
          .question = "which?",
          .generation = 3,
          .model = "m/1",
          .as_of = MakeDate(2024, 2, 29),
          .sources = {"a", "b"},
          .notes = {"one", "two"}};
}

std::vector<Cell> ARow() {
  return {std::string("=1+1"),  uint64_t{7}, 0.125,
          MakeDate(2020, 1, 2), true,        std::string("https://example.org/a?b=c&d")};
}

std::string AWorkbook(size_t rows) {
  std::string text;
  const auto writer = MakeXlsxWriter(Something(), AppendTo(text));
  REQUIRE(writer->Begin("Things", kColumns));
  for (size_t i = 0; i < rows; ++i) REQUIRE(writer->Add(ARow()));
  REQUIRE(writer->Add(std::vector<Cell>(kColumns.size())));
  REQUIRE(writer->End());
  return text;
}

TEST_CASE("a provenance is told line by line, without what is empty", "[data][export]") {
  using Line = std::pair<std::string, std::string>;
  CHECK(AsLines(Something()) == std::vector<Line>{{"title", "Things"},
                                                  {"question", "which?"},
                                                  {"generation", "3"},
                                                  {"model", "m/1"},
                                                  {"as_of", "2024-02-29"},
                                                  {"sources", "a; b"},
                                                  {"notes", "one two"}});
  CHECK(AsLines({}) == std::vector<Line>{{"generation", "0"}});
}

TEST_CASE("cells as text", "[data][export]") {
  const std::vector<Cell> row = ARow();
  CHECK(TextOf(row[0], kColumns[0]) == "=1+1");
  CHECK(TextOf(row[1], kColumns[1]) == "7");
  CHECK(TextOf(row[2], kColumns[2]) == "0.12");
  CHECK(TextOf(row[3], kColumns[3]) == "2020-01-02");
  CHECK(TextOf(row[4], kColumns[4]) == "true");
  CHECK(TextOf(false, kColumns[4]) == "false");
  CHECK(TextOf(Date(), kColumns[3]).empty());
  CHECK(TextOf({}, kColumns[0]).empty());
}

TEST_CASE("the same rows give the same workbook", "[data][export][xlsx]") {
  const std::string workbook = AWorkbook(2);
  CHECK(workbook.starts_with("PK"));
  CHECK(workbook == AWorkbook(2));
  CHECK(workbook != AWorkbook(3));
}

TEST_CASE("a workbook that cannot be passed on fails once", "[data][export][xlsx]") {
  int calls = 0;
  const auto writer = MakeXlsxWriter(Something(), [&calls](std::string_view) {
    ++calls;
    return Status(Fail(ErrorCode::kNoSpace, "full"));
  });
  REQUIRE(writer->Begin("Things", kColumns));
  REQUIRE(writer->Add(ARow()));
  CHECK(calls == 0);
  CHECK(writer->End().error().code == ErrorCode::kNoSpace);
  CHECK(calls == 1);
}

TEST_CASE("a workbook that is given up leaves nothing", "[data][export][xlsx]") {
  std::string text;
  {
    const auto writer = MakeXlsxWriter(Something(), AppendTo(text));
    REQUIRE(writer->Begin("Things", kColumns));
    REQUIRE(writer->Add(ARow()));
  }
  CHECK(text.empty());
}

std::string AGraph(std::unique_ptr<GraphWriter> (*make)(Sink), bool with_edge) {
  std::string text;
  const auto writer = make(AppendTo(text));
  REQUIRE(writer->Begin(Something(), std::span(kColumns).first(3), std::span(kColumns).last(2)));
  REQUIRE(
      writer->AddNode("n:1", "One & all", std::vector<Cell>{std::string("x"), uint64_t{7}, 0.5}));
  REQUIRE(writer->AddNode("n:2", "Two", std::vector<Cell>(3)));
  if (with_edge) REQUIRE(writer->AddEdge("n:1", "n:2", std::vector<Cell>{false, Cell()}));
  REQUIRE(writer->End());
  return text;
}

TEST_CASE("a graph as GraphML", "[data][export][golden]") {
  CHECK(AGraph(MakeGraphMlWriter, true) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="g0" for="graph" attr.name="title" attr.type="string"/>
<key id="g1" for="graph" attr.name="question" attr.type="string"/>
<key id="g2" for="graph" attr.name="generation" attr.type="string"/>
<key id="g3" for="graph" attr.name="model" attr.type="string"/>
<key id="g4" for="graph" attr.name="as_of" attr.type="string"/>
<key id="g5" for="graph" attr.name="sources" attr.type="string"/>
<key id="g6" for="graph" attr.name="notes" attr.type="string"/>
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="n0" for="node" attr.name="name" attr.type="string"/>
<key id="n1" for="node" attr.name="count" attr.type="long"/>
<key id="n2" for="node" attr.name="share" attr.type="double"/>
<key id="e0" for="edge" attr.name="is" attr.type="boolean"/>
<key id="e1" for="edge" attr.name="page" attr.type="string"/>
<graph edgedefault="directed">
<data key="g0">Things</data>
<data key="g1">which?</data>
<data key="g2">3</data>
<data key="g3">m/1</data>
<data key="g4">2024-02-29</data>
<data key="g5">a; b</data>
<data key="g6">one two</data>
<node id="n:1"><data key="label">One &amp; all</data><data key="n0">x</data><data key="n1">7</data><data key="n2">0.50</data></node>
<node id="n:2"><data key="label">Two</data></node>
<edge source="n:1" target="n:2"><data key="e0">false</data></edge>
</graph>
</graphml>
)");
}

TEST_CASE("a graph without edges is a graph", "[data][export]") {
  CHECK(
      AGraph(MakeGexfWriter, false).ends_with("</nodes>\n<edges>\n</edges>\n</graph>\n</gexf>\n"));
  CHECK(AGraph(MakeGraphJsonWriter, false).ends_with("\n],\"links\":[\n]}\n"));
}

TEST_CASE("a graph as GEXF and as JSON", "[data][export]") {
  const std::string gexf = AGraph(MakeGexfWriter, true);
  CHECK(gexf.contains("<meta lastmodifieddate=\"2024-02-29\">"));
  CHECK(gexf.contains("question: which?&#10;"));
  CHECK(
      gexf.contains("<node id=\"n:1\" label=\"One &amp; all\"><attvalues>"
                    "<attvalue for=\"0\" value=\"x\"/><attvalue for=\"1\" value=\"7\"/>"));
  CHECK(
      gexf.contains("<edge id=\"0\" source=\"n:1\" target=\"n:2\"><attvalues>"
                    "<attvalue for=\"0\" value=\"false\"/></attvalues></edge>"));
  CHECK(
      AGraph(MakeGraphJsonWriter, true).contains(R"({"is":false,"source":"n:1","target":"n:2"})"));
}

}  // namespace
}  // namespace kontor
