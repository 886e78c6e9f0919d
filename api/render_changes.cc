#include "api/render_changes.h"

#include <array>
#include <cstdio>

#include "api/json_document.h"

namespace kontor {
namespace {

constexpr int64_t kSecondsOfDay = 86'400;

// "2026-03-01T12:00:00Z"
std::string TimeOf(int64_t unix_seconds) {
  const int64_t days = unix_seconds / kSecondsOfDay;
  const int64_t seconds = unix_seconds % kSecondsOfDay;
  std::array<char, 16> time{};
  std::snprintf(time.data(), time.size(), "T%02d:%02d:%02dZ", static_cast<int>(seconds / 3'600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return FormatDate(Date{static_cast<int32_t>(days)}) + time.data();
}

}  // namespace

std::string RenderChanges(std::span<const Commit> commits, uint64_t since) {
  Json changes = Json::array();
  for (const Commit& commit : commits) {
    changes.push_back({{"generation", commit.generation},
                       {"at", TimeOf(commit.info.unix_seconds)},
                       {"origin", commit.info.origin},
                       {"detail", OrNull(commit.info.detail)},
                       {"added", commit.counts.added},
                       {"changed", commit.counts.changed},
                       {"erased", commit.counts.erased}});
  }
  const uint64_t next = commits.empty() ? since : commits.back().generation;
  return Dump({{"since", since}, {"next", next}, {"changes", std::move(changes)}});
}

}  // namespace kontor
