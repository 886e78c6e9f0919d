// Keeps a snapshot cache up to date in the background.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "app/snapshot_cache.h"

namespace kontor {

// Refreshes the cache at every interval, on a thread of its own, until it is destroyed. A failure
// is told once, until a refresh succeeds again. The cache must outlive it.
class Refresher {
 public:
  using Tell = std::function<void(const std::string&)>;  // called on the refresher's thread

  Refresher(SnapshotCache& cache, std::chrono::milliseconds interval, Tell tell);
  ~Refresher();  // waits for a snapshot that is being built
  Refresher(const Refresher&) = delete;
  Refresher& operator=(const Refresher&) = delete;

 private:
  void Run();
  bool WaitForNextTurn();
  void RefreshOnce();

  SnapshotCache& cache_;
  const std::chrono::milliseconds interval_;
  const Tell tell_;
  std::string told_;  // the failure that was told last; only for the thread

  std::mutex mutex_;  // guards stop_
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace kontor
