// What every store promises (store/store.h), asked of both implementations.
#include "tests/store/contract.h"

#include <algorithm>
#include <random>

namespace kontor {
namespace {

std::vector<NodeId> Sorted(std::vector<NodeId> ids) {
  std::ranges::sort(ids);
  return ids;
}

FOR_EACH_STORE("a new store is empty", "") {
  TestType made;
  const auto view = Must(made.store->View());
  CHECK(view->generation() == 0);
  CHECK(AllNodes(*view).empty());
  CHECK(AllEdges(*view).empty());
  CHECK(AllCommits(*view).empty());
  CHECK(AllLogEntries(*view).empty());
  CHECK_FALSE(Must(view->FindNode(kAlpha.id())).has_value());
  CHECK_FALSE(Must(view->FindEdge({kAlpha.id(), EdgeType::kParent, kBeta.id()})).has_value());
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("what was written is found, in order", "") {
  TestType made;
  CHECK(Must(made.store->Write(SmallGraph(), TestInfo())) == 1);
  const auto view = Must(made.store->View());
  CHECK(view->generation() == 1);
  CHECK(Must(view->FindNode(kAlpha.id())) == kAlpha);
  const Edge edge = MakeEdge(kBeta, EdgeType::kParticipatesIn, kProject);
  CHECK(Must(view->FindEdge(edge.key)) == edge);
  const std::vector<Node> nodes = AllNodes(*view);
  CHECK(nodes.size() == 4);
  CHECK(std::ranges::is_sorted(nodes, {}, &Node::id));
  const std::vector<Edge> edges = AllEdges(*view);
  CHECK(edges.size() == 3);
  CHECK(std::ranges::is_sorted(edges, {}, &Edge::key));
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("nodes are visited by type", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  std::vector<NodeId> ids;
  const auto view = Must(made.store->View());
  Must(view->ForEachNode(NodeType::kOrganisation, [&](const NodeView& node) {
    ids.push_back(node.id);
    return true;
  }));
  CHECK(ids == Sorted({kAlpha.id(), kBeta.id()}));
}

FOR_EACH_STORE("edges are visited from and to a node", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const auto view = Must(made.store->View());
  std::vector<EdgeKey> from;
  Must(view->ForEachEdgeFrom(kAlpha.id(), [&](const Edge& edge) {
    from.push_back(edge.key);
    return true;
  }));
  CHECK(from == std::vector<EdgeKey>{{kAlpha.id(), EdgeType::kParticipatesIn, kProject.id()},
                                     {kAlpha.id(), EdgeType::kInCountry, kGermany.id()}});
  std::vector<NodeId> to;
  Must(view->ForEachEdgeTo(kProject.id(), [&](const Edge& edge) {
    CHECK(edge == MakeEdge(edge.key.from == kAlpha.id() ? kAlpha : kBeta, EdgeType::kParticipatesIn,
                           kProject));
    to.push_back(edge.key.from);
    return true;
  }));
  CHECK(to == Sorted({kAlpha.id(), kBeta.id()}));
}

FOR_EACH_STORE("a visitor that has seen enough stops the visit", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  Must(made.store->Write(NodesBatch({MakeNode("pic:3", "Gamma")}), TestInfo()));
  const auto view = Must(made.store->View());
  int visits = 0;
  const auto once = [&visits](const auto&) { return ++visits < 0; };
  Must(view->ForEachNode(once));
  Must(view->ForEachNode(NodeType::kOrganisation, once));
  Must(view->ForEachEdge(once));
  Must(view->ForEachEdgeFrom(kAlpha.id(), once));
  Must(view->ForEachEdgeTo(kProject.id(), once));
  Must(view->ForEachCommit(0, once));
  Must(view->ForEachLogEntry(0, once));
  CHECK(visits == 7);
}

FOR_EACH_STORE("a write merges with what is there", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  Node renamed = MakeNode("pic:1", "Alpha United", NodeType::kOrganisation, 2);
  renamed.Set(Field::kCity, "Bonn", "test", Date{2});
  Edge newer = MakeEdge(kAlpha, EdgeType::kInCountry, kGermany, 2);
  newer.weight = 0.5F;
  newer.attributes = {{Field::kRole, "seat"}};
  newer.valid_from = Date{100};
  newer.valid_to = Date{200};
  CHECK(Must(made.store->Write({{}, {}, {renamed}, {newer}}, TestInfo())) == 2);
  const auto view = Must(made.store->View());
  CHECK(Must(view->FindNode(kAlpha.id())) == MergeNodes(kAlpha, renamed));
  CHECK(Must(view->FindEdge(newer.key)) == newer);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("writing the same facts again makes no commit", "") {
  TestType made;
  CHECK(Must(made.store->Write(SmallGraph(), TestInfo())) == 1);
  CHECK(Must(made.store->Write(SmallGraph(), TestInfo())) == 1);
  CHECK(Must(made.store->Write({}, TestInfo())) == 1);
  CHECK(AllCommits(*Must(made.store->View())).size() == 1);
}

FOR_EACH_STORE("statements of one node within one batch are merged", "") {
  TestType made;
  const Node newer = MakeNode("pic:1", "Newer name", NodeType::kOrganisation, 9);
  Must(made.store->Write(NodesBatch({newer, kAlpha, newer}), TestInfo()));
  const auto view = Must(made.store->View());
  CHECK(Must(view->FindNode(kAlpha.id())) == MergeNodes(kAlpha, newer));
  CHECK(AllCommits(*view)[0].counts.added == 1);
}

FOR_EACH_STORE("the order of writes does not matter", "") {
  std::mt19937_64 random(3);
  std::vector<Batch> batches;
  for (int i = 0; i < 40; ++i) {
    const Node node =
        MakeNode("pic:" + std::to_string(random() % 6), "Name " + std::to_string(random() % 4),
                 NodeType::kOrganisation, static_cast<int32_t>(random() % 5));
    Edge edge = MakeEdge(node, EdgeType::kInCountry, kGermany, static_cast<int32_t>(random() % 3));
    edge.weight = static_cast<float>(random() % 3);
    batches.push_back({{}, {}, {node}, {edge}});
  }
  TestType forwards;
  for (const Batch& batch : batches) Must(forwards.store->Write(batch, TestInfo()));
  std::ranges::shuffle(batches, random);
  TestType shuffled;
  for (const Batch& batch : batches) Must(shuffled.store->Write(batch, TestInfo()));
  const auto a = Must(forwards.store->View());
  const auto b = Must(shuffled.store->View());
  CHECK(AllNodes(*a) == AllNodes(*b));
  CHECK(AllEdges(*a) == AllEdges(*b));
}

FOR_EACH_STORE("a cleared node says what the batch says, and keeps its edges", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  Batch batch = NodesBatch({MakeNode("pic:1", "Omega", NodeType::kOrganisation, 0)});
  batch.clear_nodes = {kAlpha.id()};
  CHECK(Must(made.store->Write(batch, TestInfo())) == 2);
  const auto view = Must(made.store->View());
  CHECK(Must(view->FindNode(kAlpha.id())) == batch.nodes[0]);  // though it is the older statement
  CHECK(AllEdges(*view).size() == 3);
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "Alpha Cluster", 2)).empty());
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "omega", 2)).size() == 1);
  CHECK(Must(made.store->Write(batch, TestInfo())) == 2);  // nothing changes
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("an erased node takes its names and its edges with it", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  CHECK(Must(made.store->Write({{}, {kProject.id()}, {}, {}}, TestInfo())) == 2);
  const auto view = Must(made.store->View());
  CHECK_FALSE(Must(view->FindNode(kProject.id())).has_value());
  CHECK(AllEdges(*view).size() == 1);
  CHECK(Must(view->Resolve(NodeType::kPartnership, "Joint project", 10)).empty());
  CHECK(AllCommits(*view)[1].counts.erased == 3);
  CHECK(AllLogEntries(*view)[1].erased_nodes == std::vector{kProject.id()});
  CHECK(AllLogEntries(*view)[1].erased_edges.size() == 2);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("an erased edge is gone in both directions", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const EdgeKey key{kAlpha.id(), EdgeType::kParticipatesIn, kProject.id()};
  Must(made.store->Write({{key}, {}, {}, {}}, TestInfo()));
  const auto view = Must(made.store->View());
  CHECK_FALSE(Must(view->FindEdge(key)).has_value());
  int left = 0;
  Must(view->ForEachEdgeTo(kProject.id(), [&](const Edge&) { return ++left > 0; }));
  CHECK(left == 1);
  CHECK(Must(made.store->Write({{key}, {NodeId(1)}, {}, {}}, TestInfo())) == 2);
}

FOR_EACH_STORE("a batch erases before it writes", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const Node fresh = MakeNode("pic:1", "Fresh start", NodeType::kOrganisation, 0);
  const Edge edge = MakeEdge(kAlpha, EdgeType::kInCountry, kGermany, 0);
  Must(made.store->Write({{edge.key}, {kAlpha.id()}, {fresh}, {edge}}, TestInfo()));
  const auto view = Must(made.store->View());
  CHECK(Must(view->FindNode(kAlpha.id())) == fresh);
  CHECK(Must(view->FindEdge(edge.key)) == edge);
  CHECK(AllEdges(*view).size() == 2);
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "Alpha Cluster", 10)).empty());
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("names resolve however they are written, identifiers as they are", "") {
  TestType made;
  Node node = MakeNode("pic:9", "Universität Zürich");
  node.Set(Field::kAlias, "University of Zurich", "test", Date{1});
  node.Set(Field::kAcronym, "UZH", "test", Date{1});
  node.Set(Field::kIdentifier, "vat:CHE-1", "test", Date{1});
  Must(made.store->Write(NodesBatch({node, kAlpha}), TestInfo()));
  const auto view = Must(made.store->View());
  for (const auto* name :
       {"universitat  ZURICH", "University of Zürich", "uzh", "pic:9", "vat:CHE-1"}) {
    INFO(name);
    CHECK(Must(view->Resolve(NodeType::kOrganisation, name, 10)) == std::vector{node.id()});
  }
  for (const auto* name : {"vat:che-1", "Zurich", "", "...", "University of Zurich x"}) {
    INFO(name);
    CHECK(Must(view->Resolve(NodeType::kOrganisation, name, 10)).empty());
  }
  CHECK(Must(view->Resolve(NodeType::kCountry, "UZH", 10)).empty());
}

