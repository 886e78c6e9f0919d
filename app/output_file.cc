#include "app/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "app/os_error.h"

namespace kontor {
namespace {

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
  if (!IsDirectTarget(path)) {
    output.temporary_ = path + ".part";
  }
  const std::string& target = output.temporary_.empty() ? path : output.temporary_;
  output.file_.reset(std::fopen(target.c_str(), "we"));
  if (!output.file_) {
    const int number = errno;
    output.temporary_.clear();
    return FailWithErrno(number, path + " cannot be written");
  }
  return output;
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
  return {};
}

}  // namespace kontor
