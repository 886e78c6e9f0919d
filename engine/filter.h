// Musts: what an organisation has to be.
#pragma once

#include <cstdint>
#include <vector>

#include "index/criterion.h"

namespace kontor {

// It has one of these values, or carries a narrower code: C28.1 meets C28, DE21 meets DE2. Without
// values it filters nothing.
struct Filter {
  Criterion criterion = Criterion::kCountry;
  std::vector<uint32_t> values;  // index/criterion.h says what they are
};

// All must be met, also several of one criterion.
using Filters = std::vector<Filter>;

}  // namespace kontor
