#include "engine/ranker.h"

#include <cassert>

#include "engine/evaluation_metrics.h"

namespace kontor {
namespace {

class PresetRanker : public Ranker {
 public:
  PresetRanker(const Snapshot& snapshot, const Preset& preset, Date as_of) : snapshot_(snapshot) {
    query_.top = kListLength;
    query_.exclude_known = true;
    query_.as_of = as_of;
    query_.preset = preset;
  }

  [[nodiscard]] std::string name() const override { return ModelName(query_.preset); }
  [[nodiscard]] bool ranks_candidates() const override { return true; }
  std::vector<NodeIndex> Rank(NodeIndex asker, RankScratch& scratch) const override {
    PartnerQuery query = query_;
    query.organisation = asker;
    auto ranking = RankPartners(snapshot_, query, scratch.engine);
    assert(ranking);
    return ranking ? *std::move(ranking) : std::vector<NodeIndex>();
  }

 private:
  const Snapshot& snapshot_;
  PartnerQuery query_;
};

}  // namespace

std::unique_ptr<Ranker> MakePresetRanker(const Snapshot& snapshot, const Preset& preset,
                                         Date as_of) {
  return std::make_unique<PresetRanker>(snapshot, preset, as_of);
}

}  // namespace kontor
