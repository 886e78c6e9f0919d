// The vocabularies that are built into the program: countries, NACE Rev. 2 and 2.1, NUTS 2021,
// ecosystems, value chains, technologies, labels, and how they are tied to each other. The facts
// are the CSV files in data/taxonomies/ (their README.md describes the columns); this turns them
// into nodes and edges. See also WriteTaxonomies in data/import.h.
#pragma once

#include <string>

#include "base/error.h"
#include "data/embedded_table.h"
#include "store/store.h"

namespace kontor {

inline constexpr std::string_view kTaxonomySource = "kontor:taxonomies";

// In front of the codes of NACE Rev. 2.1, which gives some numbers another meaning: "2.1:C25.3".
inline constexpr std::string_view kNace21Prefix = "2.1:";

// The day on which the built-in taxonomies speak. A changed label or number counts as newer than
// what a store has only if this moves as well.
inline constexpr Date kTaxonomyDate{20'758};  // 2026-11-01

// The files of data/taxonomies/.
std::span<const EmbeddedFile> TaxonomyFiles();

// One built-in table by name: "nuts-2021.csv".
Result<EmbeddedTable> TaxonomyTable(std::string_view file);

// All nodes and edges, together with a marker node that carries TaxonomyVersion().
Result<Batch> TaxonomyRecords();

// Hash of the content of the files and the version of the names of countries that ICU adds
// (base/country_names.h), as hexadecimal digits.
std::string TaxonomyVersion();

}  // namespace kontor
