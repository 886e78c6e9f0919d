// Cells as text formats write them.
#pragma once

#include <string>
#include <string_view>

#include "data/table_writer.h"

namespace kontor {

// Numbers with the digits of their column, days as 2019-07-31, flags as "true" and "false"; empty
// where the cell holds nothing.
std::string TextOf(const Cell& cell, const TableColumn& column);

// What such cells are called in GraphML and GEXF: "long", "double", "boolean", "string".
std::string_view XmlType(CellKind kind);

}  // namespace kontor
