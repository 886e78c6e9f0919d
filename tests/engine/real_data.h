// The EU's published projects as snapshots, for acceptance tests.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "data/import.h"
#include "engine/snapshot.h"
#include "store/memory_store.h"

namespace kontor {

// Imports the tables of $KONTOR_REAL_DATA/cordis/<part>; skips the test where there are none.
inline void ImportRealOrSkip(Store& store, const std::string& part) {
  const char* data = std::getenv("KONTOR_REAL_DATA");
  if (data == nullptr) SKIP("KONTOR_REAL_DATA names no directory");
  const auto directory = std::filesystem::path(data) / "cordis" / part;
  if (!std::filesystem::exists(directory)) SKIP("no cordis/" << part << " in KONTOR_REAL_DATA");
  REQUIRE(ImportCordis(store, directory, {}));
}

inline std::shared_ptr<const Snapshot> Load(const Store& store, Date as_of) {
  SnapshotOptions options;
  options.as_of = as_of;
  SnapshotBuilder builder(options);
  const auto view = store.View();
  REQUIRE(view);
  REQUIRE((*view)->ForEachNode([&](const NodeView& node) { return builder.AddNode(node), true; }));
  REQUIRE((*view)->ForEachEdge([&](const Edge& edge) { return builder.AddEdge(edge), true; }));
  return builder.Build((*view)->generation());
}

}  // namespace kontor
