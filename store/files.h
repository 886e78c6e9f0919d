// Small files that survive a power cut: written whole, synced, and replaced at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

// A file descriptor that closes itself. Movable.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// The error that errno `number` stands for: kPermission, kNoSpace, kNotFound or kIo.
Error ErrorOfErrno(int number, std::string_view doing, const std::filesystem::path& path);

// The whole of a file of at most `max_bytes`. kNotFound when there is none.
Result<std::string> ReadSmallFile(const std::filesystem::path& path, size_t max_bytes);

// Who may read a file that is created.
enum class Readers : uint8_t {
  kAll,
  kOwner,
};

// Replaces or creates `path` with `content`, by way of `path`.tmp: after a power cut there is
// either the old or the new file, whole; durable when it returns. On failure the old one stands,
// unless the last step (syncing the directory) failed: then either may be there.
Status ReplaceFile(const std::filesystem::path& path, std::string_view content,
                   Readers readers = Readers::kAll);

// Makes the creation, renaming and removal of the directory's entries durable.
Status SyncDirectory(const std::filesystem::path& directory);

// Creates missing directories, and makes that durable.
Status CreateDirectories(const std::filesystem::path& directory);

// Of all files in it, also those in directories; what vanishes meanwhile may be left out.
uint64_t DirectoryBytes(const std::filesystem::path& directory);

// Takes the lock file for this process, creating it when missing; held until the handle is
// destroyed or the process ends. kInUse when another handle has it, with `in_use` as its message.
Result<FileHandle> LockFile(const std::filesystem::path& path, std::string_view in_use);

}  // namespace kontor
