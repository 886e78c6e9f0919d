// Stores from lines of JSON, for the tests of NDJSON.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "data/import.h"
#include "store/memory_store.h"
#include "tests/data/import_support.h"

namespace kontor {

inline constexpr std::string_view kNdjsonHeader = "{\"kontor_ndjson\":1,\"complete\":true}\n";

// A store with what the text says.
inline std::unique_ptr<Store> StoreOfNdjson(const std::string& text, Problems& problems,
                                            ImportSummary* summary = nullptr) {
  const TemporaryDirectory directory;
  auto store = MakeMemoryStore();
  const auto imported =
      ImportNdjson(*store, directory.Write("in.ndjson", text), problems.Options());
  REQUIRE(imported);
  if (summary != nullptr) *summary = *imported;
  return store;
}

}  // namespace kontor
