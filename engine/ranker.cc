#include "engine/ranker.h"

#include <cassert>
#include <cstdio>

#include "engine/evaluation_metrics.h"

namespace kontor {
namespace {

class PresetRanker : public Ranker {
 public:
  PresetRanker(const Snapshot& snapshot, const Preset& preset, Date as_of,
               std::optional<double> newcomer_share)
      : snapshot_(snapshot), newcomer_share_(newcomer_share) {
    query_.top = kListLength;
    query_.exclude_known = true;
    query_.as_of = as_of;
    query_.preset = preset;
    query_.newcomer_share = newcomer_share.value_or(preset.newcomer_floor);
  }

  [[nodiscard]] std::string name() const override {
    return newcomer_share_ ? WithShare(*newcomer_share_) : ModelName(query_.preset);
  }
  [[nodiscard]] std::string without_floor() const override {
    if (query_.newcomer_share == 0.0) return {};
    return query_.preset.newcomer_floor == 0.0 ? ModelName(query_.preset) : WithShare(0.0);
  }
  [[nodiscard]] bool ranks_candidates() const override { return true; }
  std::vector<NodeIndex> Rank(NodeIndex asker, RankScratch& scratch) const override {
    PartnerQuery query = query_;
    query.organisation = asker;
    auto ranking = RankPartners(snapshot_, query, scratch.engine);
    assert(ranking);
    return ranking ? *std::move(ranking) : std::vector<NodeIndex>();
  }

 private:
  // "history/1, newcomers 20 %"
  [[nodiscard]] std::string WithShare(double share) const {
    char percent[40];
    std::snprintf(percent, sizeof(percent), "%.4g %%", 100.0 * share);
    return ModelName(query_.preset) + ", newcomers " + percent;
  }

  const Snapshot& snapshot_;
  std::optional<double> newcomer_share_;
  PartnerQuery query_;
};

}  // namespace

std::unique_ptr<Ranker> MakePresetRanker(const Snapshot& snapshot, const Preset& preset, Date as_of,
                                         std::optional<double> newcomer_share) {
  return std::make_unique<PresetRanker>(snapshot, preset, as_of, newcomer_share);
}

}  // namespace kontor
