// Answers over HTTP/1.1: the routes of docs/http.md and the page.
//
// One thread serves one connection. Threads are started as connections come and end when they are
// idle; heads of requests, waiting and writing have deadlines, so that slow or idle clients cost a
// thread for seconds at most. What is computed at a time is bounded apart from that
// (max_questions).
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/guard.h"
#include "api/metrics.h"
#include "api/request_record.h"
#include "api/snapshot_source.h"
#include "api/store_writer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/limits.h"

namespace kontor {

struct UserRecords;  // data/user_records.h

struct ServerOptions {
  std::string host = "127.0.0.1";  // a name or an address of this machine
  int port = 8080;                 // 0: any free one
  // Connections, each with a thread; more are closed at once.
  size_t max_connections = Limits::max_connections;
  // Questions, searches and look-ups computed at a time; more wait for up to question_timeout, then
  // get 503. Each takes scratch memory of some 30 bytes per organisation. 0: twice the number of
  // processors.
  size_t max_questions = 0;
  std::chrono::milliseconds question_timeout{10'000};
  // How long an idle connection is kept. Near max_connections they are kept a tenth of that.
  std::chrono::milliseconds keep_alive_timeout{5'000};
  std::chrono::milliseconds header_timeout{5'000};  // for a whole head, however slowly it comes
  std::chrono::milliseconds body_timeout{30'000};   // for a whole body
  std::chrono::milliseconds write_timeout{30'000};  // for each mebibyte of an answer
  size_t max_requests_per_connection = 10'000;
  // Told the cause of each answer with status 500; thread-safe. Empty: nobody is told.
  std::function<void(const std::string&)> on_failure = {};
  UserRecords* records = nullptr;  // outlives the server; null: none are kept
  AccessOptions access = {};       // who may ask
  // Told what became of each request; thread-safe. Empty: nobody is told.
  std::function<void(const RequestRecord&)> on_answer = {};
  // More numbers for /metrics (api/metrics.h); thread-safe.
  std::function<std::vector<Gauge>()> gauges = {};

  [[nodiscard]] Status Validate() const;  // kInvalidArgument
};

// Bind, Serve and the destructor belong to one thread; Stop may be called from any.
class Server {
 public:
  using Clock = std::function<Date()>;  // today; thread-safe

  // `source` and `writer` outlive the server; without a writer it only reads.
  Server(SnapshotSource& source, Clock today, ServerOptions options, StoreWriter* writer = nullptr);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Takes the port: connections are accepted by the system from here on, and answered by Serve.
  // kInUse when another program has it, kPermission, kInvalidArgument for a host that is not here.
  [[nodiscard]] Status Bind();
  // The port that was taken. REQUIRES: Bind succeeded
  [[nodiscard]] int port() const;
  // Serves until Stop. Answers that are being computed are finished and sent, idle connections are
  // closed. REQUIRES: Bind succeeded
  [[nodiscard]] Status Serve();
  // Makes Serve return, also one that begins later. Returns at once. Idempotent.
  void Stop();

 private:
  class Http;
  std::unique_ptr<Http> http_;
};

}  // namespace kontor
