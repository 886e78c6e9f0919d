// A file that is there in full or not at all.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

// Writes beside the file, under a name that was free, and takes its name on Commit, so that a
// failed export leaves the old file as it was. A path that is no regular file (a pipe, /dev/null)
// is written to directly. Not thread-safe.
class OutputFile {
 public:
  static Result<OutputFile> Create(const std::string& path);
  // Fails as Create does, and leaves nothing behind: to tell before long work that it would be in
  // vain. Pipes and devices are not tried.
  static Status Try(const std::string& path);
  OutputFile(OutputFile&&) = default;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();  // without Commit, removes what was written

  Status Write(std::string_view text);
  Status Commit();  // synced to the disk, with the name

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  OutputFile() = default;
  void CreateTemporary();

  std::string path_;
  std::string temporary_;  // empty: writes to path_ directly
  std::unique_ptr<std::FILE, FileCloser> file_;
};

}  // namespace kontor
