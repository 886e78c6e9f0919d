// Values by index of which few are in use: written at random, read in ascending order, cleared in
// time that does not depend on the length.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kontor {

// A set of indices below a bound. Not thread-safe.
class IndexSet {
 public:
  // Cheap when the bound is unchanged; else the set is empty afterwards.
  void Resize(size_t bound) {
    bound_ = bound;
    const size_t words = (bound + kBits - 1) / kBits;
    if (words != words_.size()) words_.assign(words, 0);
  }
  // All indices below the bound. O(bound / 64)
  void Fill() {
    words_.assign(words_.size(), ~uint64_t{0});
    if (bound_ % kBits != 0) words_.back() = (uint64_t{1} << (bound_ % kBits)) - 1;
  }
  // Keeps what is in `other` too. REQUIRES: the same bound. O(bound / 64)
  void IntersectWith(const IndexSet& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void Insert(uint32_t i) { words_[i / kBits] |= uint64_t{1} << (i % kBits); }
  void Erase(uint32_t i) { words_[i / kBits] &= ~(uint64_t{1} << (i % kBits)); }
  [[nodiscard]] bool Contains(uint32_t i) const {
    return ((words_[i / kBits] >> (i % kBits)) & 1U) != 0;
  }
  // Ascending. O(bound / 64 + size)
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (size_t word = 0; word < words_.size(); ++word) {
      for (uint64_t left = words_[word]; left != 0; left &= left - 1) {
        visit(static_cast<uint32_t>(word * kBits + static_cast<size_t>(std::countr_zero(left))));
      }
    }
  }
  // How many there are. O(bound / 64)
  [[nodiscard]] size_t Count() const {
    size_t count = 0;
    for (const uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
    return count;
  }
  // O(bound / 64)
  [[nodiscard]] bool IsEmpty() const {
    return std::ranges::all_of(words_, [](uint64_t word) { return word == 0; });
  }
  // O(bound / 64)
  void Clear() { words_.assign(words_.size(), 0); }

 private:
  static constexpr size_t kBits = 64;
  size_t bound_ = 0;
  std::vector<uint64_t> words_;
};

// A value for each index below a bound, most of them Value{}. Not thread-safe.
template <typename Value>
class SparseArray {
 public:
  // Cheap when the bound is unchanged; else all values are Value{} afterwards.
  void Resize(size_t bound) {
    used_.Resize(bound);
    if (values_.size() != bound) values_.assign(bound, Value{});
  }
  // To be written: counts as used from now on.
  Value& Use(uint32_t i) {
    used_.Insert(i);
    return values_[i];
  }
  // Value{} again, and no longer used.
  void Drop(uint32_t i) {
    used_.Erase(i);
    values_[i] = Value{};
  }
  [[nodiscard]] const Value& operator[](uint32_t i) const { return values_[i]; }
  // Calls visit(index, value) for all that are used, ascending.
  template <typename Visit>
  void ForEach(Visit visit) const {
    used_.ForEach([&](uint32_t i) { visit(i, values_[i]); });
  }
  // O(bound / 64 + used)
  void Clear() {
    used_.ForEach([this](uint32_t i) { values_[i] = Value{}; });
    used_.Clear();
  }
  [[nodiscard]] bool IsClear() const { return used_.IsEmpty(); }

 private:
  IndexSet used_;
  std::vector<Value> values_;
};

}  // namespace kontor
