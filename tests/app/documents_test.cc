// Every command that a document marks as runnable is run, and says what the document says.
//
// A block that begins with ```sh run is run with bash in a directory of its own, one after the
// other within a document, with the program on the PATH and the fixtures under fixtures/. When a
// ```text block follows at once, each of its lines appears in the output; lines of "…" stand for
// others.
#include <catch2/catch_test_macros.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct Example {
  int line = 0;
  std::string script;
  std::vector<std::string> output;
};

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r");
  return first == std::string::npos
             ? ""
             : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<Example> ExamplesOf(const std::string& document) {
  enum class In { kText, kScript, kOutput, kOther };
  std::vector<Example> examples;
  In in = In::kText;
  bool output_may_follow = false;
  int number = 0;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (in == In::kText && line.starts_with("```")) {
      const bool is_script = line == "```sh run";
      in = is_script                                ? In::kScript
           : output_may_follow && line == "```text" ? In::kOutput
                                                    : In::kOther;
      if (is_script) {
        examples.push_back({number, "", {}});
      }
    } else if (line == "```") {
      output_may_follow = in == In::kScript;
      in = In::kText;
    } else if (in == In::kScript) {
      examples.back().script += line + "\n";
    } else if (in == In::kOutput && !Trimmed(line).empty() && Trimmed(line) != "…") {
      examples.back().output.push_back(Trimmed(line));
    } else if (in == In::kText && !Trimmed(line).empty()) {
      output_may_follow = false;
    }
  }
  return examples;
}

bool HasLine(const std::string& output, const std::string& wanted) {
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (Trimmed(line) == wanted) {
      return true;
    }
  }
  return false;
}

// The script with the variables of the blocks before it, keeping its own for those after it.
std::string InSession(const std::string& script) {
  return "if [ -f .session ]; then . ./.session; fi\n" + script +
         "for name in $(compgen -v | grep '^[a-z]*$'); do declare -p \"$name\"; done > .session\n";
}

size_t RunExamples(const std::filesystem::path& document) {
  const TemporaryDirectory directory;
  std::filesystem::create_directory_symlink(Fixture("cordis"), directory.path() / "fixtures");
  const std::vector<Example> examples = ExamplesOf(ReadText(document));
  for (const Example& example : examples) {
    const Outcome outcome = Shell(InSession(example.script), directory.path());
    INFO(document.string() << " line " << example.line << "\n" << example.script << outcome.err);
    CHECK(outcome.exit_code == 0);
    for (const std::string& line : example.output) {
      INFO("expected: " << line << "\nin: " << outcome.out);
      CHECK(HasLine(outcome.out, line));
    }
  }
  return examples.size();
}

}  // namespace

TEST_CASE("the commands of the README do what it says", "[app][documents][long]") {
  CHECK(RunExamples(SourceDirectory() / "README.md") > 3);
}

TEST_CASE("the commands of the other documents do what they say", "[app][documents][long]") {
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SourceDirectory() / "docs")) {
    if (entry.path().extension() == ".md") {
      RunExamples(entry.path());
    }
  }
}

}  // namespace kontor
