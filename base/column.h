// Arrays that are written once and then only read, in memory of their own or inside a mapped file:
// what the tables of a snapshot consist of. All are immutable and thread-safe; copies share the
// memory. Positions are 32 bits wide: one list of lists or of texts holds at most 2^32 - 1 values
// or bytes; more throw std::length_error while it is built.
//
// A table names its columns once, in a function that is used to measure, to save and to map it:
//
//   template <typename Self, typename Visitor>
//   static void VisitColumns(Self& self, Visitor& visit) {
//     visit("ties", self.ties_);
//     visit("starts", self.starts_);
//   }
//
// where each member is a Column, a plain value, or something that has such a function itself.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kontor {

template <typename T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;

  Column() = default;
  explicit Column(std::vector<T> values) {
    values.shrink_to_fit();
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    values_ = *owner;
    owner_ = std::move(owner);
  }
  // Values that live as long as `owner`.
  Column(std::span<const T> values, std::shared_ptr<const void> owner)
      : values_(values), owner_(std::move(owner)) {}

  [[nodiscard]] size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const T* data() const { return values_.data(); }
  [[nodiscard]] const T* begin() const { return values_.data(); }
  [[nodiscard]] const T* end() const { return values_.data() + values_.size(); }
  [[nodiscard]] const T& back() const { return values_.back(); }
  const T& operator[](size_t i) const {
    assert(i < values_.size());
    return values_[i];
  }

 private:
  std::span<const T> values_;
  std::shared_ptr<const void> owner_;
};

// The position behind `count` values.
inline uint32_t ColumnPosition(size_t count) {
  if (count > std::numeric_limits<uint32_t>::max()) {
    throw std::length_error("a column of the snapshot has more than 2^32 values");
  }
  return static_cast<uint32_t>(count);
}

// Lists of values, one behind the other. `Begins` is a column of numbers (base/packed_numbers.h has
// another).
template <typename T, typename Begins = Column<uint32_t>>
class Lists {
 public:
  Lists() = default;
  // `begins`: of each list in `values`, and the end of the last. REQUIRES: ascending from 0
  // NOLINTNEXTLINE(performance-unnecessary-value-param): columns take it, packed numbers read it
  Lists(std::vector<uint32_t> begins, std::vector<T> values)
      : begins_(std::move(begins)), values_(std::move(values)) {
    assert(begins_.size() > 0 && begins_[size()] == values_.size());
  }

  [[nodiscard]] size_t size() const { return begins_.size() == 0 ? 0 : begins_.size() - 1; }
  [[nodiscard]] std::span<const T> operator[](size_t i) const {
    return {values_.data() + begins_[i], values_.data() + begins_[i + 1]};
  }
  // Position of a list's first value among all. REQUIRES: i <= size()
  [[nodiscard]] size_t Begin(size_t i) const { return begins_[i]; }
  [[nodiscard]] const Column<T>& values() const { return values_; }
  // What the constructor requires, of lists that come from outside.
  [[nodiscard]] bool IsSound() const {
    if constexpr (requires { begins_.IsSound(); }) {
      if (!begins_.IsSound()) return false;
    }
    if (begins_.size() == 0) return values_.empty();
    for (size_t i = 0; i < size(); ++i) {
      if (begins_[i] > begins_[i + 1]) return false;
    }
    return begins_[0] == 0 && begins_[size()] == values_.size();
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("begins", self.begins_);
    visit("values", self.values_);
  }

 private:
  Begins begins_;
  Column<T> values_;
};

// Fills lists one after the other.
template <typename T>
class ListsBuilder {
 public:
  void Add(const T& value) { values_.push_back(value); }
  template <typename Range>
  void AddAll(const Range& range) {
    values_.insert(values_.end(), std::begin(range), std::end(range));
  }
  void EndList() { begins_.push_back(ColumnPosition(values_.size())); }
  // What was added since the last list ended.
  [[nodiscard]] std::span<T> open_list() { return std::span(values_).subspan(begins_.back()); }
  template <typename Built = Lists<T>>
  [[nodiscard]] Built Build() && {
    return {std::move(begins_), std::move(values_)};
  }

 private:
  std::vector<uint32_t> begins_ = {0};
  std::vector<T> values_;
};

// The values [first, last) of a source that makes each of them when it is looked at: Source::At.
// Valid as long as the source.
template <typename Source, typename Value>
class ViewRange {
 public:
  using value_type = Value;

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using iterator_concept = std::random_access_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Value;

    Iterator() = default;
    Iterator(const Source* source, difference_type at) : source_(source), at_(at) {}
    Value operator*() const { return source_->At(static_cast<size_t>(at_)); }
    Value operator[](difference_type i) const { return *(*this + i); }
    Iterator& operator+=(difference_type count) {
      at_ += count;
      return *this;
    }
    Iterator& operator-=(difference_type count) { return *this += -count; }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this += -1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    friend Iterator operator+(Iterator a, difference_type count) { return a += count; }
    friend Iterator operator+(difference_type count, Iterator a) { return a += count; }
    friend Iterator operator-(Iterator a, difference_type count) { return a -= count; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const Source* source_ = nullptr;
    difference_type at_ = 0;
  };

  ViewRange() = default;
  ViewRange(const Source& source, size_t first, size_t last)
      : source_(&source), first_(first), last_(last) {}
  [[nodiscard]] size_t size() const { return last_ - first_; }
  [[nodiscard]] bool empty() const { return first_ == last_; }
  [[nodiscard]] Iterator begin() const { return {source_, static_cast<std::ptrdiff_t>(first_)}; }
  [[nodiscard]] Iterator end() const { return {source_, static_cast<std::ptrdiff_t>(last_)}; }
  Value operator[](size_t i) const { return source_->At(first_ + i); }

 private:
  const Source* source_ = nullptr;
  size_t first_ = 0;
  size_t last_ = 0;
};

// True or false by index, eight in a byte.
class Bits {
 public:
  Bits() = default;
  explicit Bits(const std::vector<bool>& values) {
    std::vector<uint64_t> words((values.size() + kBits - 1) / kBits, 0);
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i]) words[i / kBits] |= uint64_t{1} << (i % kBits);
    }
    words_ = Column<uint64_t>(std::move(words));
  }
  [[nodiscard]] bool At(size_t i) const { return ((words_[i / kBits] >> (i % kBits)) & 1U) != 0; }
  bool operator[](size_t i) const { return At(i); }
  // How many of [first, last) are true. O((last - first) / 64)
  [[nodiscard]] uint32_t Count(size_t first, size_t last) const {
    if (first == last) return 0;
    const size_t last_word = (last - 1) / kBits;
    uint64_t word = words_[first / kBits] >> (first % kBits) << (first % kBits);
    uint32_t count = 0;
    for (size_t i = first / kBits; i < last_word; word = words_[++i]) {
      count += static_cast<uint32_t>(std::popcount(word));
    }
    const size_t behind = (last_word + 1) * kBits - last;
    return count + static_cast<uint32_t>(std::popcount(word << behind));
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("words", self.words_);
  }

 private:
  static constexpr size_t kBits = 64;
  Column<uint64_t> words_;
};

}  // namespace kontor
