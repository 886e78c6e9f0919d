#include "app/key_file.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

#include "api/key_json.h"
#include "store/layout.h"

namespace kontor {
namespace {

constexpr size_t kMaxKeyUseBytes = 1 << 20;

Result<FileHandle> WaitForKeys(const std::filesystem::path& store) {
  constexpr std::chrono::milliseconds pause(10);
  constexpr int tries = 500;
  for (int i = 1;; ++i) {
    Result<FileHandle> lock = LockKeys(store);
    if (lock || lock.error().code != ErrorCode::kInUse || i == tries) {
      return lock;
    }
    std::this_thread::sleep_for(pause);
  }
}

std::unexpected<Error> WithPath(const std::filesystem::path& path, const Error& error) {
  std::string message = error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kTooNew
                            ? path.string() + ": " + error.message
                            : error.message;
  if (error.code == ErrorCode::kCorrupt) {
    message += "; restore it from a backup, or remove it and create new keys";
  }
  if (error.code == ErrorCode::kPermission) {
    message += "; the file is for the user that it belongs to, who runs the server as well";
  }
  return Fail(error.code, std::move(message));
}

}  // namespace

Result<std::vector<AccessKey>> LoadKeys(const std::filesystem::path& store) {
  const std::filesystem::path path = KeysPath(store);
  const Result<std::string> text = ReadSmallFile(path, kMaxKeyFileBytes);
  if (!text && text.error().code == ErrorCode::kNotFound) {
    return std::vector<AccessKey>();
  }
  if (!text) {
    return WithPath(path, text.error());
  }
  Result<std::vector<AccessKey>> keys = ReadKeys(*text);
  return keys ? std::move(keys) : WithPath(path, keys.error());
}

Status ChangeKeys(const std::filesystem::path& store,
                  const std::function<Status(std::vector<AccessKey>&)>& change) {
  const Result<FileHandle> lock = WaitForKeys(store);
  if (!lock) {
    return WithPath(KeysPath(store), lock.error());
  }
  Result<std::vector<AccessKey>> keys = LoadKeys(store);
  if (!keys) {
    return std::unexpected(keys.error());
  }
  if (Status changed = change(*keys); !changed) {
    return changed;
  }
  const Result<std::string> text = WriteKeys(*keys);
  if (!text) {
    return std::unexpected(text.error());
  }
  return ReplaceFile(KeysPath(store), *text, Readers::kOwner);
}

KeyUseDays LoadKeyUse(const std::filesystem::path& store) {
  KeyUseDays used;
  std::istringstream lines(ReadSmallFile(KeyUsePath(store), kMaxKeyUseBytes).value_or(""));
  std::string id;
  for (std::string day; lines >> id >> day;) {
    const Result<Date> date = ParseDate(day);
    if (date && IsKeyId(id)) {
      used[id] = std::max(used[id], *date);
    }
  }
  return used;
}

Status NoteKeyUse(const std::filesystem::path& store, const KeyUseDays& used) {
  const Result<FileHandle> lock = WaitForKeys(store);
  if (!lock) {
    return std::unexpected(lock.error());
  }
  KeyUseDays all = LoadKeyUse(store);
  for (const auto& [id, day] : used) {
    all[id] = std::max(all[id], day);
  }
  std::string text;
  for (const auto& [id, day] : all) {
    text += id + " " + FormatDate(day) + "\n";
  }
  return ReplaceFile(KeyUsePath(store), text, Readers::kOwner);
}

}  // namespace kontor
