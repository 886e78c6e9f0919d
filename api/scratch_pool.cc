#include "api/scratch_pool.h"

#include <utility>

namespace kontor {

ScratchPool::Lease::Lease(ScratchPool& pool, std::unique_ptr<EngineScratch> scratch)
    : pool_(&pool), scratch_(std::move(scratch)), exceptions_(std::uncaught_exceptions()) {}

ScratchPool::Lease::~Lease() {
  if (!scratch_) return;
  const bool is_clean = std::uncaught_exceptions() == exceptions_;
  pool_->GiveBack(is_clean ? std::move(scratch_) : nullptr);
}

ScratchPool::ScratchPool(size_t size) : unmade_(size) { free_.reserve(size); }

Result<ScratchPool::Lease> ScratchPool::Borrow(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const bool is_there =
      returned_.wait_for(lock, patience, [this] { return !free_.empty() || unmade_ > 0; });
  if (!is_there) {
    return Fail(ErrorCode::kUnavailable,
                "The server is answering as many questions as it can: try again later.");
  }
  if (free_.empty()) {
    auto scratch = std::make_unique<EngineScratch>();  // may throw: counted only after that
    --unmade_;
    return Lease(*this, std::move(scratch));
  }
  Lease lease(*this, std::move(free_.back()));
  free_.pop_back();
  return lease;
}

void ScratchPool::GiveBack(std::unique_ptr<EngineScratch> scratch) noexcept {
  {
    const std::scoped_lock lock(mutex_);
    if (scratch) {
      free_.push_back(std::move(scratch));  // there is room for all: no memory is taken
    } else {
      ++unmade_;
    }
  }
  returned_.notify_one();
}

}  // namespace kontor
