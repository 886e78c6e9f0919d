// Threads that are started as tasks come and end when there is nothing to do for a while: for tasks
// that mostly wait, such as connections.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace kontor {

// Thread-safe.
class ElasticThreads {
 public:
  // REQUIRES: max_threads > 0
  ElasticThreads(size_t max_threads, std::chrono::milliseconds idle_time);
  ~ElasticThreads();  // Shutdown
  ElasticThreads(const ElasticThreads&) = delete;
  ElasticThreads& operator=(const ElasticThreads&) = delete;

  // Runs the task at once on a thread of its own. False, and nothing happens, when all threads are
  // busy and there may be no more, or after Shutdown. Tasks do not throw.
  bool Run(std::function<void()> task);
  // Waits for all tasks.
  void Shutdown();
  // Threads that are running a task.
  [[nodiscard]] size_t busy() const;
  [[nodiscard]] size_t threads() const;

 private:
  using Threads = std::list<std::thread>;

  void Work(Threads::iterator self);
  bool Start();  // REQUIRES: mutex_ is held

  const size_t max_threads_;
  const std::chrono::milliseconds idle_time_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_:
  std::deque<std::function<void()>> tasks_;  // each has an idle thread that will take it
  Threads threads_;
  Threads ended_;  // to be joined
  size_t idle_ = 0;
  bool is_down_ = false;
};

}  // namespace kontor
