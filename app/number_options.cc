#include "app/number_options.h"

#include <algorithm>
#include <string>
#include <thread>

namespace kontor {
namespace {

constexpr int64_t kMaxThreads = 256;

}  // namespace

Status CheckNumber(std::string_view option, int64_t number, int64_t least, int64_t most) {
  if (least <= number && number <= most) {
    return {};
  }
  return Fail(ErrorCode::kInvalidArgument,
              std::string(option) + " must be from " + std::to_string(least) + " to " +
                  std::to_string(most) + ": " + std::to_string(number) + " is not");
}

Result<size_t> ReadThreads(int64_t threads) {
  if (threads == 0) {
    return std::max(1U, std::thread::hardware_concurrency());
  }
  if (Status ok = CheckNumber("--threads", threads, 1, kMaxThreads); !ok) {
    return std::unexpected(ok.error());
  }
  return static_cast<size_t>(threads);
}

}  // namespace kontor
