#include "api/elastic_threads.h"

#include <system_error>
#include <utility>

namespace kontor {

ElasticThreads::ElasticThreads(size_t max_threads, std::chrono::milliseconds idle_time)
    : max_threads_(max_threads), idle_time_(idle_time) {}

ElasticThreads::~ElasticThreads() { Shutdown(); }

bool ElasticThreads::Run(std::function<void()> task) {
  Threads ended;
  {
    const std::scoped_lock lock(mutex_);
    if (is_down_) return false;
    ended.swap(ended_);
    const bool is_served = tasks_.size() < idle_ || Start();
    if (is_served) {
      tasks_.push_back(std::move(task));
      changed_.notify_one();
    }
    if (!is_served) {
      ended_.splice(ended_.end(), ended);
      return false;
    }
  }
  for (std::thread& thread : ended) thread.join();
  return true;
}

bool ElasticThreads::Start() {
  if (threads_.size() >= max_threads_) return false;
  threads_.emplace_back();
  const auto self = std::prev(threads_.end());
  try {
    *self = std::thread([this, self] { Work(self); });
  } catch (const std::system_error&) {  // the system allows no more
    threads_.pop_back();
    return false;
  }
  ++idle_;
  return true;
}

void ElasticThreads::Work(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  while (changed_.wait_for(lock, idle_time_, [this] { return !tasks_.empty() || is_down_; })) {
    if (tasks_.empty()) break;  // down
    std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    --idle_;
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
    ++idle_;
  }
  --idle_;
  ended_.splice(ended_.end(), threads_, self);
  if (is_down_) changed_.notify_all();
}

void ElasticThreads::Shutdown() {
  Threads ended;
  {
    std::unique_lock lock(mutex_);
    is_down_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return threads_.empty(); });
    ended.swap(ended_);
  }
  for (std::thread& thread : ended) thread.join();
}

size_t ElasticThreads::busy() const {
  const std::scoped_lock lock(mutex_);
  return threads_.size() - idle_;
}

size_t ElasticThreads::threads() const {
  const std::scoped_lock lock(mutex_);
  return threads_.size();
}

}  // namespace kontor
