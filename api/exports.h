// Answers to /v1/exports/…: files to download.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string_view>

#include "api/problem.h"
#include "api/scratch_pool.h"
#include "api/service.h"
#include "api/snapshot_source.h"
#include "api/target.h"

namespace kontor {

struct UserRecords;  // data/user_records.h

// What exports are answered with; all of it outlives the answers.
struct ExportResources {
  SnapshotSource& source;
  ScratchPool& questions;              // for lists
  ScratchPool& streams;                // one for each long export, until it is sent
  std::chrono::milliseconds patience;  // for one of these
  Date today;
  UserRecords* records = nullptr;  // may be null
};

struct ExportAnswer {
  HttpAnswer answer;
  uint64_t generation = 0;
};

// `kind`: partners, search, shortlist, organisations, graph or dossier; 404 for another. Lists are
// answered whole, organisations and the graph as streams. Thread-safe.
std::expected<ExportAnswer, Problem> AnswerExport(std::string_view kind, const Target& target,
                                                  const ExportResources& resources);

}  // namespace kontor
