// A body in the chunked transfer coding (RFC 9112, 7.1), checked as strictly as heads are
// (api/request_head.h): what two parsers could read in two ways is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/request_head.h"

namespace kontor {

// Not thread-safe.
class ChunkedBody {
 public:
  // Refuses with 413 what has more than `limit` bytes.
  explicit ChunkedBody(size_t limit) : limit_(limit) {}

  // Takes the next bytes that came. Returns how many of them belong to the body: fewer than all
  // only when it is complete. After an error the connection cannot be used any more.
  std::expected<size_t, HeadError> Feed(std::string_view bytes);
  [[nodiscard]] bool is_complete() const { return state_ == State::kComplete; }
  // What was sent, without the framing. REQUIRES: is_complete()
  [[nodiscard]] std::string Take() && { return std::move(body_); }

 private:
  enum class State : uint8_t { kSize, kData, kDataEnd, kTrailer, kComplete };

  std::expected<void, HeadError> EndLine();
  std::expected<void, HeadError> ReadSize();

  size_t limit_;
  State state_ = State::kSize;
  std::string line_;    // what has come of the current line
  size_t left_ = 0;     // of the current chunk
  size_t framing_ = 0;  // bytes of lines so far
  std::string body_;
};

}  // namespace kontor
