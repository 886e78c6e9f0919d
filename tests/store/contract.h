// What the contract tests share: both stores, and a small graph.
#pragma once

#include <catch2/catch_template_test_macros.hpp>
#include <memory>

#include "store/memory_store.h"
#include "store/rocksdb_store.h"
#include "tests/store/records.h"
#include "tests/store/temporary_directory.h"

namespace kontor {

struct InMemory {
  std::unique_ptr<Store> store = MakeMemoryStore();
};

struct OnDisk {
  TemporaryDirectory directory;
  std::unique_ptr<Store> store =
      Must(OpenRocksDbStore(directory.path() / "store", {.create_if_missing = true}));
};

#define FOR_EACH_STORE(sentence, tags) \
  TEMPLATE_TEST_CASE(sentence, "[store][contract]" tags, InMemory, OnDisk)

inline const Node kAlpha = MakeNode("pic:1", "Alpha Cluster");
inline const Node kBeta = MakeNode("pic:2", "Beta Cluster");
inline const Node kProject = MakeNode("cordis:7", "Joint project", NodeType::kPartnership);
inline const Node kGermany = MakeNode("DE", "Germany", NodeType::kCountry);

inline Batch SmallGraph() {
  return {{},
          {},
          {kAlpha, kBeta, kProject, kGermany},
          {MakeEdge(kAlpha, EdgeType::kParticipatesIn, kProject),
           MakeEdge(kBeta, EdgeType::kParticipatesIn, kProject),
           MakeEdge(kAlpha, EdgeType::kInCountry, kGermany)}};
}

}  // namespace kontor
