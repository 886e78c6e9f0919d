// From durable ids to positions in tables of one snapshot, while it is built.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/id.h"

namespace kontor {

// Open addressing in one array. Not thread-safe while it is written.
class IdMap {
 public:
  static constexpr uint32_t kAbsent = UINT32_MAX;

  void Reserve(size_t ids) {
    size_t capacity = 16;
    while (capacity < 2 * ids) capacity *= 2;
    if (capacity > slots_.size()) Rehash(capacity);
  }

  // REQUIRES: id is not the empty one. An id put twice keeps its first position.
  void Put(NodeId id, uint32_t position) {
    assert(id.value() != 0);
    if (2 * (size_ + 1) > slots_.size()) Rehash(slots_.empty() ? 16 : 2 * slots_.size());
    Slot& slot = slots_[SlotOf(id)];
    if (slot.id == id) return;
    slot = {id, position};
    ++size_;
  }

  [[nodiscard]] uint32_t Find(NodeId id) const {
    if (slots_.empty()) return kAbsent;
    const Slot& slot = slots_[SlotOf(id)];
    return slot.id == id ? slot.position : kAbsent;
  }

 private:
  struct Slot {
    NodeId id;
    uint32_t position = kAbsent;
  };

  // Where the id is, or would be. The lower bits of an id are a hash (base/id.h).
  [[nodiscard]] size_t SlotOf(NodeId id) const {
    size_t at = id.value() & (slots_.size() - 1);
    while (slots_[at].id != NodeId() && slots_[at].id != id) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void Rehash(size_t capacity) {
    std::vector<Slot> old(capacity);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.id != NodeId()) slots_[SlotOf(slot.id)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half full
  size_t size_ = 0;
};

}  // namespace kontor
