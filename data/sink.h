// Where a file goes that is written piece by piece: standard output, a file, a connection.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace kontor {

// Takes the next piece. The first failure is the last call.
using Sink = std::function<Status(std::string_view)>;

// Into a text, which takes everything and outlives the sink.
inline Sink AppendTo(std::string& text) {
  return [&text](std::string_view piece) {
    text += piece;
    return Status();
  };
}

// Collects small pieces, so that the sink gets large ones. Not thread-safe.
class SinkBuffer {
 public:
  static constexpr size_t kPieceBytes = size_t{1} << 16U;

  explicit SinkBuffer(Sink sink) : sink_(std::move(sink)) {}

  // What is appended here is passed on by Pass or Flush.
  std::string& text() { return text_; }
  // Once there is enough of it.
  Status Pass() { return text_.size() < kPieceBytes ? Status() : Flush(); }
  Status Flush() {
    const Status written = text_.empty() ? Status() : sink_(text_);
    text_.clear();
    return written;
  }

 private:
  Sink sink_;
  std::string text_;
};

}  // namespace kontor
