#include "api/server.h"

#include <httplib.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include "api/connection.h"
#include "api/elastic_threads.h"
#include "api/service.h"

namespace kontor {
namespace {

constexpr int kBacklog = 1024;  // connections that the system accepts ahead of us
constexpr std::chrono::seconds kIdleThread{10};

class TaskQueue final : public httplib::TaskQueue {
 public:
  explicit TaskQueue(ElasticThreads& threads) : threads_(threads) {}
  bool enqueue(std::function<void()> task) override { return threads_.Run(std::move(task)); }
  void shutdown() override { threads_.Shutdown(); }

 private:
  ElasticThreads& threads_;
};

// Not SO_REUSEPORT: with it, a second server would take the same port in silence.
void SetReuseAddress(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
}

Status CheckHost(const std::string& host) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); error != 0) {
    return Fail(ErrorCode::kInvalidArgument,
                "cannot listen on '" + host + "': " + ::gai_strerror(error));
  }
  ::freeaddrinfo(found);
  return {};
}

Error BindError(const ServerOptions& options, int system_error) {
  const std::string address = options.host + ":" + std::to_string(options.port);
  switch (system_error) {
    case EADDRINUSE:
      return {ErrorCode::kInUse,
              "another program listens on " + address + ": end it, or choose another port"};
    case EACCES:
    case EPERM:
      return {ErrorCode::kPermission, "the system does not allow listening on " + address};
    case EADDRNOTAVAIL:
      return {ErrorCode::kInvalidArgument, options.host + " is not an address of this machine"};
    default:
      return {ErrorCode::kIo,
              "cannot listen on " + address + ": " + std::string(std::strerror(system_error))};
  }
}

// Told why a stream broke off.
using TellCause = std::function<void(std::string_view)>;

// A stream is written as chunks; one that breaks off has no last chunk.
void FillStream(HttpAnswer answer, const TellCause& tell, httplib::Response& response) {
  response.set_chunked_content_provider(
      answer.content_type,
      [stream = std::move(answer.stream), tell](size_t, httplib::DataSink& out) {
        bool is_gone = false;
        const Status sent = stream([&](std::string_view piece) {
          is_gone = !out.write(piece.data(), piece.size());
          return is_gone ? Status(Fail(ErrorCode::kIo, "the client has gone")) : Status();
        });
        if (sent) out.done();
        if (!sent && !is_gone) tell(sent.error().message);
        return sent.has_value();
      });
}

void Fill(HttpAnswer answer, httplib::Response& response, const TellCause& tell = {}) {
  response.status = answer.status;
  for (auto& [name, value] : answer.headers) response.set_header(name, value);
  if (answer.stream) {
    FillStream(std::move(answer), tell, response);
  } else if (!answer.body.empty()) {
    response.set_header("Content-Type", answer.content_type);
    response.body = std::move(answer.body);
  }
}

// An answer as it goes over the wire, for requests that never reach the HTTP library.
std::string Write(const HttpAnswer& answer) {
  std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " " +
                     std::string(StatusTitle(answer.status)) + "\r\n";
  for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\r\n";
  text += "Content-Type: " + answer.content_type + "\r\n";
  text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
  return text + "Connection: close\r\n\r\n" + answer.body;
}

// A share of the memory that all bodies may take at a time.
class BodyLease {
 public:
  explicit BodyLease(std::atomic<size_t>& all) : all_(all) {}
  ~BodyLease() { all_ -= taken_; }
  BodyLease(const BodyLease&) = delete;
  BodyLease& operator=(const BodyLease&) = delete;
  [[nodiscard]] bool Take(size_t bytes) {
    if ((all_ += bytes) <= Limits::max_bodies_bytes) {
      taken_ = bytes;
      return true;
    }
    all_ -= bytes;
    return false;
  }

 private:
  std::atomic<size_t>& all_;
  size_t taken_ = 0;
};

