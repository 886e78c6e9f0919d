// A bounded number of scratch memories for questions: bounds what is computed at a time, and keeps
// the memory from one question to the next.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/scratch.h"

namespace kontor {

// Thread-safe.
class ScratchPool {
 public:
  // Gives the scratch back when it goes, or drops it when an exception ends the question, which
  // leaves it dirty. The pool outlives it.
  class Lease {
   public:
    Lease(ScratchPool& pool, std::unique_ptr<EngineScratch> scratch);
    ~Lease();
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] EngineScratch& operator*() const { return *scratch_; }

   private:
    ScratchPool* pool_;
    std::unique_ptr<EngineScratch> scratch_;
    int exceptions_;  // in flight when it was borrowed
  };

  // REQUIRES: size > 0
  explicit ScratchPool(size_t size);

  // Waits for a free scratch at most that long; kUnavailable after that.
  Result<Lease> Borrow(std::chrono::milliseconds patience);

 private:
  void GiveBack(std::unique_ptr<EngineScratch> scratch) noexcept;  // null: it was dropped

  std::mutex mutex_;
  std::condition_variable returned_;
  size_t unmade_;                                     // may still be made; guarded by mutex_
  std::vector<std::unique_ptr<EngineScratch>> free_;  // guarded by mutex_
};

}  // namespace kontor
