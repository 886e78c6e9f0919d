// Columns of small numbers and of days, in as few bits as the range of their values needs: for what
// is kept of every organisation or partnership.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "base/column.h"
#include "base/date.h"

namespace kontor {

inline constexpr uint32_t kNoNumber = UINT32_MAX;

// How numbers of one range, or none, are kept in bits: as 1 + number - lowest, or 0.
class PackedField {
 public:
  // What is read or written lies in so many bytes, which must be there behind the last code.
  static constexpr size_t kReadBytes = sizeof(uint64_t);

  PackedField() = default;
  explicit PackedField(const std::vector<uint32_t>& numbers) {
    uint32_t highest = 0;
    uint32_t lowest = kNoNumber;
    for (const uint32_t number : numbers) {
      if (number == kNoNumber) continue;
      highest = std::max(highest, number);
      lowest = std::min(lowest, number);
    }
    lowest_ = lowest == kNoNumber ? 0 : lowest;
    width_ = static_cast<uint32_t>(std::bit_width(highest - lowest_ + 1));
  }

  [[nodiscard]] uint32_t width() const { return width_; }  // in bits
  [[nodiscard]] bool IsSound() const { return width_ <= kMostBits; }
  // The number that begins at that bit.
  [[nodiscard]] uint32_t Read(const uint8_t* bytes, size_t bit) const {
    uint64_t word = 0;
    std::memcpy(&word, bytes + bit / kByteBits, sizeof(word));
    const uint64_t mask = (uint64_t{1} << width_) - 1;
    const auto code = static_cast<uint32_t>((word >> (bit % kByteBits)) & mask);
    return code == 0 ? kNoNumber : code - 1 + lowest_;
  }
  // REQUIRES: the bits are 0; the number is one of those that it was made for
  void Write(uint32_t number, uint8_t* bytes, size_t bit) const {
    if (number == kNoNumber) return;
    uint64_t word = 0;
    std::memcpy(&word, bytes + bit / kByteBits, sizeof(word));
    word |= (uint64_t{number - lowest_} + 1) << (bit % kByteBits);
    std::memcpy(bytes + bit / kByteBits, &word, sizeof(word));
  }
  // Of codes that take so many bits.
  static size_t BytesFor(size_t bits) { return bits / kByteBits + kReadBytes; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("lowest", self.lowest_);
    visit("width", self.width_);
  }

 private:
  static_assert(std::endian::native == std::endian::little);
  static constexpr size_t kByteBits = 8;
  static constexpr uint32_t kMostBits = 32;  // with those of a byte before it less than a word

  uint32_t lowest_ = 0;
  uint32_t width_ = 0;
};

// Rows of numbers, or none, that are looked at together: those of a row lie side by side, and each
// takes the bits that its field needs in all rows. Immutable; thread-safe.
template <size_t kFields>
class PackedRows {
 public:
  PackedRows() = default;
  // The numbers of each field. REQUIRES: as many of each
  explicit PackedRows(const std::array<std::vector<uint32_t>, kFields>& numbers)
      : size_(numbers[0].size()) {
    for (size_t field = 0; field < kFields; ++field) {
      assert(numbers[field].size() == size_);
      fields_[field] = PackedField(numbers[field]);
      begins_[field + 1] = begins_[field] + fields_[field].width();
    }
    std::vector<uint8_t> bytes(PackedField::BytesFor(size_ * begins_[kFields]), 0);
    for (size_t field = 0; field < kFields; ++field) {
      for (size_t row = 0; row < size_; ++row) {
        fields_[field].Write(numbers[field][row], bytes.data(), Bit(row, field));
      }
    }
    bytes_ = Column(std::move(bytes));
  }

  [[nodiscard]] size_t size() const { return size_; }
  // REQUIRES: row < size(), field < kFields
  [[nodiscard]] uint32_t At(size_t row, size_t field) const {
    assert(row < size_);
    return fields_[field].Read(bytes_.data(), Bit(row, field));
  }
  // That every number lies within the rows, of some that come from outside.
  [[nodiscard]] bool IsSound() const {
    for (size_t field = 0; field < kFields; ++field) {
      if (!fields_[field].IsSound()) return false;
      if (begins_[field + 1] != begins_[field] + fields_[field].width()) return false;
    }
    return begins_[0] == 0 &&
           (size_ == 0 || bytes_.size() == PackedField::BytesFor(size_ * begins_[kFields]));
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("size", self.size_);
    visit("fields", self.fields_);
    visit("begins", self.begins_);
    visit("bytes", self.bytes_);
  }

 private:
  [[nodiscard]] size_t Bit(size_t row, size_t field) const {
    return row * begins_[kFields] + begins_[field];
  }

  uint64_t size_ = 0;
  std::array<PackedField, kFields> fields_ = {};
  std::array<uint32_t, kFields + 1> begins_ = {};  // of each field within a row, and its end; bits
  Column<uint8_t> bytes_;
};

// Numbers, or none. Immutable; thread-safe.
class PackedNumbers {
 public:
  static constexpr uint32_t kNone = kNoNumber;

  PackedNumbers() = default;
  explicit PackedNumbers(const std::vector<uint32_t>& numbers)
      : size_(numbers.size()), field_(numbers) {
    std::vector<uint8_t> bytes(PackedField::BytesFor(size_ * field_.width()), 0);
    for (size_t i = 0; i < size_; ++i) {
      field_.Write(numbers[i], bytes.data(), i * field_.width());
    }
    bytes_ = Column(std::move(bytes));
  }

  [[nodiscard]] size_t size() const { return size_; }
  // REQUIRES: i < size()
  uint32_t operator[](size_t i) const {
    assert(i < size_);
    return field_.Read(bytes_.data(), i * field_.width());
  }
  // That every number lies within the column, of one that comes from outside.
  [[nodiscard]] bool IsSound() const {
    return field_.IsSound() &&
           (size_ == 0 || bytes_.size() == PackedField::BytesFor(size_ * field_.width()));
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("size", self.size_);
    PackedField::VisitColumns(self.field_, visit);
    visit("bytes", self.bytes_);
  }

 private:
  uint64_t size_ = 0;
  PackedField field_;
  Column<uint8_t> bytes_;
};

// Lists of which most are short or empty.
template <typename T>
using PackedLists = Lists<T, PackedNumbers>;

// A day as a small number, or none. REQUIRES: date.valid()
inline uint32_t NumberOfDay(Date date) {
  assert(date.valid());
  return date.known() ? static_cast<uint32_t>(date.days - Date::kFirstDay) : kNoNumber;
}
inline Date DayOfNumber(uint32_t number) {
  return number == kNoNumber ? Date{} : Date{Date::kFirstDay + static_cast<int32_t>(number)};
}

// Days, known or not. Immutable; thread-safe.
class PackedDates {
 public:
  PackedDates() = default;
  // REQUIRES: all are valid()
  explicit PackedDates(const std::vector<Date>& dates) : days_(Numbers(dates)) {}

  [[nodiscard]] size_t size() const { return days_.size(); }
  Date operator[](size_t i) const { return DayOfNumber(days_[i]); }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("days", self.days_);
  }

 private:
  static std::vector<uint32_t> Numbers(const std::vector<Date>& dates) {
    std::vector<uint32_t> numbers(dates.size());
    std::ranges::transform(dates, numbers.begin(), NumberOfDay);
    return numbers;
  }

  PackedNumbers days_;
};

}  // namespace kontor
