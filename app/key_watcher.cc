#include "app/key_watcher.h"

#include <sys/stat.h>

#include <utility>

#include "app/key_file.h"
#include "store/layout.h"

namespace kontor {

Result<std::unique_ptr<KeyWatcher>> KeyWatcher::Start(std::shared_ptr<PublishedKeys> keys,
                                                      KeyWatcherOptions options) {
  std::unique_ptr<KeyWatcher> watcher(new KeyWatcher(std::move(keys), std::move(options)));
  if (Status read = watcher->Read(); !read) {
    return std::unexpected(read.error());
  }
  watcher->keys_->Remember(LoadKeyUse(watcher->options_.store));
  watcher->noted_ = watcher->keys_->Used();
  watcher->thread_ = std::thread([started = watcher.get()] { started->Run(); });
  return watcher;
}

KeyWatcher::KeyWatcher(std::shared_ptr<PublishedKeys> keys, KeyWatcherOptions options)
    : keys_(std::move(keys)), options_(std::move(options)) {}

KeyWatcher::~KeyWatcher() {
  if (!thread_.joinable()) {
    return;
  }
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
  NoteUse();
}

KeyWatcher::FileState KeyWatcher::Look() const {
  constexpr int64_t second = 1'000'000'000;
  struct stat status = {};
  if (::stat(KeysPath(options_.store).c_str(), &status) != 0) {
    return {};
  }
  return {status.st_ino, status.st_ctim.tv_sec * second + status.st_ctim.tv_nsec, status.st_size};
}

// Looks before it reads, so that a change in between is read the next time.
Status KeyWatcher::Read() {
  seen_ = Look();
  Result<std::vector<AccessKey>> keys = LoadKeys(options_.store);
  if (!keys) {
    return std::unexpected(keys.error());
  }
  keys_->Replace(*std::move(keys));
  return {};
}

bool KeyWatcher::WaitForNextTurn() {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, options_.interval, [this] { return stop_; });
}

void KeyWatcher::Run() {
  for (size_t turn = 1; WaitForNextTurn(); ++turn) {
    if (Look() != seen_) {
      const Status read = Read();
      options_.tell(read ? "the keys have changed and are in force"
                         : "the keys from before stay in force: " + read.error().message);
    }
    if (turn % options_.looks_between_notes == 0) {
      NoteUse();
    }
  }
}

void KeyWatcher::NoteUse() {
  KeyUseDays used = keys_->Used();
  if (used == noted_) {
    return;
  }
  const Status noted = NoteKeyUse(options_.store, used);
  if (!noted && noted.error().message != told_use_) {
    told_use_ = noted.error().message;
    options_.tell("when keys were used last cannot be noted: " + told_use_);
  }
  if (noted) {
    noted_ = std::move(used);
    told_use_.clear();
  }
}

}  // namespace kontor
