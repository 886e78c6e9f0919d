// A way to rank partners, whatever it is, as the evaluation sees it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/scratch.h"

namespace kontor {

// Of one thread.
struct RankScratch {
  EngineScratch engine;
  std::vector<double> scores;  // of each organisation
};

// Thread-safe: immutable after construction. Must not outlive the snapshot it ranks.
class Ranker {
 public:
  virtual ~Ranker() = default;

  [[nodiscard]] virtual std::string name() const = 0;
  // The name of the ranking that differs only in that it has no floor for newcomers; empty where
  // this one has none either.
  [[nodiscard]] virtual std::string without_floor() const { return {}; }
  // True if it ranks a choice of candidates and not every organisation.
  [[nodiscard]] virtual bool ranks_candidates() const = 0;
  // New partners for `asker`, best first; never the asker or one it has worked with. All candidates
  // of those that rank candidates, else the best kRankedDepth of all organisations that have a
  // partnership. Ties by index.
  virtual std::vector<NodeIndex> Rank(NodeIndex asker, RankScratch& scratch) const = 0;
};

// What `kontor partners --exclude-known` answers with that preset on `as_of`. With
// `newcomer_share`, what it answers with `--newcomers`; its name then says so.
std::unique_ptr<Ranker> MakePresetRanker(const Snapshot& snapshot, const Preset& preset, Date as_of,
                                         std::optional<double> newcomer_share = std::nullopt);

}  // namespace kontor
