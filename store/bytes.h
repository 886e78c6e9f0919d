// Bytes of records: written at the end of a string, read with every bound checked. Integers are
// varints (seven bits a byte, lowest first) or fixed-width big-endian.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"

namespace kontor {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void PutByte(uint8_t value) { out_.push_back(static_cast<char>(value)); }

  void PutVarint(uint64_t value) {
    for (; value >= 0x80; value >>= 7U) PutByte(static_cast<uint8_t>(value | 0x80U));
    PutByte(static_cast<uint8_t>(value));
  }

  // `width` in bytes, at most 8.
  void PutFixed(uint64_t value, unsigned width) {
    for (unsigned shift = width * 8; shift > 0; shift -= 8) {
      PutByte(static_cast<uint8_t>(value >> (shift - 8)));
    }
  }

  void PutText(std::string_view text) {
    PutVarint(text.size());
    out_.append(text);
  }

  // REQUIRES: date.valid()
  void PutDate(Date date) {
    PutVarint(date.known() ? static_cast<uint64_t>(date.days - Date::kFirstDay) + 1 : 0);
  }

 private:
  std::string& out_;
};

// After a read beyond the end, or of something malformed, ok() is false for good and every read
// returns zero or nothing. Returned texts are views into the input.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes)
      : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return ok_ && next_ == end_; }  // read to the end, well-formed
  [[nodiscard]] size_t remaining() const { return static_cast<size_t>(end_ - next_); }

  void Reject() {
    ok_ = false;
    next_ = end_;
  }

  uint8_t Byte() {
    if (next_ == end_) {
      Reject();
      return 0;
    }
    return static_cast<uint8_t>(*next_++);
  }

  uint64_t Varint() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = Byte();
      value |= static_cast<uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    Reject();
    return 0;
  }

  uint64_t Fixed(unsigned width) {
    uint64_t value = 0;
    for (unsigned i = 0; i < width; ++i) value = value << 8U | Byte();
    return value;
  }

  // A varint that counts things of which each takes at least `min_bytes`.
  size_t Count(size_t min_bytes) {
    const uint64_t count = Varint();
    if (count <= remaining() / min_bytes) return static_cast<size_t>(count);
    Reject();
    return 0;
  }

  std::string_view Text() {
    const size_t size = Count(1);
    const std::string_view text(next_, size);
    next_ += size;
    return text;
  }

  Date ReadDate() {
    const uint64_t value = Varint();
    if (value == 0) return {};
    if (value > static_cast<uint64_t>(Date::kLastDay - Date::kFirstDay) + 1) {
      Reject();
      return {};
    }
    return {static_cast<int32_t>(static_cast<int64_t>(value) - 1 + Date::kFirstDay)};
  }

 private:
  const char* next_;
  const char* end_;
  bool ok_ = true;
};

// 64 bits that differ for any two texts that differ in one byte, and almost surely for others
// (FNV-1a). Detects damage, not malice.
constexpr uint64_t Checksum(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace kontor