FOR_EACH_STORE("all nodes of one name are found, in order, up to a limit", "") {
  TestType made;
  std::vector<Node> nodes;
  std::vector<NodeId> ids;
  for (int i = 0; i < 20; ++i) {
    nodes.push_back(MakeNode("pic:" + std::to_string(i), "Same Name"));
    ids.push_back(nodes.back().id());
  }
  nodes[3].key = "same name";  // once by name, once by key
  ids[3] = nodes[3].id();
  Must(made.store->Write(NodesBatch(nodes), TestInfo()));
  const auto view = Must(made.store->View());
  ids = Sorted(ids);
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "same name", 100)) == ids);
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "SAME NAME", 5)) ==
        std::vector<NodeId>(ids.begin(), ids.begin() + 5));
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "same name", 0)).empty());
}

FOR_EACH_STORE("a renamed node is found by its old name as an alias", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const Node renamed = MakeNode("pic:1", "Omega", NodeType::kOrganisation, 5);
  Must(made.store->Write(NodesBatch({renamed}), TestInfo()));
  const auto view = Must(made.store->View());
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "omega", 10)).size() == 1);
  CHECK(Must(view->Resolve(NodeType::kOrganisation, "alpha cluster", 10)).size() == 1);
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("every commit is in the log with what it touched", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), {"import demo", "seed 7", 1'700'000'000}));
  Must(made.store->Write(NodesBatch({kAlpha, MakeNode("pic:3", "Gamma")}), TestInfo()));
  const auto view = Must(made.store->View());
  const std::vector<Commit> commits = AllCommits(*view);
  REQUIRE(commits.size() == 2);
  CHECK(commits[0].generation == 1);
  CHECK(commits[0].info.origin == "import demo");
  CHECK(commits[0].info.detail == "seed 7");
  CHECK(commits[0].info.unix_seconds == 1'700'000'000);
  CHECK(commits[0].counts.added == 7);
  CHECK(commits[1].counts.added == 1);
  CHECK(commits[1].counts.unchanged == 1);
  CHECK(AllCommits(*view, 2).size() == 1);
  const std::vector<LogEntry> entries = AllLogEntries(*view);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].nodes == Sorted({kAlpha.id(), kBeta.id(), kProject.id(), kGermany.id()}));
  CHECK(entries[0].edges.size() == 3);
  CHECK(entries[1].generation == 2);
  CHECK(entries[1].nodes == std::vector{NodeId::Of(NodeType::kOrganisation, "pic:3")});
  CHECK(AllLogEntries(*view, 2).size() == 1);
  CHECK(AllLogEntries(*view, 3).empty());
}

