#include "app/scratch_directory.h"

#include <cerrno>
#include <cstdlib>
#include <string>

#include "app/os_error.h"

namespace kontor {

Result<std::unique_ptr<ScratchDirectory>> ScratchDirectory::Make() {
  std::error_code ignored;
  std::string name = std::filesystem::temp_directory_path(ignored) / "kontor-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) {
    return FailWithErrno(errno, "a temporary directory cannot be made (" + name + ")");
  }
  return std::unique_ptr<ScratchDirectory>(new ScratchDirectory(name));
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kontor
