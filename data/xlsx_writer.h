// Workbooks as spreadsheet programs open them (Office Open XML, ECMA-376).
#pragma once

#include <memory>

#include "data/provenance.h"
#include "data/sink.h"
#include "data/table_writer.h"

namespace kontor {

// A sheet with the table (a header that stays in view, with filters; numbers, dates and links as
// what they are) and a sheet "Question" with the provenance. Texts are texts, whatever they begin
// with: no program computes them. A table of more rows than a sheet can hold goes on in another.
//
// Same rows, same bytes: the workbook is dated with the day that it was judged on. The sheets are
// collected in the directory for temporary files and passed on by End, so memory stays flat, and
// nothing is passed on if anything failed. kIo, kNoSpace.
std::unique_ptr<TableWriter> MakeXlsxWriter(Provenance provenance, Sink sink);

}  // namespace kontor