FOR_EACH_STORE("a view sees no later write", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const auto before = Must(made.store->View());
  Must(made.store->Write({{}, {kAlpha.id()}, {MakeNode("pic:3", "Gamma")}, {}}, TestInfo()));
  CHECK(before->generation() == 1);
  CHECK(Must(before->FindNode(kAlpha.id())) == kAlpha);
  CHECK(AllNodes(*before).size() == 4);
  CHECK(AllEdges(*before).size() == 3);
  CHECK(AllCommits(*before).size() == 1);
  CHECK(Must(before->Resolve(NodeType::kOrganisation, "Gamma", 10)).empty());
  CHECK(Must(made.store->View())->generation() == 2);
}

FOR_EACH_STORE("attributes are sorted, and equal edges are equal however they come", "") {
  TestType made;
  Edge edge = MakeEdge(kAlpha, EdgeType::kInCountry, kGermany);
  edge.attributes = {{Field::kRole, "a"}, {Field::kCity, "Bonn"}, {Field::kRole, "b"}};
  edge.weight = -0.0F;
  CHECK(Must(made.store->Write({{}, {}, {}, {edge}}, TestInfo())) == 1);
  std::ranges::reverse(edge.attributes);
  edge.weight = 0.0F;
  CHECK(Must(made.store->Write({{}, {}, {}, {edge}}, TestInfo())) == 1);
  const auto stored = Must(Must(made.store->View())->FindEdge(edge.key));
  REQUIRE(stored.has_value());
  CHECK(stored->attributes == std::vector<Attribute>{{Field::kCity, "Bonn"}, {Field::kRole, "b"}});
}

