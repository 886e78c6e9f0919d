// Keeps the keys that a server lets in as they are in their file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "api/key_ring.h"
#include "base/error.h"

namespace kontor {

struct KeyWatcherOptions {
  std::filesystem::path store;
  std::chrono::milliseconds interval{1'000};  // between two looks at the file
  size_t looks_between_notes = 60;            // of when keys were used
  // Called on the watcher's thread, and when it ends.
  std::function<void(const std::string&)> tell;
};

// Looks at the file of keys at every interval, on a thread of its own, until it is destroyed, and
// publishes what changed. Where it cannot be read, the keys before stay in force, and that is told
// once. Now and then it notes beside the file which keys were used when.
class KeyWatcher {
 public:
  // Reads the keys once; the error is one of LoadKeys.
  static Result<std::unique_ptr<KeyWatcher>> Start(std::shared_ptr<PublishedKeys> keys,
                                                   KeyWatcherOptions options);
  ~KeyWatcher();
  KeyWatcher(const KeyWatcher&) = delete;
  KeyWatcher& operator=(const KeyWatcher&) = delete;

 private:
  // What tells one state of a file from another; all zero where there is none.
  struct FileState {
    uint64_t number = 0;
    int64_t changed = 0;  // it or who may read it; nanoseconds since 1970
    int64_t bytes = 0;
    friend bool operator==(const FileState&, const FileState&) = default;
  };

  KeyWatcher(std::shared_ptr<PublishedKeys> keys, KeyWatcherOptions options);
  [[nodiscard]] FileState Look() const;
  Status Read();
  void Run();
  bool WaitForNextTurn();
  void NoteUse();

  const std::shared_ptr<PublishedKeys> keys_;
  const KeyWatcherOptions options_;
  FileState seen_;  // these three only for one thread at a time
  KeyUseDays noted_;
  std::string told_use_;  // the failure to note it that was told last

  std::mutex mutex_;  // guards stop_
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace kontor
