#include "store/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace kontor {
namespace {

constexpr mode_t kFileMode = 0644;
constexpr mode_t kOwnersFileMode = 0600;

std::unexpected<Error> LastError(std::string_view doing, const std::filesystem::path& path) {
  return std::unexpected(ErrorOfErrno(errno, doing, path));
}

Status WriteAll(int descriptor, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return LastError("writing", path);
    content.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Status WriteNewFile(const std::filesystem::path& path, std::string_view content, Readers readers) {
  const mode_t mode = readers == Readers::kAll ? kFileMode : kOwnersFileMode;
  const FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (file.get() < 0) return LastError("creating", path);
  Status written = WriteAll(file.get(), content, path);
  if (written.has_value() && fsync(file.get()) != 0) return LastError("syncing", path);
  return written;
}

}  // namespace

FileHandle::FileHandle(FileHandle&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) close(descriptor_);
}

Error ErrorOfErrno(int number, std::string_view doing, const std::filesystem::path& path) {
  ErrorCode code = ErrorCode::kIo;
  if (number == EACCES || number == EPERM || number == EROFS) code = ErrorCode::kPermission;
  if (number == ENOSPC || number == EDQUOT) code = ErrorCode::kNoSpace;
  if (number == ENOENT || number == ENOTDIR) code = ErrorCode::kNotFound;
  return {code, std::string(doing) + " " + path.string() + ": " +
                    std::generic_category().message(number)};
}

Result<std::string> ReadSmallFile(const std::filesystem::path& path, size_t max_bytes) {
  const FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return LastError("opening", path);
  std::string content(max_bytes + 1, '\0');
  size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(file.get(), content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return LastError("reading", path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size > max_bytes) return Fail(ErrorCode::kCorrupt, path.string() + " is too long");
  content.resize(size);
  return content;
}

Status ReplaceFile(const std::filesystem::path& path, std::string_view content, Readers readers) {
  const std::filesystem::path temporary = path.string() + ".tmp";
  Status status = WriteNewFile(temporary, content, readers);
  if (status.has_value() && rename(temporary.c_str(), path.c_str()) != 0) {
    status = LastError("renaming", temporary);
  }
  if (!status.has_value()) {
    unlink(temporary.c_str());
    return status;
  }
  return SyncDirectory(path.parent_path());
}

Status SyncDirectory(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory.empty() ? "." : directory;
  const FileHandle file(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (file.get() < 0) return LastError("opening", path);
  if (fsync(file.get()) != 0) return LastError("syncing", path);
  return {};
}

Status CreateDirectories(const std::filesystem::path& directory) {
  std::error_code code;
  if (!std::filesystem::create_directories(directory, code)) {
    if (code) return std::unexpected(ErrorOfErrno(code.value(), "creating", directory));
    return {};
  }
  return SyncDirectory(directory.parent_path());
}

uint64_t DirectoryBytes(const std::filesystem::path& directory) {
  uint64_t bytes = 0;
  std::error_code code;
  using Entries = std::filesystem::recursive_directory_iterator;
  for (Entries entry(directory, code); !code && entry != Entries(); entry.increment(code)) {
    std::error_code vanished;  // a file that the writer has just removed
    const uint64_t size = entry->is_regular_file(vanished) ? entry->file_size(vanished) : 0;
    if (!vanished) bytes += size;
  }
  return bytes;
}

Result<FileHandle> LockFile(const std::filesystem::path& path, std::string_view in_use) {
  FileHandle file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode));
  if (file.get() < 0) return LastError("opening", path);
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return LastError("locking", path);
    return Fail(ErrorCode::kInUse, std::string(in_use));
  }
  return file;
}

}  // namespace kontor
