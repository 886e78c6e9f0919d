#include "engine/common_ground.h"

#include <algorithm>
#include <bit>

namespace kontor {
namespace {

constexpr size_t kBatch = 64;

// Calls visit(i) for the bits that are set, ascending.
template <typename Visit>
void ForEachBit(uint64_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<size_t>(std::countr_zero(bits)));
}

// One pass for at most kBatch organisations.
class Pass {
 public:
  Pass(const Snapshot& snapshot, const Neighbourhood& neighbourhood,
       std::span<const NodeIndex> others, CommonGroundScratch& scratch)
      : snapshot_(snapshot),
        graph_(snapshot.graph),
        x_(neighbourhood.organisation()),
        neighbourhood_(neighbourhood),
        others_(others),
        scratch_(scratch),
        found_(others.size()),
        best_(others.size()) {
    scratch_.takes_part.Resize(graph_.vertex_count());
    scratch_.partnerships.Resize(graph_.vertex_count());
    for (size_t i = 0; i < others.size(); ++i) {
      for (const NodeIndex p : graph_.Neighbours(others[i])) {
        scratch_.takes_part.Use(p) |= uint64_t{1} << i;
        scratch_.partnerships.Insert(p);
      }
    }
  }
  ~Pass() {
    scratch_.takes_part.Clear();
    scratch_.partnerships.Clear();
  }
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;

  std::vector<CommonGround> Run(bool with_back) {
    for (const NodeIndex p : graph_.Neighbours(x_)) {
      ForEachBit(scratch_.takes_part[p], [this](size_t i) { ++found_[i].joint_partnerships; });
    }
    if (with_back) PrepareNear();
    for (const NodeIndex z : neighbourhood_.partners()) {
      LookAround(z, with_back ? Near(z) : nullptr);
    }
    for (size_t i = 0; i < others_.size(); ++i) WritePath(i);
    if (with_back) AddConnectionsBack();
    return std::move(found_);
  }

 private:
  struct TwoSteps {
    NodeIndex between = kNoNode;
    NodeIndex last = kNoNode;  // vertex of the partnership between that and the other
    Date older;                // of the starts of both partnerships
  };

  // Counts partner z of x for all that it has worked with. Where `near` is not null, writes
  // near[i] = a(y_i, z) * W(z)^(-busy_damping), as in graph/partner_paths.h.
  void LookAround(NodeIndex z, double* near) {
    const Date newest = graph_.Start(neighbourhood_.NewestWith(z));
    const double openness = snapshot_.partner_ties.Openness(z);
    uint64_t worked_with = 0;
    for (const NodeIndex p : graph_.Neighbours(z)) {
      if (!scratch_.partnerships.Contains(p)) continue;
      const uint64_t members = scratch_.takes_part[p];
      worked_with |= members;
      const Date older = std::min(newest, graph_.Start(p));
      const double part = snapshot_.partner_ties.Strength(p) * openness;
      ForEachBit(members, [&](size_t i) {
        if (others_[i] == z) return;
        Improve(best_[i], {z, p, older});
        if (near != nullptr) near[i] += part;
      });
    }
    ForEachBit(worked_with, [&](size_t i) {
      if (others_[i] != z) ++found_[i].common_partners;
    });
  }

  static void Improve(TwoSteps& best, const TwoSteps& other) {
    const bool better = best.between == kNoNode || other.older > best.older ||
                        (other.older == best.older &&
                         std::pair(other.last, other.between) < std::pair(best.last, best.between));
    if (better) best = other;
  }

  void WritePath(size_t i) {
    const NodeIndex first_partnership = graph_.organisation_count();
    const NodeIndex direct = neighbourhood_.NewestWith(others_[i]);
    if (direct != kNoNode) {
      found_[i].path = {{x_, others_[i], direct - first_partnership}};
    } else if (best_[i].between != kNoNode) {
      const auto& [between, last, older] = best_[i];
      found_[i].path = {{x_, between, neighbourhood_.NewestWith(between) - first_partnership},
                        {between, others_[i], last - first_partnership}};
    }
  }

  // A row for each partner of x.
  void PrepareNear() {
    scratch_.place.Resize(graph_.organisation_count());
    scratch_.near.assign(neighbourhood_.partners().size() * others_.size(), 0.0);
    uint32_t place = 0;
    for (const NodeIndex z : neighbourhood_.partners()) scratch_.place.Use(z) = ++place;
  }
  [[nodiscard]] double* Near(NodeIndex z) const {
    return &scratch_.near[(scratch_.place[z] - 1) * others_.size()];
  }

  // What comes to x through partnership p from y_i, for all i; `through` is 0.
  void SumThrough(NodeIndex p, double* through) const {
    const size_t width = others_.size();
    for (const NodeIndex z : graph_.Neighbours(p)) {
      if (z == x_) continue;
      const double* near = Near(z);
      for (size_t i = 0; i < width; ++i) through[i] += near[i];
    }
  }

  // How much partnership p is about what the organisation does whose theme weights are spread out.
  [[nodiscard]] double Match(NodeIndex p) const {
    double sum = 0.0;
    for (const ThemeWeight& one :
         snapshot_.themes.PartnershipVector(p - graph_.organisation_count())) {
      sum += scratch_.theme_weights[one.theme] * static_cast<double>(one.weight);
    }
    return sum;
  }

  void AddConnectionsBack() {
    const auto partnerships = graph_.Neighbours(x_);
    const size_t width = others_.size();
    std::vector<double>& through = scratch_.through;
    through.assign(partnerships.size() * width, 0.0);
    for (size_t k = 0; k < partnerships.size(); ++k) {
      SumThrough(partnerships[k], &through[k * width]);
    }
    scratch_.theme_weights.resize(snapshot_.themes.size(), 0.0);
    for (size_t i = 0; i < width; ++i) {
      const auto themes = snapshot_.themes.Vector(others_[i]);
      for (const ThemeWeight& one : themes) {
        scratch_.theme_weights[one.theme] = static_cast<double>(one.weight);
      }
      for (size_t k = 0; k < partnerships.size(); ++k) {
        const double strength = snapshot_.partner_ties.Strength(partnerships[k]);
        found_[i].back += PartnerConnection::Part(strength, strength * through[k * width + i],
                                                  Match(partnerships[k]));
      }
      for (const ThemeWeight& one : themes) scratch_.theme_weights[one.theme] = 0.0;
    }
    scratch_.place.Clear();
  }

  const Snapshot& snapshot_;
  const CollaborationGraph& graph_;
  const NodeIndex x_;
  const Neighbourhood& neighbourhood_;
  const std::span<const NodeIndex> others_;
  CommonGroundScratch& scratch_;
  std::vector<CommonGround> found_;
  std::vector<TwoSteps> best_;
};

}  // namespace

std::vector<CommonGround> FindCommonGround(const Snapshot& snapshot,
                                           const Neighbourhood& neighbourhood,
                                           std::span<const NodeIndex> others, bool with_back,
                                           CommonGroundScratch& scratch) {
  std::vector<CommonGround> all;
  all.reserve(others.size());
  for (size_t begin = 0; begin < others.size(); begin += kBatch) {
    const auto batch = others.subspan(begin, std::min(kBatch, others.size() - begin));
    auto found = Pass(snapshot, neighbourhood, batch, scratch).Run(with_back);
    std::ranges::move(found, std::back_inserter(all));
  }
  return all;
}

}  // namespace kontor
