#include "api/chunked_body.h"

#include <algorithm>
#include <charconv>

namespace kontor {
namespace {

constexpr size_t kMaxLineBytes = 1'024;  // of a chunk's size with its extensions, and of a trailer
// Chunks of a byte each have five bytes of framing; a client that sends more wastes our time.
constexpr size_t kFramingPerByte = 8;

std::unexpected<HeadError> RefuseChunk(std::string detail) {
  return std::unexpected(HeadError{400, std::move(detail)});
}

bool IsControlByte(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

}  // namespace

std::expected<size_t, HeadError> ChunkedBody::Feed(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size() && !is_complete()) {
    if (state_ == State::kData) {
      const size_t count = std::min(left_, bytes.size() - at);
      body_.append(bytes, at, count);
      at += count;
      left_ -= count;
      if (left_ == 0) state_ = State::kDataEnd;
      continue;
    }
    line_ += bytes[at++];
    ++framing_;
    if (line_.size() > kMaxLineBytes || framing_ > kMaxLineBytes + kFramingPerByte * limit_) {
      return RefuseChunk("The framing of the chunked body is too long.");
    }
    if (!line_.ends_with('\n')) continue;
    if (auto ended = EndLine(); !ended) return std::unexpected(ended.error());
    line_.clear();
  }
  return at;
}

std::expected<void, HeadError> ChunkedBody::EndLine() {
  if (!line_.ends_with("\r\n")) return RefuseChunk("Lines of a chunked body end with CR LF.");
  line_.resize(line_.size() - 2);
  if (std::ranges::any_of(line_, IsControlByte)) {
    return RefuseChunk("The framing of the chunked body contains a control character.");
  }
  switch (state_) {
    case State::kSize:
      return ReadSize();
    case State::kDataEnd:
      if (!line_.empty()) return RefuseChunk("A chunk is longer than its size says.");
      state_ = State::kSize;
      return {};
    default:  // trailers are read and ignored
      if (line_.empty()) state_ = State::kComplete;
      return {};
  }
}

std::expected<void, HeadError> ChunkedBody::ReadSize() {
  size_t size = 0;
  std::string_view digits = std::string_view(line_).substr(0, line_.find(';'));
  while (digits.ends_with(' ') || digits.ends_with('\t')) digits.remove_suffix(1);
  const char* begin = digits.data();
  const char* end = begin + digits.size();
  const auto [stop, error] = std::from_chars(begin, end, size, 16);
  if (begin == end || stop != end || error != std::errc()) {
    return RefuseChunk("The size of a chunk is not a hexadecimal number.");
  }
  if (size > limit_ - body_.size()) {
    return std::unexpected(
        HeadError{413, "The body is over " + std::to_string(limit_) + " bytes."});
  }
  left_ = size;
  state_ = size == 0 ? State::kTrailer : State::kData;
  return {};
}

}  // namespace kontor
