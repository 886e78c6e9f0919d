// Failures of the operating system as errors of ours.
#pragma once

#include <string>

#include "base/error.h"

namespace kontor {

// "what: No such file or directory", with the code that fits the errno.
[[nodiscard]] std::unexpected<Error> FailWithErrno(int number, const std::string& what);

}  // namespace kontor
