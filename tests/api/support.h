// A drawn village behind a server on a port of its own.
#pragma once

#include <httplib.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "api/server.h"
#include "api/service.h"

namespace kontor {

inline constexpr std::string_view kHealth = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

// Twelve organisations; "us" has partners at home, abroad and none at all. See support.cc.
std::shared_ptr<const Snapshot> Village();
std::shared_ptr<const TextIndex> VillageTexts();

// Gives the same snapshot for every day, or an error.
class FixedSource final : public SnapshotSource {
 public:
  explicit FixedSource(std::shared_ptr<const Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
  Result<std::shared_ptr<const Snapshot>> Current(Date as_of) override;
  // The village's texts; kUnavailable with another snapshot, kConflict for another generation.
  Result<Searchable> ForSearch(uint64_t generation) override;
  void Set(std::shared_ptr<const Snapshot> snapshot);  // null: kUnavailable
  void ThrowNext(int times);                           // std::runtime_error("secret")

 private:
  std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  int throws_ = 0;
};

Date TestDay();

// The same answer, of which the document of the API must have the like: throws std::logic_error
// otherwise. Of a stream only the head is checked.
HttpAnswer Described(const HttpRequest& request, HttpAnswer answer);

// Serves on a free port of 127.0.0.1 until it goes.
class TestServer {
 public:
  explicit TestServer(std::shared_ptr<const Snapshot> snapshot = Village(),
                      ServerOptions options = {});
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] int port() const { return server_.port(); }
  [[nodiscard]] FixedSource& source() { return source_; }
  [[nodiscard]] Server& server() { return server_; }
  // A client with short timeouts that keeps its connection. Each answer that it gets is checked
  // against the document of the API: it throws std::logic_error for another.
  [[nodiscard]] httplib::Client Client() const;

 private:
  FixedSource source_;
  Server server_;
  std::thread thread_;
};

// A socket of which the test says every byte.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  bool Send(std::string_view bytes);  // false once the server has closed
  // Everything until the server closes or nothing comes for `patience_ms`; closed() tells which.
  std::string Receive(int patience_ms = 3'000);
  // True once Receive has seen that the server closed the connection.
  [[nodiscard]] bool closed() const { return closed_; }
  // One answer with a Content-Length. A refusal is checked against the document of the API.
  std::string ReceiveAnswer();

 private:
  int socket_;
  bool closed_ = false;
};

// "HTTP/1.1 404 Not Found…" -> 404; 0 for anything else.
int StatusOf(std::string_view answer);

}  // namespace kontor
