// Where answers and messages go: standard output carries answers only, everything else goes to
// standard error.
#pragma once

#include <string_view>

#include "base/error.h"

namespace kontor {

// Opens the null device in place of standard streams that the caller has closed, so that no file of
// ours gets their number and is written to as if it were a stream. A closed standard output stays
// unwritable: answers fail instead of disappearing. A reader that went away is an error to us and
// no signal. Call before anything is opened.
void PrepareStandardStreams();

// Not thread-safe.
class Console {
 public:
  // Writes an answer to standard output, all of it. kIo or kNoSpace when that fails.
  [[nodiscard]] Status Answer(std::string_view text);
  // One line to standard error: "kontor: …".
  void Say(std::string_view message);
  // Text to standard error as it is.
  void Note(std::string_view text);

  // True once a write to standard output failed because its reader has gone (kontor … | head).
  // There is nobody to tell.
  [[nodiscard]] bool reader_gone() const { return reader_gone_; }
  [[nodiscard]] static bool MessagesAreOnTerminal();

 private:
  bool reader_gone_ = false;
};

}  // namespace kontor
