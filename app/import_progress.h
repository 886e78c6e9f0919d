// How far an import is, in words.
#pragma once

#include <string>

#include "data/import.h"

namespace kontor {

std::string Describe(const Progress& progress);  // "importing project.csv 40 %, 10,000 rows"

}  // namespace kontor
