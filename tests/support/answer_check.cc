#include "tests/support/answer_check.h"

#include <algorithm>
#include <stdexcept>

#include "api/problem.h"
#include "api/request_head.h"
#include "api/routes.h"
#include "api/target.h"
#include "tests/support/api_document.h"
#include "tests/support/schema_check.h"

namespace kontor {
namespace {

using Json = nlohmann::ordered_json;

const std::string* FindHeader(const ReceivedAnswer& answer, std::string_view name) {
  for (const auto& [field, value] : answer.headers) {
    if (EqualsIgnoringCase(field, name)) return &value;
  }
  return nullptr;
}

// The body of an answer that was sent in chunks.
std::string JoinChunks(std::string_view chunks) {
  constexpr size_t line_end = 2;
  std::string body;
  while (!chunks.empty()) {
    const size_t digits = std::min(chunks.find("\r\n"), chunks.size());
    const size_t bytes = std::stoul(std::string(chunks.substr(0, digits)), nullptr, 16);
    if (bytes == 0) break;
    chunks.remove_prefix(std::min(digits + line_end, chunks.size()));
    body += chunks.substr(0, bytes);
    chunks.remove_prefix(std::min(bytes + line_end, chunks.size()));
  }
  return body;
}

const Json& Component(const char* kind, const char* name) {
  return Resolve(ApiDocument()["components"][kind][name]);
}

// Null for a request that none is for: the answer is a refusal then.
const DescribedOperation* FindOperation(const std::string& method, const std::string& target) {
  const auto read = ParseTarget(target);
  if (!read) return nullptr;
  const RouteMatch match = MatchRoute(read->segments);
  if (match.entry == nullptr) return nullptr;
  const std::string described = method == "HEAD" ? "GET" : method;
  const auto& operations = DescribedOperations();
  const auto found = std::ranges::find_if(operations, [&](const DescribedOperation& operation) {
    return operation.path == match.entry->path && operation.method == described;
  });
  return found == operations.end() ? nullptr : &*found;
}

// The response of an operation with that status; refusals have one for all.
const Json* FindResponse(const DescribedOperation* operation, int status) {
  if (operation != nullptr) {
    const Json& responses = operation->json["responses"];
    const std::string code = std::to_string(status);
    if (responses.contains(code)) return &Resolve(responses[code]);
  }
  return status < 400 ? nullptr : &Component("responses", "Problem");
}

std::string HeaderFaults(const Json& response, const ReceivedAnswer& answer) {
  if (!response.contains("headers")) return {};
  for (const auto& [name, described] : response["headers"].items()) {
    const Json& header = Resolve(described);
    const std::string* value = FindHeader(answer, name);
    if (value != nullptr) {
      const std::string fault = SchemaFault(header["schema"], *value);
      if (!fault.empty()) return "the field " + name + fault;
    } else if (header.value("required", false)) {
      return "the field " + name + " is missing";
    }
  }
  return {};
}

std::string BodyFault(const Json& response, const ReceivedAnswer& answer) {
  if (!response.contains("content")) {
    return answer.body.empty() ? "" : "there is a body where none is described";
  }
  const std::string* type = FindHeader(answer, "Content-Type");
  if (type == nullptr) return "the field Content-Type is missing";
  const Json& content = response["content"];
  if (!content.contains(*type)) return "the media type " + *type + " is not described";
  const Json& schema = content[*type]["schema"];
  if (type->find("json") == std::string::npos || *type == "application/x-ndjson") return {};
  const Json body = Json::parse(answer.body, nullptr, false);
  if (body.is_discarded()) return "the body is no JSON";
  if (*type == kProblemType && body.value("status", 0) != answer.status) {
    return "the problem has another status than the answer";
  }
  return SchemaFault(schema, body);
}

}  // namespace

std::string AnswerFault(const std::string& method, const std::string& target,
                        const ReceivedAnswer& answer) {
  if (method == "OPTIONS" && answer.status == 204) {
    return FindHeader(answer, "Allow") == nullptr ? "the field Allow is missing" : "";
  }
  const Json* response = FindResponse(FindOperation(method, target), answer.status);
  if (response == nullptr) return "the status is not described";
  std::string fault = HeaderFaults(*response, answer);
  if (fault.empty() && method != "HEAD") fault = BodyFault(*response, answer);
  return fault;
}

void RequireDescribed(const std::string& method, const std::string& target,
                      const ReceivedAnswer& answer) {
  const std::string fault = AnswerFault(method, target, answer);
  if (fault.empty()) return;
  throw std::logic_error(method + " " + target + " -> " + std::to_string(answer.status) +
                         " is not as api/openapi.json describes it: " + fault + "\n" +
                         answer.body.substr(0, 600));
}

ReceivedAnswer ReadAnswer(std::string_view text) {
  constexpr std::string_view line_end = "\r\n";
  ReceivedAnswer answer;
  const size_t head_end = std::min(text.find("\r\n\r\n"), text.size());
  answer.body = text.substr(std::min(head_end + 4, text.size()));
  text = text.substr(0, head_end);
  answer.status = std::stoi(std::string(text.substr(9, 3)));
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find(line_end));
    text.remove_prefix(std::min(line.size() + line_end.size(), text.size()));
    const size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  if (const std::string* coding = FindHeader(answer, "Transfer-Encoding")) {
    if (*coding == "chunked") answer.body = JoinChunks(answer.body);
  }
  return answer;
}

}  // namespace kontor
