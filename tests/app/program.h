// Runs the real program, as a user would.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace kontor {

struct Outcome {
  int exit_code = -1;  // 128 + signal when a signal ended it, as a shell counts
  std::string out;
  std::string err;
};

struct Invocation {
  std::vector<std::string> arguments;                            // without the program
  std::string input;                                             // standard input
  std::vector<std::pair<std::string, std::string>> environment;  // added to ours, without KONTOR_DB
  std::string standard_output;  // a file to write it to instead of Outcome::out; "-": closed
};

Outcome Run(const Invocation& invocation);
Outcome Kontor(std::vector<std::string> arguments);
// The same; fails the test unless the exit code is 0. Returns standard output.
std::string KontorOutput(std::vector<std::string> arguments);

// Any program, with bash.
Outcome Shell(const std::string& script, const std::filesystem::path& directory);

// A program that goes on while the test does. Killed on destruction.
class RunningKontor {
 public:
  explicit RunningKontor(const std::vector<std::string>& arguments);
  ~RunningKontor();
  RunningKontor(const RunningKontor&) = delete;
  RunningKontor& operator=(const RunningKontor&) = delete;

  // The next line of standard output; fails the test after a minute, returns "" at its end.
  std::string ReadLine();
  void Signal(int number) const;
  int Wait();  // the exit code, as in Outcome
  [[nodiscard]] std::string ErrorsSoFar() const;

 private:
  pid_t process_ = -1;
  int output_ = -1;
  int errors_ = -1;
  std::string buffer_;
};

struct HttpAnswer {
  int status = 0;
  std::string text;  // head and body
};
// Answers are checked against the document of the API: std::logic_error for one that it lacks.
HttpAnswer HttpGet(int port, const std::string& target);
// With a body of JSON; `fields` are further lines of the head, each with its line break.
HttpAnswer HttpSend(int port, const std::string& method, const std::string& target,
                    const std::string& body, const std::string& fields = {});
// The value of a header field; empty if it was not sent.
std::string FieldOf(const HttpAnswer& answer, const std::string& name);
// The port of the line "listening on http://127.0.0.1:8080".
int PortOf(const std::string& listening_line);

std::filesystem::path SourceDirectory();
std::filesystem::path Fixture(const std::string& name);  // in tests/app

std::string ReadText(const std::filesystem::path& file);
void WriteText(const std::filesystem::path& file, const std::string& text);
bool Contains(const std::string& text, const std::string& part);

}  // namespace kontor
