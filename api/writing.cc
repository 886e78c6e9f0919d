#include "api/writing.h"

#include <algorithm>
#include <utility>

#include "api/body.h"
#include "api/json_document.h"
#include "base/limits.h"

namespace kontor {
namespace {

OrganisationWrite::Kind KindOf(std::string_view method) {
  if (method == "PATCH") return OrganisationWrite::Kind::kPatch;
  if (method == "DELETE") return OrganisationWrite::Kind::kErase;
  return OrganisationWrite::Kind::kReplace;
}

std::string_view StatusOfRow(const WriteResult& result) {
  if (!result) return "failed";
  if (!result->changed) return "unchanged";
  return result->existed ? "changed" : "created";
}

Json DescribeFailure(const WriteError& error) {
  Json faults = Json::array();
  for (const DocumentProblem& problem : error.document.problems) {
    faults.push_back({{"pointer", problem.pointer}, {"detail", problem.reason}});
  }
  return faults;
}

}  // namespace

bool IsBulk(const HttpRequest& request) {
  return request.method == "POST" &&
         (HasType(request, kNdjsonType) || HasType(request, "application/ndjson"));
}

std::expected<OrganisationWrite, Problem> ReadOrganisationWrite(const HttpRequest& request,
                                                                std::string_view id,
                                                                Author author) {
  OrganisationWrite write;
  write.kind = KindOf(request.method);
  write.id = id;
  write.author = std::move(author);
  write.if_match = request.Field("If-Match");
  write.must_be_new = request.method == "POST" || request.Field("If-None-Match") == "*";
  if (write.kind == OrganisationWrite::Kind::kErase) return write;
  if (auto checked = CheckJsonBody(request); !checked) return std::unexpected(checked.error());
  write.document = request.body;
  return write;
}

std::expected<std::vector<BulkLine>, Problem> ReadBulk(const HttpRequest& request,
                                                       const Author& author) {
  if (!request.Field("If-Match").empty() || !request.Field("If-None-Match").empty()) {
    return std::unexpected(MakeProblem(
        400, ErrorCode::kInvalidArgument,
        "If-Match and If-None-Match go with one organisation, and this request brings many."));
  }
  std::vector<BulkLine> lines;
  std::string_view rest = request.body;
  for (size_t number = 1; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (lines.size() == Limits::max_bulk_lines) {
      return std::unexpected(MakeProblem(422, ErrorCode::kLimit,
                                         "A request brings at most " +
                                             std::to_string(Limits::max_bulk_lines) +
                                             " organisations."));
    }
    if (line.size() > Limits::max_body_bytes) {
      return std::unexpected(MakeProblem(413, ErrorCode::kLimit,
                                         "Line " + std::to_string(number) + " is over " +
                                             std::to_string(Limits::max_body_bytes) + " bytes."));
    }
    OrganisationWrite write;
    write.document = line;
    write.author = author;
    lines.push_back({number, std::move(write)});
  }
  return lines;
}

Problem ProblemOfWrite(const WriteError& error, bool is_post) {
  Problem problem = ProblemOfDocument(error.document);
  if (error.is_outdated) problem.status = is_post ? 409 : 412;
  return problem;
}

std::string RenderBulkReport(std::span<const BulkLine> lines, const WriteReport& report,
                             bool dry_run) {
  Json rows = Json::array();
  Json document = {{"generation", report.generation},
                   {"dry_run", dry_run},
                   {"created", 0},
                   {"changed", 0},
                   {"unchanged", 0},
                   {"failed", 0}};
  for (size_t i = 0; i < lines.size(); ++i) {
    const WriteResult& result = report.results[i];
    const std::string status(StatusOfRow(result));
    document[status] = document[status].get<size_t>() + 1;
    Json row = {{"line", lines[i].number}, {"status", status}};
    if (result) {
      row["id"] = result->key;
    } else {
      row["code"] = ErrorCodeName(result.error().document.error.code);
      row["detail"] = result.error().document.error.message;
      row["errors"] = DescribeFailure(result.error());
    }
    rows.push_back(std::move(row));
  }
  document["rows"] = std::move(rows);
  return Dump(document);
}

std::string RenderDryRun(const WriteReport& report, const WrittenOrganisation& written) {
  return Dump({{"generation", report.generation},
               {"dry_run", true},
               {"id", written.key},
               {"existed", written.existed},
               {"changed", written.changed}});
}

}  // namespace kontor
