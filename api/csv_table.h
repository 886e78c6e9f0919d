// Tables as CSV.
#pragma once

#include <memory>

#include "data/sink.h"
#include "data/table_writer.h"

namespace kontor {

// RFC 4180 and safe to open in a spreadsheet (api/csv_text.h). A flag is "true" or empty. With a
// byte order mark in front, Excel reads UTF-8; programs do better without.
std::unique_ptr<TableWriter> MakeCsvWriter(Sink sink, bool with_mark);

}  // namespace kontor
