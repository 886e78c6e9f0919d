#include "app/os_error.h"

#include <cerrno>
#include <system_error>

namespace kontor {
namespace {

ErrorCode CodeOf(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kPermission;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kNoSpace;
    case EADDRINUSE:
      return ErrorCode::kInUse;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

std::unexpected<Error> FailWithErrno(int number, const std::string& what) {
  return Fail(CodeOf(number), what + ": " + std::generic_category().message(number));
}

}  // namespace kontor