size_t QuestionsAtOnce(const ServerOptions& options) {
  if (options.max_questions > 0) return options.max_questions;
  return 2 * std::max<size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace

Status ServerOptions::Validate() const {
  if (port < 0 || port > 65'535) {
    return Fail(ErrorCode::kInvalidArgument, "a port is a number from 0 to 65535");
  }
  if (host.empty()) return Fail(ErrorCode::kInvalidArgument, "the host to listen on is missing");
  if (max_connections == 0 || max_requests_per_connection == 0) {
    return Fail(ErrorCode::kInvalidArgument, "a server serves at least one connection and request");
  }
  for (const auto timeout :
       {question_timeout, keep_alive_timeout, header_timeout, body_timeout, write_timeout}) {
    if (timeout.count() <= 0 || timeout > std::chrono::hours(1)) {
      return Fail(ErrorCode::kInvalidArgument, "a timeout is between 1 ms and 1 hour");
    }
  }
  return {};
}

// Routing, limits and the lives of connections are ours; the library writes answers and compresses.
class Server::Http final : public httplib::Server {
 public:
  Http(SnapshotSource& source, Clock today, ServerOptions options, StoreWriter* writer);
  ~Http() override;

  Status Bind();
  Status Serve();
  void Stop();
  [[nodiscard]] int port() const { return port_; }

 private:
  bool process_and_close_socket(socket_t socket) override;
  bool ServeNext(Connection& connection, bool is_last);
  [[nodiscard]] size_t BodyLimit(const RequestHead& head) const;
  bool SendRefusal(Connection& connection, const HeadError& error);
  void SetHandlers();
  [[nodiscard]] std::chrono::milliseconds Patience() const;
  [[nodiscard]] std::vector<Gauge> Gauges() const;

  const ServerOptions options_;
  Service service_;
  ElasticThreads threads_;
  const int stop_event_;
  int port_ = 0;
  std::atomic<bool> stops_{false};
  std::atomic<size_t> bodies_bytes_{0};  // that are promised to bodies being held
};

Server::Http::Http(SnapshotSource& source, Clock today, ServerOptions options, StoreWriter* writer)
    : options_(std::move(options)),
      service_(
          source, std::move(today),
          {QuestionsAtOnce(options_), options_.question_timeout, options_.on_failure, writer,
           options_.records, options_.access, options_.on_answer, [this] { return Gauges(); }}),
      threads_(std::max<size_t>(1, options_.max_connections), kIdleThread),
      stop_event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  set_tcp_nodelay(true);
  set_socket_options(SetReuseAddress);
  set_keep_alive_max_count(options_.max_requests_per_connection);
  set_keep_alive_timeout(
      std::chrono::ceil<std::chrono::seconds>(options_.keep_alive_timeout).count());
  new_task_queue = [this] { return new TaskQueue(threads_); };  // the library deletes it
  SetHandlers();
}

Server::Http::~Http() {
  Stop();
  threads_.Shutdown();
  ::close(stop_event_);
}

void Server::Http::SetHandlers() {
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    HttpRequest asked{request.method, request.target, {}, request.body};
    for (const auto& [name, value] : request.headers) asked.fields.push_back({name, value});
    Fill(service_.Answer(asked), response, [this, target = request.target](std::string_view cause) {
      service_.TellFailure(target, cause);
    });
    return HandlerResponse::Handled;
  });
  // Of the library's own refusals.
  set_error_handler([this](const httplib::Request&, httplib::Response& response) {
    if (!response.has_header("X-Request-Id")) {
      Fill(service_.RefuseUnread(response.status, "The request cannot be understood."), response);
    }
    return HandlerResponse::Handled;
  });
  // The text of an exception is for us, not for the client.
  set_exception_handler([this](const httplib::Request& request, httplib::Response& response,
                               const std::exception_ptr& exception) {
    Fill(service_.AnswerException(request.target, exception), response);
  });
  set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    response.headers.erase("Accept-Ranges");
    if (response.status == 204 || response.status == 304) response.headers.erase("Content-Length");
  });
}

Status Server::Http::Bind() {
  if (Status valid = options_.Validate(); !valid) return valid;
  if (stop_event_ < 0) return Fail(ErrorCode::kIo, "the system gives no event descriptor");
  if (Status known = CheckHost(options_.host); !known) return known;
  errno = 0;
  port_ = options_.port;
  if (options_.port == 0) {
    port_ = bind_to_any_port(options_.host);
  } else if (!bind_to_port(options_.host, options_.port)) {
    port_ = -1;
  }
  if (port_ < 0) return std::unexpected(BindError(options_, errno));
  // The library listens with a backlog of 5; listening again changes it.
  if (::listen(svr_sock_, kBacklog) != 0) return std::unexpected(BindError(options_, errno));
  return {};
}

