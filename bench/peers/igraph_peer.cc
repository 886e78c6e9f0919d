// igraph: personalised PageRank by PRPACK (to its own tolerance of 1e-10), and similarity weighted
// by inverse logarithms, which is Adamic and Adar's.
#include <igraph/igraph.h>

#include <memory>

#include "bench/peers/peers.h"

namespace kontor::bench {
namespace {

class Graph {
 public:
  explicit Graph(NodeIndex vertices) : vertices_(vertices) {
    igraph_vector_int_init(&ends_, 0);
    igraph_vector_init(&weights_, 0);
  }
  ~Graph() {
    igraph_destroy(&graph_);
    igraph_vector_destroy(&weights_);
    igraph_vector_int_destroy(&ends_);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  void Add(NodeIndex a, NodeIndex b, double weight) {
    igraph_vector_int_push_back(&ends_, static_cast<igraph_integer_t>(a));
    igraph_vector_int_push_back(&ends_, static_cast<igraph_integer_t>(b));
    igraph_vector_push_back(&weights_, weight);
  }
  void Finish() {
    igraph_create(&graph_, &ends_, static_cast<igraph_integer_t>(vertices_), IGRAPH_UNDIRECTED);
  }
  [[nodiscard]] const igraph_t* get() const { return &graph_; }
  [[nodiscard]] const igraph_vector_t* weights() const { return &weights_; }

 private:
  NodeIndex vertices_;
  igraph_t graph_ = {};
  igraph_vector_int_t ends_ = {};
  igraph_vector_t weights_ = {};
};

}  // namespace

Contestant IgraphWalk(const Dataset& data, double restart) {
  const CollaborationGraph& ties = data.graph();
  auto graph = std::make_shared<Graph>(ties.vertex_count());
  for (NodeIndex i = 0; i < ties.organisation_count(); ++i) {
    for (const NodeIndex partnership : ties.Neighbours(i)) {
      graph->Add(i, partnership, data.snapshot->strengths.Strength(partnership));
    }
  }
  graph->Finish();
  return {.name = "igraph, PRPACK",
          .answer = [&data, graph, restart](size_t first, std::span<std::vector<Scored>> best) {
            const NodeIndex asker = data.askers[first];
            igraph_vector_t scores;
            igraph_vector_init(&scores, 0);
            igraph_personalized_pagerank_vs(
                graph->get(), IGRAPH_PAGERANK_ALGO_PRPACK, &scores, nullptr, igraph_vss_all(),
                /*directed=*/false, 1.0 - restart,
                igraph_vss_1(static_cast<igraph_integer_t>(asker)), graph->weights(), nullptr);
            BestOf(std::span(VECTOR(scores), data.size()), asker, best.front());
            igraph_vector_destroy(&scores);
          }};
}

Contestant IgraphAdamicAdar(const Dataset& data, const Neighbours& neighbours) {
  auto graph = std::make_shared<Graph>(neighbours.size());
  for (NodeIndex i = 0; i < neighbours.size(); ++i) {
    for (const NodeIndex other : neighbours.Of(i)) {
      if (i < other) graph->Add(i, other, 1.0);
    }
  }
  graph->Finish();
  return {.name = "igraph",
          .answer = [&data, graph](size_t first, std::span<std::vector<Scored>> best) {
            const NodeIndex asker = data.askers[first];
            igraph_matrix_t scores;
            igraph_matrix_init(&scores, 0, 0);
            igraph_similarity_inverse_log_weighted(
                graph->get(), &scores, igraph_vss_1(static_cast<igraph_integer_t>(asker)),
                IGRAPH_ALL);
            BestOf(std::span(&MATRIX(scores, 0, 0), data.size()), asker, best.front());
            igraph_matrix_destroy(&scores);
          }};
}

}  // namespace kontor::bench
