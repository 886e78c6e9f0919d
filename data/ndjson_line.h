// One line of a Kontor NDJSON file: a node with its values and the edges that leave it. The format
// is described in docs/ndjson.md.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"

namespace kontor {

inline constexpr uint64_t kNdjsonVersion = 1;

// Appends the first line of a file, with its line break. `complete`: the file holds every node that
// its edges point to.
void AppendNdjsonHeader(std::string& out, bool complete);

// Appends one line, with its line break. `target_keys` are parallel to `edges`.
// REQUIRES: UTF-8 in all texts
void AppendNdjsonLine(std::string& out, const NodeView& node, const std::vector<Edge>& edges,
                      const std::vector<std::string>& target_keys);

// What a line says. The vectors keep their memory when the record is read into again.
struct NdjsonRecord {
  std::optional<uint64_t> version;  // a header line; `complete` may go with it
  bool complete = false;
  Node node;
  std::vector<Edge> edges;  // all from `node`
};

struct NdjsonProblem {
  std::string field;  // "values[3].date"; empty for the line as a whole
  std::string reason;
};

// Reads a line. Nothing of a line with a problem is to be used. Never throws; depth, sizes and
// counts are bounded by base/limits.h. Linear.
std::optional<NdjsonProblem> ReadNdjsonLine(std::string_view line, NdjsonRecord& record);

}  // namespace kontor
