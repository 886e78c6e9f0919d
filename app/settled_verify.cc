#include "app/settled_verify.h"

namespace kontor {
namespace {

constexpr int kMostTries = 5;

}  // namespace

Result<std::vector<Finding>> VerifySettled(const VerifyCalls& calls) {
  StoreState before = calls.state();
  for (int i = 0; i < kMostTries; ++i) {
    Result<std::vector<Finding>> findings = calls.verify();
    const StoreState after = calls.state();
    if ((findings && findings->empty()) || after == before) {
      return findings;
    }
    before = after;
  }
  return Fail(ErrorCode::kUnavailable,
              "the database changed during each check: try again when no import is running");
}

}  // namespace kontor
