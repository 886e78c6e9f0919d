#include "app/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "app/os_error.h"
#include "store/files.h"

namespace kontor {
namespace {

constexpr int kMostNames = 1'000;  // leftovers of exports that were killed

bool IsDirectTarget(const std::string& path) {
  std::error_code ignored;
  const auto type = std::filesystem::status(path, ignored).type();
  return type != std::filesystem::file_type::not_found &&
         type != std::filesystem::file_type::regular;
}

}  // namespace

Result<OutputFile> OutputFile::Create(const std::string& path) {
  OutputFile output;
  output.path_ = path;
  if (IsDirectTarget(path)) {
    output.file_.reset(std::fopen(path.c_str(), "we"));
  } else {
    output.CreateTemporary();
  }
  if (!output.file_) {
    return FailWithErrno(errno, path + " cannot be written");
  }
  return output;
}

Status OutputFile::Try(const std::string& path) {
  std::error_code ignored;
  if (IsDirectTarget(path) && !std::filesystem::is_directory(path, ignored)) {
    return {};
  }
  const auto tried = Create(path);
  return tried ? Status() : std::unexpected(tried.error());
}

// Under a name that nothing has yet: what is there is not ours. errno tells why there is no file.
void OutputFile::CreateTemporary() {
  for (int number = 1; number <= kMostNames && !file_; ++number) {
    temporary_ = path_ + ".part" + (number == 1 ? "" : std::to_string(number));
    file_.reset(std::fopen(temporary_.c_str(), "wxe"));
    if (!file_ && errno != EEXIST) {
      return;
    }
  }
}

OutputFile::~OutputFile() {
  if (file_ && !temporary_.empty()) {
    file_.reset();
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
  }
}

Status OutputFile::Write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
    return FailWithErrno(errno, path_ + " cannot be written");
  }
  return {};
}

Status OutputFile::Commit() {
  if (std::fflush(file_.get()) != 0) {
    return FailWithErrno(errno, path_ + " cannot be written");
  }
  if (temporary_.empty()) {
    return {};
  }
  if (::fsync(::fileno(file_.get())) != 0) {
    return FailWithErrno(errno, path_ + " cannot be synced");
  }
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    return FailWithErrno(errno, path_ + " cannot be replaced");
  }
  file_.reset();
  const std::filesystem::path directory = std::filesystem::path(path_).parent_path();
  return SyncDirectory(directory.empty() ? "." : directory);
}

}  // namespace kontor
