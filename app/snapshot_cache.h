// The snapshots that answers are given from: the newest, and a few of earlier days.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

#include "api/snapshot_source.h"
#include "engine/snapshot.h"
#include "store/store.h"

namespace kontor {

using SnapshotPointer = std::shared_ptr<const Snapshot>;
using TextPointer = std::shared_ptr<const TextIndex>;

// Where snapshots come from. Both are called by one thread at a time.
struct SnapshotOrigin {
  std::function<Result<Generation>()> newest_generation;  // cheap; asked every second
  std::function<Result<SnapshotPointer>(Date as_of)> load;
  // The texts of a snapshot that was just loaded; kUnavailable when newer data have come since.
  // Empty where nobody searches.
  std::function<Result<TextPointer>(const Snapshot&)> load_texts = {};
};

// Thread-safe. A question about a day from the newest partnership's start on is answered from the
// newest snapshot; an earlier day gets a snapshot of its own, which is kept while it is among the
// last kMaxEarlierDays that were asked for and no newer data have come. Loading happens beside the
// questions, one snapshot at a time; a snapshot in use lives on until its last question is
// answered. The last kMaxFormer that newer data have replaced stay at hand for pages that follow
// (engine/cursor.h), for kTurnsOfFormer turns.
class SnapshotCache : public SnapshotSource {
 public:
  static constexpr size_t kMaxEarlierDays = 4;
  static constexpr size_t kMaxFormer = 2;
  static constexpr int kTurnsOfFormer = 600;
  static constexpr size_t kMaxWaiting = 8;  // questions that wait for a snapshot to be built

  using UnixClock = std::function<int64_t()>;

  // Without a clock published() is 0.
  explicit SnapshotCache(SnapshotOrigin origin, UnixClock clock = {});

  // Loads and publishes the newest snapshot if the origin's generation differs from the published
  // one. On failure the published one stays. True if a new one was published.
  Result<bool> Refresh();
  // To be called every second: lets go of former snapshots whose time has come, and refreshes.
  Result<bool> TakeTurn();

  // When the newest was published, in Unix seconds; 0 before the first.
  [[nodiscard]] int64_t published() const { return published_; }

  // kUnavailable before the first Refresh, and when more than kMaxWaiting wait already.
  Result<SnapshotPointer> Current(Date as_of) override;
  // kUnavailable before the first Refresh, and where the origin has no texts.
  Result<Searchable> ForSearch(uint64_t generation) override;

 private:
  struct EarlierDay {
    Date as_of;
    SnapshotPointer snapshot;
  };

  struct Former {
    Searchable data;
    int turns = 0;  // for which it stays
  };

  [[nodiscard]] SnapshotPointer Newest() const;
  void AgeFormer();
  Result<Searchable> LoadNewest();
  SnapshotPointer FindEarlier(Date as_of);
  void KeepEarlier(Date as_of, const SnapshotPointer& snapshot);
  Result<SnapshotPointer> LoadEarlier(Date as_of);

  const SnapshotOrigin origin_;
  const UnixClock clock_;
  std::mutex loading_;  // held while the origin is used; before mutex_

  mutable std::mutex mutex_;  // guards what follows; held for moments only
  SnapshotPointer newest_;
  TextPointer newest_texts_;       // of newest_; null where the origin has none
  std::list<EarlierDay> earlier_;  // last asked for first
  std::list<Former> former_;       // last replaced first

  std::atomic<int64_t> published_ = 0;
  std::atomic<size_t> waiting_ = 0;  // for an earlier day's snapshot
};

}  // namespace kontor
