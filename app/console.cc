#include "app/console.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "app/os_error.h"

namespace kontor {
namespace {

// Writes all of `text`; returns 0 or the errno that stopped it.
int WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      return errno;
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

}  // namespace

void PrepareStandardStreams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
      const int flags = descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY;
      // The lowest free number is `descriptor`, as those below it are open by now.
      [[maybe_unused]] const int opened = ::open("/dev/null", flags);
    }
  }
  std::signal(SIGPIPE, SIG_IGN);
}

Status Console::Answer(std::string_view text) {
  const int problem = WriteAll(STDOUT_FILENO, text);
  if (problem == 0) {
    return {};
  }
  reader_gone_ = problem == EPIPE;
  return FailWithErrno(problem, "the answer could not be written to standard output");
}

void Console::Say(std::string_view message) {
  std::string line = "kontor: ";
  line += message;
  line += '\n';
  Note(line);
}

// A message that cannot be written has nowhere else to go.
void Console::Note(std::string_view text) { WriteAll(STDERR_FILENO, text); }

bool Console::MessagesAreOnTerminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace kontor
