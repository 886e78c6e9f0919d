// SuiteSparse:GraphBLAS: walks by power iteration, Adamic-Adar as a product of sparse vectors and
// matrices.
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdio>
#include <memory>

// The header knows nothing of C++ linkage.
extern "C" {
#include <GraphBLAS.h>
}

#include "bench/peers/peers.h"

namespace kontor::bench {
namespace {

void Start() {
  static const bool started = [] {
    GrB_init(GrB_NONBLOCKING);
    GxB_Global_Option_set(GxB_GLOBAL_NTHREADS, 1);
    return true;
  }();
  (void)started;
}

class Matrix {
 public:
  explicit Matrix(NodeIndex size) : size_(size) { Start(); }
  ~Matrix() { GrB_Matrix_free(&matrix_); }
  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;

  void Add(NodeIndex row, NodeIndex column, double value) {
    rows_.push_back(row);
    columns_.push_back(column);
    values_.push_back(value);
  }
  void Finish() {
    GrB_Matrix_new(&matrix_, GrB_FP64, size_, size_);
    GrB_Matrix_build_FP64(matrix_, rows_.data(), columns_.data(), values_.data(), rows_.size(),
                          GrB_PLUS_FP64);
    GrB_Matrix_wait(matrix_, GrB_MATERIALIZE);
    rows_ = columns_ = {};
    values_ = {};
  }
  [[nodiscard]] GrB_Matrix get() const { return matrix_; }

 private:
  NodeIndex size_;
  std::vector<GrB_Index> rows_;
  std::vector<GrB_Index> columns_;
  std::vector<double> values_;
  GrB_Matrix matrix_ = nullptr;
};

class Vector {
 public:
  explicit Vector(NodeIndex size) { GrB_Vector_new(&vector_, GrB_FP64, size); }
  ~Vector() { GrB_Vector_free(&vector_); }
  Vector(const Vector&) = delete;
  Vector& operator=(const Vector&) = delete;
  [[nodiscard]] GrB_Vector& get() { return vector_; }

 private:
  GrB_Vector vector_ = nullptr;
};

// The entries of a vector as a list of the best.
void BestOf(GrB_Vector vector, NodeIndex organisations, NodeIndex asker,
            std::vector<Scored>& best) {
  GrB_Index count = 0;
  GrB_Vector_nvals(&count, vector);
  std::vector<GrB_Index> indices(count);
  std::vector<double> values(count);
  GrB_Vector_extractTuples_FP64(indices.data(), values.data(), &count, vector);
  BestList list;
  list.Start(kTop);
  for (size_t i = 0; i < count; ++i) {
    if (indices[i] >= organisations || indices[i] == asker || values[i] <= 0.0) continue;
    list.Add({values[i], static_cast<NodeIndex>(indices[i])});
  }
  best = list.Finish();
  std::ranges::sort(best, IsBetter);
}

// Probabilities to an L1 change of 1e-6. REQUIRES: the start has ties
void PowerIteration(const Matrix& steps, NodeIndex vertices, NodeIndex start, double restart,
                    Vector& current) {
  Vector next(vertices);
  Vector difference(vertices);
  GrB_Vector_assign_FP64(current.get(), nullptr, nullptr, 0.0, GrB_ALL, vertices, nullptr);
  GrB_Vector_setElement_FP64(current.get(), 1.0, start);
  for (double change = 1.0; change > 1e-6;) {
    GrB_Vector_assign_FP64(next.get(), nullptr, nullptr, 0.0, GrB_ALL, vertices, nullptr);
    GrB_Vector_setElement_FP64(next.get(), restart, start);
    GrB_mxv(next.get(), nullptr, GrB_PLUS_FP64, GrB_PLUS_TIMES_SEMIRING_FP64, steps.get(),
            current.get(), nullptr);
    GrB_Vector_eWiseAdd_BinaryOp(difference.get(), nullptr, nullptr, GrB_MINUS_FP64, next.get(),
                                 current.get(), nullptr);
    GrB_Vector_apply(difference.get(), nullptr, nullptr, GrB_ABS_FP64, difference.get(), nullptr);
    GrB_Vector_reduce_FP64(&change, nullptr, GrB_PLUS_MONOID_FP64, difference.get(), nullptr);
    std::swap(current.get(), next.get());
  }
}

}  // namespace

Contestant GraphBlasWalk(const Dataset& data, double restart) {
  const CollaborationGraph& graph = data.graph();
  const TieStrengths& strengths = data.snapshot->strengths;
  auto steps = std::make_shared<Matrix>(graph.vertex_count());
  for (NodeIndex v = 0; v < graph.vertex_count(); ++v) {
    for (const NodeIndex u : graph.Neighbours(v)) {
      const double strength = strengths.Strength(graph.IsPartnership(v) ? v : u);
      steps->Add(u, v, (1.0 - restart) * strength / strengths.Total(graph, v));
    }
  }
  steps->Finish();
  return {.name = "GraphBLAS, power iteration",
          .answer = [&data, steps, restart](size_t first, std::span<std::vector<Scored>> best) {
            const NodeIndex asker = data.askers[first];
            Vector scores(data.graph().vertex_count());
            PowerIteration(*steps, data.graph().vertex_count(), asker, restart, scores);
            BestOf(scores.get(), data.size(), asker, best.front());
          }};
}

Contestant GraphBlasAdamicAdar(const Dataset& data, const Neighbours& neighbours) {
  // Row i holds the neighbours of i, each with what i is worth.
  auto worths = std::make_shared<Matrix>(neighbours.size());
  for (NodeIndex i = 0; i < neighbours.size(); ++i) {
    for (const NodeIndex other : neighbours.Of(i)) worths->Add(i, other, neighbours.Worth(i));
  }
  worths->Finish();
  return {
      .name = "GraphBLAS",
      .answer = [&data, &neighbours, worths](size_t first, std::span<std::vector<Scored>> best) {
        const NodeIndex asker = data.askers[first];
        Vector ours(neighbours.size());
        for (const NodeIndex other : neighbours.Of(asker)) {
          GrB_Vector_setElement_FP64(ours.get(), 1.0, other);
        }
        Vector scores(neighbours.size());
        GrB_vxm(scores.get(), nullptr, nullptr, GrB_PLUS_TIMES_SEMIRING_FP64, ours.get(),
                worths->get(), nullptr);
        BestOf(scores.get(), data.size(), asker, best.front());
      }};
}

}  // namespace kontor::bench
