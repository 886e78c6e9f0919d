// A directory for the time of one piece of work.
#pragma once

#include <filesystem>
#include <memory>

#include "base/error.h"

namespace kontor {

// Made where the system keeps temporary files; removed with its content on destruction.
class ScratchDirectory {
 public:
  static Result<std::unique_ptr<ScratchDirectory>> Make();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchDirectory(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace kontor
