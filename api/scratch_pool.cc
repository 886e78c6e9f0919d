#include "api/scratch_pool.h"

#include <utility>

namespace kontor {

ScratchPool::Lease::Lease(ScratchPool& pool, std::unique_ptr<EngineScratch> scratch)
    : pool_(&pool), scratch_(std::move(scratch)) {}

ScratchPool::Lease::~Lease() {
  if (scratch_) pool_->GiveBack(std::move(scratch_));
}

ScratchPool::ScratchPool(size_t size) : unused_(size) {}

Result<ScratchPool::Lease> ScratchPool::Borrow(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const bool is_there =
      returned_.wait_for(lock, patience, [this] { return !free_.empty() || unused_ > 0; });
  if (!is_there) {
    return Fail(ErrorCode::kUnavailable,
                "The server is answering as many questions as it can: try again later.");
  }
  if (free_.empty()) {
    --unused_;
    lock.unlock();
    return Lease(*this, std::make_unique<EngineScratch>());
  }
  Lease lease(*this, std::move(free_.back()));
  free_.pop_back();
  return lease;
}

void ScratchPool::GiveBack(std::unique_ptr<EngineScratch> scratch) {
  {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(scratch));
  }
  returned_.notify_one();
}

}  // namespace kontor
