// Small files as one string.
#pragma once

#include <cstddef>
#include <string>

#include "base/error.h"

namespace kontor {

// kNotFound, kPermission, kIo; kLimit when the file has more than `max_bytes`.
Result<std::string> ReadWholeFile(const std::string& path, size_t max_bytes);

}  // namespace kontor
