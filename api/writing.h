// Requests that change organisations: from a request to what the store is asked to write, and from
// what came of it to an answer.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "api/problem.h"
#include "api/service.h"
#include "api/store_writer.h"
#include "api/target.h"

namespace kontor {

inline constexpr std::string_view kNdjsonType = "application/x-ndjson";

// True if the request brings many organisations, one a line.
bool IsBulk(const HttpRequest& request);

// PUT, PATCH or DELETE of the organisation `id`, or POST of a new one. 415 for a body that is no
// JSON, 400 for none at all.
std::expected<OrganisationWrite, Problem> ReadOrganisationWrite(const HttpRequest& request,
                                                                std::string_view id, Author author);

// A line of a bulk request and what it asks for; blank lines are left out.
struct BulkLine {
  size_t number = 0;  // counted from 1
  OrganisationWrite write;
};
// 400 for a condition, which goes with one organisation only, 413 for a line over
// Limits::max_body_bytes, 422 for more lines than Limits::max_bulk_lines.
std::expected<std::vector<BulkLine>, Problem> ReadBulk(const HttpRequest& request,
                                                       const Author& author);

// Of a write that failed; `is_post`: the request asked for a new organisation.
Problem ProblemOfWrite(const WriteError& error, bool is_post);

// {"generation", "dry_run", "created", "changed", "unchanged", "failed", "rows": [...]}
std::string RenderBulkReport(std::span<const BulkLine> lines, const WriteReport& report,
                             bool dry_run);
// {"generation", "dry_run": true, "id", "existed", "changed"}
std::string RenderDryRun(const WriteReport& report, const WrittenOrganisation& written);

}  // namespace kontor