Status Server::Http::Serve() {
  const bool ended_well = listen_after_bind();
  if (!ended_well && !stops_) return Fail(ErrorCode::kIo, "the listening socket failed");
  return {};
}

void Server::Http::Stop() {
  if (stops_.exchange(true)) return;
  const uint64_t one = 1;
  if (::write(stop_event_, &one, sizeof(one)) < 0) return;  // cannot be: the counter is at 0
  const socket_t listening = svr_sock_.exchange(INVALID_SOCKET);
  if (listening != INVALID_SOCKET) {
    ::shutdown(listening, SHUT_RDWR);
    ::close(listening);
  }
}

std::chrono::milliseconds Server::Http::Patience() const {
  const bool is_crowded = threads_.busy() * 4 > options_.max_connections * 3;
  return is_crowded ? options_.keep_alive_timeout / 10 : options_.keep_alive_timeout;
}

std::vector<Gauge> Server::Http::Gauges() const {
  std::vector<Gauge> gauges = {
      {"kontor_http_connections", "Open connections.", static_cast<double>(threads_.busy())},
      {"kontor_http_bodies_bytes", "Promised to bodies of requests that are being read.",
       static_cast<double>(bodies_bytes_)}};
  if (options_.gauges) {
    const std::vector<Gauge> more = options_.gauges();
    gauges.insert(gauges.end(), more.begin(), more.end());
  }
  return gauges;
}

bool Server::Http::process_and_close_socket(socket_t socket) {
  Connection connection(socket, stop_event_, options_.write_timeout);
  try {
    for (size_t served = 1; ServeNext(connection, served == options_.max_requests_per_connection);
         ++served) {
    }
  } catch (...) {  // even the answer that something failed has failed: memory is short
    service_.TellFailure("a request", "answering failed, and saying so failed as well");
    return false;
  }
  return true;
}

// True if the connection stays open.
bool Server::Http::ServeNext(Connection& connection, bool is_last) {
  const auto head = connection.NextHead(Patience(), options_.header_timeout);
  if (!head) {
    return SendRefusal(connection, head.error());
  }
  if (!*head) return false;
  const bool keep_alive = (*head)->keep_alive;
  const bool has_body = (*head)->has_body;
  const size_t limit = has_body ? BodyLimit(**head) : 0;
  // A body that nobody reads is dropped with the connection.
  const bool drops_body = has_body && limit == 0;
  std::string body;
  BodyLease lease(bodies_bytes_);
  if (has_body && !drops_body) {
    if (!lease.Take((*head)->is_chunked ? limit : (*head)->body_bytes)) {
      return SendRefusal(connection, {503, "Too many large requests are under way."});
    }
    auto read = connection.ReadBody(**head, limit, options_.body_timeout);
    if (!read) return SendRefusal(connection, read.error());
    body = *std::move(read);
  }
  const bool closes = is_last || drops_body || !keep_alive || stops_;
  bool closed_by_client = false;
  const auto give_body = [&body](httplib::Request& request) {
    request.headers.erase("Expect");  // was answered
    if (request.method != "GET" && request.method != "HEAD") request.ranges.clear();
    request.body = std::move(body);
  };
  const bool is_sent =
      process_request(connection, {}, 0, {}, 0, closes, closed_by_client, give_body);
  if (is_sent && drops_body) connection.Linger();
  return is_sent && !closes && !closed_by_client;
}

size_t Server::Http::BodyLimit(const RequestHead& head) const {
  return service_.BodyLimit(
      {head.method, head.target, {{"Authorization", head.authorization}}, {}});
}

// False: the connection is to be closed.
bool Server::Http::SendRefusal(Connection& connection, const HeadError& error) {
  if (error.status == 0) return false;
  const std::string refusal = Write(service_.RefuseUnread(error.status, error.detail));
  if (connection.write(refusal.data(), refusal.size()) > 0) connection.Linger();
  return false;
}

Server::Server(SnapshotSource& source, Clock today, ServerOptions options, StoreWriter* writer)
    : http_(std::make_unique<Http>(source, std::move(today), std::move(options), writer)) {}
Server::~Server() = default;
Status Server::Bind() { return http_->Bind(); }
int Server::port() const { return http_->port(); }
Status Server::Serve() { return http_->Serve(); }
void Server::Stop() { http_->Stop(); }

}  // namespace kontor
