#include "app/read_file.h"

#include <cerrno>
#include <cstdio>
#include <memory>

#include "app/os_error.h"

namespace kontor {

Result<std::string> ReadWholeFile(const std::string& path, size_t max_bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "re"),
                                                             &std::fclose);
  if (!file) {
    return FailWithErrno(errno, path + " cannot be opened");
  }
  std::string text(max_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) {
    return FailWithErrno(errno, path + " cannot be read");
  }
  if (text.size() > max_bytes) {
    return Fail(ErrorCode::kLimit, path + " has more than " + std::to_string(max_bytes) + " bytes");
  }
  return text;
}

}  // namespace kontor
