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

#include "api/problem.h"
#include "api/routes.h"
#include "api/scratch_pool.h"
#include "api/snapshot_source.h"
#include "api/store_writer.h"
#include "api/target.h"
#include "data/sink.h"

namespace kontor {

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

// Thread-safe.
class Service {
 public:
  using Clock = std::function<Date()>;

  // Told the cause of each answer with status 500, which the answer does not tell. Thread-safe.
  using Tell = std::function<void(const std::string&)>;

  // `source` and `writer` outlive the service; without a writer it only reads.
  // REQUIRES: max_questions > 0
  Service(SnapshotSource& source, Clock today, size_t max_questions,
          std::chrono::milliseconds question_timeout, Tell tell = {},
          StoreWriter* writer = nullptr);

  HttpAnswer Answer(const HttpRequest& request);
  // How many bytes the body of such a request may have; 0 where it has none.
  [[nodiscard]] static size_t BodyLimit(std::string_view method, std::string_view target);
  // The answer to a request that cannot be understood.
  HttpAnswer Refuse(int status, std::string detail);
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

  Handled Handle(const RouteMatch& match, const Target& target, const HttpRequest& request);
  Handled Read(const RouteMatch& match, const Target& target);
  Handled Write(const RouteMatch& match, const Target& target, const HttpRequest& request);
  Handled WriteBulk(const HttpRequest& request, bool dry_run);
  Handled AnswerWrite(const OrganisationWrite& write, const WriteReport& report);
  Handled Changes(const Target& target);
  Handled Search(const Target& target);
  Handled Suggest(const Target& target);
  Handled Organisation(const std::string& id, const Target& target);
  Handled Partners(const std::string& id, const Target& target);
  Handled Explain(const Target& target);
  Handled Presets(const Target& target);
  Handled Exports(const std::string& kind, const Target& target);
  Handled Ready(const Target& target);
  std::expected<std::shared_ptr<const Snapshot>, Problem> SnapshotFor(Date as_of);
  // For all that searches or computes: no more of that at a time than max_questions.
  std::expected<ScratchPool::Lease, Problem> TakeTurn();
  void AddCommonHeaders(uint64_t generation, HttpAnswer& answer);

  SnapshotSource& source_;
  Clock today_;
  std::chrono::milliseconds question_timeout_;
  ScratchPool scratches_;
  ScratchPool streams_;  // of long exports, each for as long as it is sent
  Tell tell_;
  StoreWriter* writer_;  // null: nobody may write
};

}  // namespace kontor
