// Ctrl-C and SIGTERM as a value that long work looks at, instead of a handler with global state.
#pragma once

#include <atomic>
#include <thread>

namespace kontor {

// While it lives, SIGINT and SIGTERM do not end the process. The first one sets requested(); a
// second one ends the process at once with exit code 1, for work that does not look (the store is
// safe then: it survives kill -9). Create it before any other thread is started, as threads inherit
// the mask of signals. Thread-safe.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] bool requested() const { return requested_.load(); }
  // As if a signal had come.
  void Request();
  // Returns when a signal has come.
  void Wait() const { requested_.wait(false); }

 private:
  void Watch();

  int signals_ = -1;  // readable when a signal has come
  int stop_ = -1;     // readable when the watcher shall end
  std::atomic<bool> requested_ = false;
  std::thread watcher_;
};

}  // namespace kontor
