// From a request to an answer, without the network: parse, find, ask the engine, render.
#pragma once

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/answer_cache.h"
#include "api/guard.h"
#include "api/metrics.h"
#include "api/problem.h"
#include "api/request_record.h"
#include "api/routes.h"
#include "api/scratch_pool.h"
#include "api/snapshot_source.h"
#include "api/store_writer.h"
#include "api/target.h"
#include "data/sink.h"

namespace kontor {

struct UserRecords;  // data/user_records.h

struct HttpField {
  std::string_view name;
  std::string_view value;
};

struct HttpRequest {
  std::string_view method;        // "GET"
  std::string_view target;        // "/v1/presets", percent-encoded
  std::vector<HttpField> fields;  // of the head
  std::string_view body;

  // The value of the header field with that name, in any case; empty when it is not sent.
  [[nodiscard]] std::string_view Field(std::string_view name) const;
  [[nodiscard]] bool Has(std::string_view name) const;  // also true for an empty value
};

struct HttpAnswer {
  int status = 200;
  std::string content_type;
  std::string body;  // also for HEAD: the network leaves it out
  // Writes a body that may be too long to be held; `body` is empty then. A failure ends the
  // connection, so that the client notices. Called at most once.
  std::function<Status(const Sink&)> stream = {};
  std::vector<std::pair<std::string, std::string>> headers;

  void Set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
  [[nodiscard]] bool Has(std::string_view name) const {
    return std::ranges::any_of(headers, [&](const auto& header) { return header.first == name; });
  }
};

struct ServiceOptions {
  size_t max_questions = 1;  // computed at a time; more wait for question_timeout, then get 503
  std::chrono::milliseconds question_timeout{10'000};
  // Told the cause of each answer with status 500, which the answer does not tell. Thread-safe.
  std::function<void(const std::string&)> tell = {};
  StoreWriter* writer = nullptr;   // outlives the service; null: it only reads
  UserRecords* records = nullptr;  // likewise; null: none are kept
  AccessOptions access = {};
  // Told what became of each request. Thread-safe.
  std::function<void(const RequestRecord&)> on_answer = {};
  // More numbers for /metrics, as they are now. Thread-safe.
  std::function<std::vector<Gauge>()> gauges = {};
};

// Thread-safe.
class Service {
 public:
  using Clock = std::function<Date()>;

  // `source` outlives the service. REQUIRES: max_questions > 0
  Service(SnapshotSource& source, Clock today, ServiceOptions options);

  HttpAnswer Answer(const HttpRequest& request);
  // How many bytes the body of a request with this head may have; 0 where it is not worth reading:
  // nothing takes one there, or not from whoever asks. Answer says why.
  [[nodiscard]] size_t BodyLimit(const HttpRequest& head) const;
  // The answer to a request that cannot be read.
  HttpAnswer RefuseUnread(int status, std::string detail);
  // The answer when an exception ended the one to `target`.
  HttpAnswer AnswerException(std::string_view target, const std::exception_ptr& exception);
  // Tells the operator why there is no answer to `target`.
  void TellFailure(std::string_view target, std::string_view cause) const noexcept;

 private:
  struct Found {
    HttpAnswer answer;
    uint64_t generation = 0;  // of the snapshot that it was made from; 0: none
    std::string tag;          // its entity tag; empty: made of generation and body
  };
  using Handled = std::expected<Found, Problem>;

  // What has passed the guard. A target without what its caller's key forces.
  struct Asked {
    const HttpRequest& request;
    const RouteMatch& match;
    const Target& target;
    const Caller& caller;
  };

  // What is noted of a request beside its answer.
  struct Visit {
    const RouteEntry* entry = nullptr;
    std::string key_id;
  };

  HttpAnswer AnswerVisit(const HttpRequest& request, Visit& visit);
  HttpAnswer AnswerAdmitted(const Asked& asked);
  // As AnswerAdmitted, but what was sent before with the same Idempotency-Key is not done again.
  HttpAnswer AnswerOnce(const Asked& asked);
  HttpAnswer AnswerProblem(Problem problem, std::string_view path);
  HttpAnswer AnswerOptions(const HttpRequest& request, std::string_view allowed);
  Handled Handle(const Asked& asked);
  Handled File(const RouteMatch& match, const Target& target);
  Handled Read(const Asked& asked);
  Handled Write(const Asked& asked);
  Handled WriteBulk(const Asked& asked, bool dry_run);
  Handled AnswerWrite(const OrganisationWrite& write, const WriteReport& report);
  Handled Changes(const Target& target);
  Handled Users(const Asked& asked);
  Handled Audit(const Target& target);
  // The answer to the question that was kept of that generation, or the one that `make` gives,
  // which is kept if it is of that generation.
  Handled Once(std::string question, uint64_t generation, const std::function<Handled()>& make);
  Handled Search(const Target& target);
  Handled SearchAnew(const Target& target, Date today);
  Handled Suggest(const Target& target);
  Handled Organisation(const std::string& id);
  // With the tag that RevisionTag gives, of one rendering.
  static Found Describe(const Snapshot& data, NodeIndex organisation);
  Handled Partners(const Asked& asked);
  Handled Explain(const Asked& asked);
  Handled Presets();
  Handled Taxonomies(const RouteMatch& match, const Target& target);
  Handled Exports(const std::string& kind, const Target& target);
  Handled Keys();
  Handled Ready();
  std::expected<std::shared_ptr<const Snapshot>, Problem> SnapshotFor(Date as_of);
  // For all that searches or computes: no more of that at a time than max_questions.
  std::expected<ScratchPool::Lease, Problem> TakeTurn();
  HttpAnswer Refuse(int status, std::string detail);
  Handled TellMetrics();
  void Note(const RequestRecord& record, const RouteEntry* entry);
  void AddCommonHeaders(uint64_t generation, HttpAnswer& answer);

  SnapshotSource& source_;
  Clock today_;
  const ServiceOptions options_;
  AnswerCache answers_;
  ScratchPool scratches_;
  ScratchPool streams_;  // of long exports, each for as long as it is sent
  Guard guard_;
  Metrics metrics_;
};

}  // namespace kontor
