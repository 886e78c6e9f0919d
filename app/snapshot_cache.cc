#include "app/snapshot_cache.h"

#include <algorithm>
#include <utility>

#include "engine/cursor.h"

namespace kontor {
namespace {

// A place among those who wait, left in every case: loading may throw when memory is short.
class Queue {
 public:
  explicit Queue(std::atomic<size_t>& waiting) : waiting_(waiting), before_(waiting++) {}
  ~Queue() { --waiting_; }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  [[nodiscard]] bool is_full() const { return before_ >= SnapshotCache::kMaxWaiting; }

 private:
  std::atomic<size_t>& waiting_;
  const size_t before_;  // how many waited before us
};

}  // namespace

SnapshotCache::SnapshotCache(SnapshotOrigin origin, UnixClock clock)
    : origin_(std::move(origin)), clock_(std::move(clock)) {}

SnapshotPointer SnapshotCache::Newest() const {
  const std::scoped_lock lock(mutex_);
  return newest_;
}

Result<bool> SnapshotCache::Refresh() {
  const std::scoped_lock loading(loading_);
  const Result<Generation> generation = origin_.newest_generation();
  if (!generation) {
    return std::unexpected(generation.error());
  }
  const SnapshotPointer published = Newest();
  if (published && published->generation == *generation) {
    return false;
  }
  Result<Searchable> loaded = LoadNewest();
  if (!loaded) {
    return std::unexpected(loaded.error());
  }
  // What nobody needs any more is freed behind the lock: it takes longer than a moment.
  std::list<Former> dropped;
  std::list<EarlierDay> outdated;
  const std::scoped_lock lock(mutex_);
  if (newest_texts_) former_.push_front({{newest_, newest_texts_}, kTurnsOfFormer});
  if (former_.size() > kMaxFormer) dropped.splice(dropped.end(), former_, --former_.end());
  newest_.swap(loaded->snapshot);
  newest_texts_.swap(loaded->texts);
  outdated.swap(earlier_);
  if (clock_) published_ = clock_();
  return true;
}

Result<bool> SnapshotCache::TakeTurn() {
  AgeFormer();
  return Refresh();
}

void SnapshotCache::AgeFormer() {
  std::list<Former> expired;  // freed behind the lock
  const std::scoped_lock lock(mutex_);
  for (Former& one : former_) --one.turns;
  // The last replaced come first and stay longest.
  const auto first = std::ranges::find_if(former_, [](const Former& one) { return one.turns < 0; });
  expired.splice(expired.end(), former_, first, former_.end());
}

// Data may be written between the two reads; then both are done again.
Result<Searchable> SnapshotCache::LoadNewest() {
  constexpr int kAttempts = 3;
  for (int attempt = 1;; ++attempt) {
    Result<SnapshotPointer> snapshot = origin_.load(Date{});
    if (!snapshot) {
      return std::unexpected(snapshot.error());
    }
    if (!origin_.load_texts) {
      return Searchable{*std::move(snapshot), nullptr};
    }
    Result<TextPointer> texts = origin_.load_texts(**snapshot);
    if (texts) {
      return Searchable{*std::move(snapshot), *std::move(texts)};
    }
    if (texts.error().code != ErrorCode::kUnavailable || attempt == kAttempts) {
      return std::unexpected(texts.error());
    }
  }
}

Result<Searchable> SnapshotCache::ForSearch(uint64_t generation) {
  const std::scoped_lock lock(mutex_);
  if (!newest_texts_) {
    return Fail(ErrorCode::kUnavailable, "the texts are still being loaded: try again in a moment");
  }
  if (generation == 0 || generation == newest_->generation) {
    return Searchable{newest_, newest_texts_};
  }
  const auto found = std::ranges::find(
      former_, generation, [](const Former& one) { return one.data.snapshot->generation; });
  return found == former_.end() ? FailExpired(generation) : Result<Searchable>(found->data);
}

Result<SnapshotPointer> SnapshotCache::Current(Date as_of) {
  SnapshotPointer newest = Newest();
  if (!newest) {
    return Fail(ErrorCode::kUnavailable, "the data are still being loaded: try again in a moment");
  }
  if (!as_of.known() || as_of >= newest->known_until) {
    return newest;
  }
  if (SnapshotPointer earlier = FindEarlier(as_of)) {
    return earlier;
  }
  return LoadEarlier(as_of);
}

Result<SnapshotPointer> SnapshotCache::LoadEarlier(Date as_of) {
  const Queue queue(waiting_);
  if (queue.is_full()) {
    return Fail(ErrorCode::kUnavailable,
                "too many questions wait for an earlier day's data: try again in a moment");
  }
  const std::scoped_lock loading(loading_);
  SnapshotPointer snapshot = FindEarlier(as_of);  // another question may have had it loaded
  Result<SnapshotPointer> loaded =
      snapshot ? Result<SnapshotPointer>(snapshot) : origin_.load(as_of);
  if (loaded && !snapshot) {
    const std::scoped_lock lock(mutex_);
    KeepEarlier(as_of, *loaded);
  }
  return loaded;
}

SnapshotPointer SnapshotCache::FindEarlier(Date as_of) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find(earlier_, as_of, &EarlierDay::as_of);
  if (found == earlier_.end()) {
    return nullptr;
  }
  earlier_.splice(earlier_.begin(), earlier_, found);
  return found->snapshot;
}

// REQUIRES: mutex_ is held
void SnapshotCache::KeepEarlier(Date as_of, const SnapshotPointer& snapshot) {
  earlier_.push_front({as_of, snapshot});
  if (earlier_.size() > kMaxEarlierDays) {
    earlier_.pop_back();
  }
}

}  // namespace kontor
