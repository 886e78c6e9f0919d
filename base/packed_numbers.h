// Columns of small numbers and of days, in as few bits as the range of their values needs: for what
// is kept of every organisation or partnership.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/column.h"
#include "base/date.h"

namespace kontor {

// Numbers, or none. Immutable; thread-safe.
class PackedNumbers {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  PackedNumbers() = default;
  explicit PackedNumbers(const std::vector<uint32_t>& numbers) : size_(numbers.size()) {
    uint32_t highest = 0;
    for (const uint32_t number : numbers) {
      if (number == kNone) continue;
      highest = std::max(highest, number);
      lowest_ = std::min(lowest_, number);
    }
    if (lowest_ == kNone) lowest_ = 0;
    width_ = static_cast<uint32_t>(std::bit_width(highest - lowest_ + 1));
    std::vector<uint8_t> bytes(size_ * width_ / kByteBits + sizeof(uint64_t), 0);
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] == kNone) continue;
      uint8_t* const place = bytes.data() + i * width_ / kByteBits;
      uint64_t word = 0;
      std::memcpy(&word, place, sizeof(word));
      word |= (uint64_t{numbers[i] - lowest_} + 1) << (i * width_ % kByteBits);
      std::memcpy(place, &word, sizeof(word));
    }
    bytes_ = Column(std::move(bytes));
  }

  [[nodiscard]] size_t size() const { return size_; }
  // REQUIRES: i < size()
  uint32_t operator[](size_t i) const {
    assert(i < size_);
    const size_t bit = i * width_;
    uint64_t word = 0;
    std::memcpy(&word, bytes_.data() + bit / kByteBits, sizeof(word));
    const auto code =
        static_cast<uint32_t>((word >> (bit % kByteBits)) & ((uint64_t{1} << width_) - 1));
    return code == 0 ? kNone : code - 1 + lowest_;
  }
  // That every number lies within the column, of one that comes from outside.
  [[nodiscard]] bool IsSound() const {
    return width_ <= kMostBits &&
           (size_ == 0 || bytes_.size() == size_ * width_ / kByteBits + sizeof(uint64_t));
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("size", self.size_);
    visit("lowest", self.lowest_);
    visit("width", self.width_);
    visit("bytes", self.bytes_);
  }

 private:
  static_assert(std::endian::native == std::endian::little);
  static constexpr size_t kByteBits = 8;
  static constexpr uint32_t kMostBits = 32;  // with those of a byte before it less than a word

  uint64_t size_ = 0;
  uint32_t lowest_ = kNone;
  uint32_t width_ = 0;     // in bits, of a code: 0 for none, else 1 + number - lowest_
  Column<uint8_t> bytes_;  // codes from the lowest bit on, and a word that may be read behind them
};

// Days, known or not. Immutable; thread-safe.
class PackedDates {
 public:
  PackedDates() = default;
  // REQUIRES: all are valid()
  explicit PackedDates(const std::vector<Date>& dates) : days_(Numbers(dates)) {}

  [[nodiscard]] size_t size() const { return days_.size(); }
  Date operator[](size_t i) const {
    const uint32_t day = days_[i];
    return day == PackedNumbers::kNone ? Date{} : Date{Date::kFirstDay + static_cast<int32_t>(day)};
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("days", self.days_);
  }

 private:
  static std::vector<uint32_t> Numbers(const std::vector<Date>& dates) {
    std::vector<uint32_t> numbers;
    numbers.reserve(dates.size());
    for (const Date date : dates) {
      assert(date.valid());
      numbers.push_back(date.known() ? static_cast<uint32_t>(date.days - Date::kFirstDay)
                                     : PackedNumbers::kNone);
    }
    return numbers;
  }

  PackedNumbers days_;  // since Date::kFirstDay
};

}  // namespace kontor
