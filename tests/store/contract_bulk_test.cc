// What every store promises about bulk writes, and about records that it refuses.
#include <limits>

#include "base/limits.h"
#include "tests/store/contract.h"

namespace kontor {
namespace {

FOR_EACH_STORE("a bulk write is one commit of many parts", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const auto before = Must(made.store->View());
  const auto bulk = Must(made.store->BeginBulk({"import cordis", "fp7", 5}));
  CHECK(Must(bulk->Write(NodesBatch({MakeNode("pic:3", "Gamma"), kAlpha}))).added == 1);
  CHECK(Must(bulk->Write(SmallGraph())).unchanged == 7);
  CHECK(Must(bulk->Write({{}, {}, {}, {MakeEdge(kBeta, EdgeType::kInCountry, kGermany)}})).added ==
        1);
  CHECK(Must(bulk->Commit()) == 2);

  const auto view = Must(made.store->View());
  CHECK(view->generation() == 2);
  CHECK(AllNodes(*view).size() == 5);
  CHECK(AllEdges(*view).size() == 4);
  const std::vector<Commit> commits = AllCommits(*view);
  REQUIRE(commits.size() == 2);
  CHECK(commits[1].info.origin == "import cordis");
  CHECK(commits[1].counts.added == 2);
  CHECK(commits[1].counts.unchanged == 8);
  const std::vector<LogEntry> entries = AllLogEntries(*view, 2);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].part == 0);
  CHECK(entries[1].part == 1);
  CHECK(before->generation() == 1);
  CHECK(AllNodes(*before).size() == 4);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("a bulk write is seen by its own view and by no other", "") {
  TestType made;
  const auto bulk = Must(made.store->BeginBulk(TestInfo()));
  Must(bulk->Write(SmallGraph()));
  const auto inside = Must(bulk->View());
  CHECK(inside->generation() == 0);
  CHECK(Must(inside->Resolve(NodeType::kOrganisation, "alpha cluster", 10)).size() == 1);
  CHECK(AllLogEntries(*inside).empty());
  CHECK(AllNodes(*Must(made.store->View())).empty());
  Must(bulk->Write({{}, {kAlpha.id()}, {}, {}}));
  CHECK(AllNodes(*inside).size() == 4);
  CHECK(AllNodes(*Must(bulk->View())).size() == 3);
}

FOR_EACH_STORE("a bulk write without a commit leaves the store as it was", "") {
  TestType made;
  Must(made.store->Write(NodesBatch({kAlpha}), TestInfo()));
  {
    const auto bulk = Must(made.store->BeginBulk(TestInfo()));
    Must(bulk->Write(SmallGraph()));
  }
  CHECK(Must(made.store->View())->generation() == 1);
  CHECK(AllNodes(*Must(made.store->View())).size() == 1);
  CHECK(Must(made.store->Write(SmallGraph(), TestInfo())) == 2);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("a view of a bulk write stays readable when that write is given up", "") {
  TestType made;
  auto bulk = Must(made.store->BeginBulk(TestInfo()));
  Must(bulk->Write(SmallGraph()));
  const auto inside = Must(bulk->View());
  bulk.reset();
  const auto next = Must(made.store->BeginBulk(TestInfo()));
  Must(next->Write(NodesBatch({kAlpha})));
  CHECK(Must(next->Commit()) == 1);
  CHECK(AllNodes(*inside).size() == 4);
  CHECK(AllNodes(*Must(made.store->View())).size() == 1);
}

FOR_EACH_STORE("a bulk write that changes nothing makes no commit", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const auto bulk = Must(made.store->BeginBulk(TestInfo()));
  Must(bulk->Write(SmallGraph()));
  CHECK(Must(bulk->Commit()) == 1);
  CHECK(AllCommits(*Must(made.store->View())).size() == 1);
}

FOR_EACH_STORE("nothing else is written beside a bulk write", "") {
  TestType made;
  auto bulk = Must(made.store->BeginBulk(TestInfo()));
  CHECK(made.store->Write(SmallGraph(), TestInfo()).error().code == ErrorCode::kConflict);
  CHECK(made.store->BeginBulk(TestInfo()).error().code == ErrorCode::kConflict);
  bulk.reset();
  CHECK(Must(made.store->Write(SmallGraph(), TestInfo())) == 1);
}

FOR_EACH_STORE("a bulk write that has ended refuses more", "") {
  TestType made;
  const auto bulk = Must(made.store->BeginBulk(TestInfo()));
  Must(bulk->Write(SmallGraph()));
  Must(bulk->Commit());
  CHECK(bulk->Write(SmallGraph()).error().code == ErrorCode::kConflict);
  CHECK(bulk->View().error().code == ErrorCode::kConflict);
  CHECK(bulk->Commit().error().code == ErrorCode::kConflict);
  CHECK(Must(made.store->Write(NodesBatch({MakeNode("pic:3", "Gamma")}), TestInfo())) == 2);
}

FOR_EACH_STORE("bulk writes follow each other, and single writes them", "") {
  TestType made;
  for (int i = 0; i < 4; ++i) {
    const auto bulk = Must(made.store->BeginBulk(TestInfo()));
    Must(bulk->Write(NodesBatch({MakeNode("pic:" + std::to_string(i), "Bulk")})));
    CHECK(Must(bulk->Commit()) == static_cast<Generation>(2 * i + 1));
    const Node node = MakeNode("pic:x" + std::to_string(i), "Single");
    CHECK(Must(made.store->Write(NodesBatch({node}), TestInfo())) ==
          static_cast<Generation>(2 * i + 2));
  }
  CHECK(AllNodes(*Must(made.store->View())).size() == 8);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("a record that no store may hold is refused, and its batch with it", "") {
  TestType made;
  const auto refused = [&made](Batch batch, ErrorCode code) {
    batch.nodes.push_back(kAlpha);
    const Result<Generation> written = made.store->Write(batch, TestInfo());
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().code == code);
    const auto bulk = Must(made.store->BeginBulk(TestInfo()));
    CHECK(bulk->Write(batch).error().code == code);
    CHECK(Must(bulk->Commit()) == 0);
  };
  const auto with_value = [](const std::string& text, Date date = Date{1}) {
    Node node{NodeType::kOrganisation, "pic:1", {}};
    node.Set(Field::kCity, text, "test", date);
    return NodesBatch({node});
  };
  const auto with_edge = [](auto change) {
    Edge edge = MakeEdge(kAlpha, EdgeType::kInCountry, kGermany);
    change(edge);
    return Batch{{}, {}, {}, {edge}};
  };
  refused(NodesBatch({MakeNode("", "No key")}), ErrorCode::kInvalidArgument);
  refused(NodesBatch({MakeNode("a\xff", "Bad key")}), ErrorCode::kInvalidArgument);
  refused(NodesBatch({MakeNode("x", "No type", NodeType{77})}), ErrorCode::kInvalidArgument);
  refused(NodesBatch({MakeNode(std::string(Limits::max_key_bytes + 1, 'k'), "Long")}),
          ErrorCode::kLimit);
  refused(with_value("bad \xff"), ErrorCode::kInvalidArgument);
  refused(with_value(std::string("NUL \0", 5)), ErrorCode::kInvalidArgument);
  refused(with_value(std::string(Limits::max_value_bytes + 1, 'x')), ErrorCode::kLimit);
  refused(with_value("late", Date{Date::kLastDay + 1}), ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.weight = -1; }), ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.weight = std::numeric_limits<float>::quiet_NaN(); }),
          ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.key.type = EdgeType{99}; }), ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.key.to = NodeId(5); }), ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.valid_to = Date{Date::kFirstDay - 1}; }),
          ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.source = "\xff"; }), ErrorCode::kInvalidArgument);
  refused(with_edge([](Edge& edge) { edge.attributes = {{Field::kRole, "\xff"}}; }),
          ErrorCode::kInvalidArgument);
  refused(
      with_edge([](Edge& edge) { edge.attributes.resize(Limits::max_attributes_per_edge + 1); }),
      ErrorCode::kLimit);
  Node crowded{NodeType::kOrganisation, "pic:1", {}};
  for (size_t i = 0; i <= Limits::max_values_per_node; ++i) {
    crowded.Set(Field::kCity, "Bonn", "test", Date{1}, "l" + std::to_string(i));
  }
  refused(NodesBatch({crowded}), ErrorCode::kLimit);
  CHECK(Must(made.store->View())->generation() == 0);
  CHECK(AllNodes(*Must(made.store->View())).empty());
}

}  // namespace
}  // namespace kontor
