// Where an answer goes: standard output, or the file of --out.
#pragma once

#include <functional>
#include <string>

#include "api/export.h"
#include "app/console.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace kontor {

// --out
void AddOutOption(CLI::App& verb, std::string& out);

// What the user asked for, as it can be asked again: "partners pic:999905974 --country DE". Without
// what only says where from, where to and how.
std::string AskedWith(const CLI::App& verb);

// Bad usage where a workbook would go to a terminal.
Status CheckOutput(Format format, const std::string& out);

// True for a file, which may be opened by a spreadsheet program; pipes go to other programs.
bool IsFile(const std::string& out);

// Calls write(sink). The file of `out` is replaced when all is written; "" and "-" are standard
// output.
Status WriteAnswer(const std::string& out, Console& console,
                   const std::function<Status(const Sink&)>& write);

}  // namespace kontor
