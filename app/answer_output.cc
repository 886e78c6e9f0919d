#include "app/answer_output.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>

#include "app/output_file.h"
#include "app/usage_hint.h"

namespace kontor {
namespace {

constexpr std::array<std::string_view, 5> kNotAsked = {"--db", "--out", "--format", "--threads",
                                                       "--batch"};

// As a shell would take it back.
std::string Quoted(const std::string& word) {
  constexpr std::string_view kPlain = "-_.,:/@%+=";
  const bool is_plain = !word.empty() && std::ranges::all_of(word, [&](unsigned char c) {
    return std::isalnum(c) != 0 || kPlain.find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (is_plain) {
    return word;
  }
  std::string quoted = "'";
  for (const char c : word) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

}  // namespace

void AddOutOption(CLI::App& verb, std::string& out) {
  verb.add_option("--out", out,
                  "File to write, replaced when all is written (default: standard output)")
      ->type_name("FILE");
}

std::string AskedWith(const CLI::App& verb) {
  std::string asked = FullName(verb);
  asked.erase(0, asked.find(' ') + 1);  // the program's own name
  for (const CLI::Option* option : verb.get_options()) {
    const std::string name = option->get_name();
    if (option->count() == 0 || std::ranges::find(kNotAsked, name) != kNotAsked.end()) {
      continue;
    }
    if (!option->get_positional()) {
      asked += " " + name;
    }
    const bool is_flag = option->get_items_expected_max() == 0;
    for (const std::string& word : option->results()) {
      if (!is_flag) asked += " " + Quoted(word);
    }
  }
  return asked;
}

Status CheckOutput(Format format, const std::string& out) {
  if (format == Format::kXlsx && !IsFile(out) && ::isatty(STDOUT_FILENO) == 1) {
    return Fail(ErrorCode::kInvalidArgument,
                "a workbook is nothing to read on a terminal: name a file with --out");
  }
  return {};
}

bool IsFile(const std::string& out) { return !out.empty() && out != "-"; }

Status WriteAnswer(const std::string& out, Console& console,
                   const std::function<Status(const Sink&)>& write) {
  if (!IsFile(out)) {
    return write([&console](std::string_view text) { return console.Answer(text); });
  }
  Result<OutputFile> file = OutputFile::Create(out);
  if (!file) {
    return std::unexpected(file.error());
  }
  const Status written = write([&file](std::string_view text) { return file->Write(text); });
  return written ? file->Commit() : written;
}

}  // namespace kontor
