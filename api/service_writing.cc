// The part of the service that changes organisations, and tells what has changed.
#include "api/json_answer.h"
#include "api/parameters.h"
#include "api/render_changes.h"
#include "api/service.h"
#include "api/writing.h"
#include "base/limits.h"

namespace kontor {
namespace {

constexpr std::string_view kApiSource = "api";  // of statements that come over HTTP

}  // namespace

Service::Handled Service::Write(const Asked& asked) {
  const auto& [request, match, target, caller] = asked;
  const auto dry_run = ReadFlag(target, "dry_run");
  if (!dry_run) return std::unexpected(dry_run.error());
  if (options_.writer == nullptr) {
    return std::unexpected(MakeProblem(
        403, ErrorCode::kForbidden,
        "This server only reads. Its operator lets it write with kontor serve --write."));
  }
  if (IsBulk(request)) return WriteBulk(asked, *dry_run);
  auto write = ReadOrganisationWrite(request, match.name, {std::string(kApiSource), today_()});
  if (!write) return std::unexpected(write.error());
  write->key_id = caller.key_id;
  const auto report = options_.writer->Write(std::span(&*write, 1), *dry_run);
  if (!report) return std::unexpected(ProblemOf(report.error()));
  const WriteResult& result = report->results.front();
  if (!result) return std::unexpected(ProblemOfWrite(result.error(), request.method == "POST"));
  if (*dry_run) return Found{JsonAnswer(RenderDryRun(*report, *result)), report->generation, {}};
  return AnswerWrite(*write, *report);
}

Service::Handled Service::WriteBulk(const Asked& asked, bool dry_run) {
  auto lines = ReadBulk(asked.request, {std::string(kApiSource), today_()});
  if (!lines) return std::unexpected(lines.error());
  std::vector<OrganisationWrite> writes;
  writes.reserve(lines->size());
  for (BulkLine& line : *lines) {
    writes.push_back(std::move(line.write));
    writes.back().key_id = asked.caller.key_id;
  }
  const auto report = options_.writer->Write(writes, dry_run);
  if (!report) return std::unexpected(ProblemOf(report.error()));
  return Found{JsonAnswer(RenderBulkReport(*lines, *report, dry_run)), report->generation, {}};
}

// The organisation as it can be read from now on.
Service::Handled Service::AnswerWrite(const OrganisationWrite& write, const WriteReport& report) {
  const WrittenOrganisation& written = *report.results.front();
  if (write.kind == OrganisationWrite::Kind::kErase) {
    HttpAnswer answer;
    answer.status = 204;
    return Found{std::move(answer), report.generation, {}};
  }
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const Snapshot& data = **snapshot;
  const NodeIndex organisation =
      data.profiles.Find(NodeId::Of(NodeType::kOrganisation, written.key));
  if (organisation == kNoNode) {
    return std::unexpected(
        MakeProblem(409, ErrorCode::kConflict, written.key + " was removed at the same time."));
  }
  Found found = Describe(data, organisation);
  if (!written.existed) {
    found.answer.status = 201;
    found.answer.Set("Location", "/v1/organisations/" + PercentEncode(written.key));
  }
  return found;
}

Service::Handled Service::Changes(const Target& target) {
  const auto top = ReadCount(target, "top", Limits::default_top, Limits::max_top);
  if (!top) return std::unexpected(top.error());
  const auto since = ReadGeneration(target, "since");
  if (!since) return std::unexpected(since.error());
  if (options_.writer == nullptr) {
    return std::unexpected(MakeProblem(404, ErrorCode::kNotFound,
                                       "This server only reads: it has no feed of changes."));
  }
  const auto snapshot = SnapshotFor({});
  if (!snapshot) return std::unexpected(snapshot.error());
  const uint64_t generation = (**snapshot).generation;
  auto commits = options_.writer->Commits(*since + 1, *top);
  if (!commits) return std::unexpected(ProblemOf(commits.error()));
  // What no question sees yet is told the next time.
  std::erase_if(*commits, [&](const Commit& commit) { return commit.generation > generation; });
  return Found{JsonAnswer(RenderChanges(*commits, *since)), generation, {}};
}

}  // namespace kontor
