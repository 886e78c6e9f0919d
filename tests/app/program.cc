#include "tests/app/program.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/answer_check.h"

namespace kontor {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  INFO("the test needs the environment variable " << name << ": run it with ctest");
  REQUIRE(value != nullptr);
  return value;
}

int MemoryFile(const std::string& content) {
  const int file = ::memfd_create("kontor-test", MFD_CLOEXEC);
  REQUIRE(file >= 0);
  REQUIRE(::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
  ::lseek(file, 0, SEEK_SET);
  return file;
}

std::string Content(int file) {
  std::string text;
  char buffer[65536];
  off_t offset = 0;
  for (ssize_t count = 0; (count = ::pread(file, buffer, sizeof(buffer), offset)) > 0;) {
    text.append(buffer, static_cast<size_t>(count));
    offset += count;
  }
  return text;
}

int ExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct Streams {
  int input = -1;
  int output = -1;  // -1: closed
  int errors = -1;
};

// Starts a program; the child has the streams and our environment with the additions.
pid_t Start(const std::string& program, const std::vector<std::string>& arguments,
            const std::vector<std::pair<std::string, std::string>>& environment,
            const Streams& streams, const std::filesystem::path& directory = {}) {
  std::vector<char*> words = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(streams.input, STDIN_FILENO);
    ::dup2(streams.errors, STDERR_FILENO);
    if (streams.output >= 0) {
      ::dup2(streams.output, STDOUT_FILENO);
    } else {
      ::close(STDOUT_FILENO);
    }
    ::unsetenv("KONTOR_DB");
    for (const auto& [name, value] : environment) {
      ::setenv(name.c_str(), value.c_str(), 1);
    }
    if (!directory.empty() && ::chdir(directory.c_str()) != 0) {
      ::_exit(126);
    }
    ::execvp(words[0], words.data());
    ::_exit(127);
  }
  return child;
}

int WaitFor(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return ExitCode(status);
}

Outcome RunProgram(const std::string& program, const Invocation& invocation,
                   const std::filesystem::path& directory = {}) {
  Streams streams;
  streams.input = MemoryFile(invocation.input);
  streams.errors = MemoryFile("");
  const std::string& target = invocation.standard_output;
  if (target != "-") {
    streams.output = target.empty() ? MemoryFile("") : ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    REQUIRE(streams.output >= 0);
  }
  Outcome outcome;
  outcome.exit_code =
      WaitFor(Start(program, invocation.arguments, invocation.environment, streams, directory));
  outcome.out = target.empty() ? Content(streams.output) : "";
  outcome.err = Content(streams.errors);
  ::close(streams.input);
  ::close(streams.errors);
  if (streams.output >= 0) {
    ::close(streams.output);
  }
  return outcome;
}

}  // namespace

Outcome Run(const Invocation& invocation) {
  return RunProgram(Environment("KONTOR_BINARY"), invocation);
}

Outcome Kontor(std::vector<std::string> arguments) {
  Invocation invocation;
  invocation.arguments = std::move(arguments);
  return Run(invocation);
}

std::string KontorOutput(std::vector<std::string> arguments) {
  Outcome outcome = Kontor(std::move(arguments));
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  return outcome.out;
}

Outcome Shell(const std::string& script, const std::filesystem::path& directory) {
  const std::filesystem::path program = Environment("KONTOR_BINARY");
  Invocation invocation;
  invocation.arguments = {"-euo", "pipefail", "-c", script};
  invocation.environment = {{"PATH", program.parent_path().string() + ":" + Environment("PATH")}};
  return RunProgram("bash", invocation, directory);
}

RunningKontor::RunningKontor(const std::vector<std::string>& arguments) {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  errors_ = MemoryFile("");
  Streams streams;
  streams.input = MemoryFile("");
  streams.output = ends[1];
  streams.errors = errors_;
  process_ = Start(Environment("KONTOR_BINARY"), arguments, {}, streams);
  output_ = ends[0];
  ::close(ends[1]);
  ::close(streams.input);
}

RunningKontor::~RunningKontor() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    WaitFor(process_);
  }
  ::close(output_);
  ::close(errors_);
}

std::string RunningKontor::ReadLine() {
  constexpr int kMinute = 60'000;
  size_t end = std::string::npos;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    pollfd waiting = {output_, POLLIN, 0};
    REQUIRE(::poll(&waiting, 1, kMinute) == 1);
    char chunk[4096];
    const ssize_t count = ::read(output_, chunk, sizeof(chunk));
    if (count <= 0) {
      return "";
    }
    buffer_.append(chunk, static_cast<size_t>(count));
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

void RunningKontor::Signal(int number) const { ::kill(process_, number); }

int RunningKontor::Wait() { return WaitFor(std::exchange(process_, -1)); }

std::string RunningKontor::ErrorsSoFar() const { return Content(errors_); }

namespace {

HttpAnswer Exchange(int port, const std::string& request) {
  const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
  REQUIRE(::write(connection, request.data(), request.size()) ==
          static_cast<ssize_t>(request.size()));
  HttpAnswer answer;
  char chunk[4096];
  for (ssize_t count = 0; (count = ::read(connection, chunk, sizeof(chunk))) > 0;) {
    answer.text.append(chunk, static_cast<size_t>(count));
  }
  ::close(connection);
  REQUIRE(answer.text.starts_with("HTTP/1.1 "));
  answer.status = std::stoi(answer.text.substr(9, 3));
  return answer;
}

constexpr const char* kHead = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

}  // namespace

HttpAnswer HttpGet(int port, const std::string& target) {
  return HttpSend(port, "GET", target, "");
}

HttpAnswer HttpSend(int port, const std::string& method, const std::string& target,
                    const std::string& body, const std::string& fields) {
  std::string head = method + " " + target + kHead + fields;
  if (!body.empty()) {
    if (!Contains(fields, "Content-Type")) head += "Content-Type: application/json\r\n";
    head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  HttpAnswer answer = Exchange(port, head + "\r\n" + body);
  RequireDescribed(method, target, ReadAnswer(answer.text));
  return answer;
}

std::string FieldOf(const HttpAnswer& answer, const std::string& name) {
  const size_t at = answer.text.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const size_t begin = at + name.size() + 4;
  return answer.text.substr(begin, answer.text.find("\r\n", begin) - begin);
}

int PortOf(const std::string& listening_line) {
  INFO(listening_line);
  REQUIRE(listening_line.starts_with("listening on http://127.0.0.1:"));
  return std::stoi(listening_line.substr(listening_line.rfind(':') + 1));
}

std::filesystem::path SourceDirectory() { return Environment("KONTOR_SOURCE_DIR"); }

std::filesystem::path Fixture(const std::string& name) {
  return SourceDirectory() / "tests" / "app" / name;
}

std::string ReadText(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  INFO(file.string());
  REQUIRE(input.good());
  return {std::istreambuf_iterator<char>(input), {}};
}

void WriteText(const std::filesystem::path& file, const std::string& text) {
  std::ofstream output(file, std::ios::binary);
  output << text;
  output.close();
  REQUIRE(output.good());
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace kontor