FOR_EACH_STORE("a store says which ends of edges never came", "") {
  TestType made;
  const Edge from_nowhere = MakeEdge(kBeta, EdgeType::kInCountry, kGermany);
  const Edge to_nowhere = MakeEdge(kAlpha, EdgeType::kParticipatesIn, kProject);
  Must(made.store->Write({{}, {}, {kAlpha, kGermany}, {from_nowhere, to_nowhere}}, TestInfo()));
  const std::vector<Finding> findings = Must(made.store->Verify());
  REQUIRE(findings.size() == 2);
  const std::string both = findings[0].what + findings[1].what;
  CHECK(both.find("starts from a node that does not exist") != std::string::npos);
  CHECK(both.find("leads to a node that does not exist") != std::string::npos);
  Must(made.store->Write(NodesBatch({kBeta, kProject}), TestInfo()));
  CHECK(Must(made.store->Verify()).empty());
}

FOR_EACH_STORE("statistics count nodes, edges and names", "") {
  TestType made;
  Must(made.store->Write(SmallGraph(), TestInfo()));
  const StoreStats stats = Must(made.store->Stats());
  CHECK(stats.generation == 1);
  CHECK(stats.schema_version == 1);
  CHECK(stats.nodes == 4);
  CHECK(stats.edges == 3);
  CHECK(stats.names == 8);  // a name and a key each
  CHECK(stats.nodes_by_type ==
        std::vector<std::pair<NodeType, uint64_t>>{
            {NodeType::kOrganisation, 2}, {NodeType::kCountry, 1}, {NodeType::kPartnership, 1}});
  CHECK(stats.edges_by_type == std::vector<std::pair<EdgeType, uint64_t>>{
                                   {EdgeType::kParticipatesIn, 2}, {EdgeType::kInCountry, 1}});
}

}  // namespace
}  // namespace kontor
