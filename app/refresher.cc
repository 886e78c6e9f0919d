#include "app/refresher.h"

#include <utility>

namespace kontor {

Refresher::Refresher(SnapshotCache& cache, std::chrono::milliseconds interval, Tell tell)
    : cache_(cache), interval_(interval), tell_(std::move(tell)), thread_([this] { Run(); }) {}

Refresher::~Refresher() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Refresher::WaitForNextTurn() {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, interval_, [this] { return stop_; });
}

void Refresher::RefreshOnce() {
  const Result<bool> refreshed = cache_.TakeTurn();
  if (!refreshed && refreshed.error().message != told_) {
    told_ = refreshed.error().message;
    tell_("answers stay on the old data: " + told_);
  }
  if (refreshed) {
    told_.clear();
  }
  if (refreshed && *refreshed) {
    const Result<SnapshotPointer> newest = cache_.Current(Date{});
    tell_("answers are given from generation " +
          (newest ? std::to_string((*newest)->generation) : std::string("?")) + " now");
  }
}

void Refresher::Run() {
  while (WaitForNextTurn()) {
    RefreshOnce();
  }
}

}  // namespace kontor
