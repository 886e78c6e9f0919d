#include "tests/api/support.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "engine/cursor.h"
#include "tests/support/answer_check.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr auto kVillage = R"village(
  C24 -0.3-> C28
  us: name="Alpha Maschinenbau" acronym=AMB country=DE city=Aachen sector=C28 target=ES id=pic:111
  us: location=50.78,6.08
  supplier: location=43.26,-2.93
  us: kind=cluster_organisation invented=true id=vat:DE/1
  twin: name="Beta Werke" country=DE sector=C28 kind=company url=https://beta.example
  supplier: name="Gamma Aceros" country=ES sector=C24 target=DE kind=cluster_organisation
  stranger: name="Delta Ferme" country=FR sector=A01 kind=company
  friend: name="Epsilon Institut" country=DE sector=C28 kind=university
  same1: name="Zeta Verein" country=DE
  same2: name="Zeta Verein" country=AT
  danger: name="=SUM(1,2)" country=IT sector=C28 kind=company
  kosmos: name="Κόσμος Κλάστερ" country=GR sector=C24
  label gold: rank=3
  stranger: label=gold
  us --P1(2018-01-01)-- twin friend
  us --P3(2019-01-01)-- twin
  friend --P2(2020-01-01)-- stranger kosmos
)village";

}  // namespace

std::shared_ptr<const Snapshot> Village() {
  static const std::shared_ptr<const Snapshot> village = DrawSnapshot(kVillage);
  return village;
}

std::shared_ptr<const TextIndex> VillageTexts() {
  static const std::shared_ptr<const TextIndex> texts = BuildTexts(Draw(kVillage), *Village());
  return texts;
}

Date TestDay() { return MakeDate(2021, 6, 1); }

HttpAnswer Described(const HttpRequest& request, HttpAnswer answer) {
  ReceivedAnswer received{answer.status, answer.headers, answer.body};
  received.headers.emplace_back("Content-Type", answer.content_type);
  const std::string_view method = answer.stream ? "HEAD" : request.method;
  RequireDescribed(std::string(method), std::string(request.target), received);
  return answer;
}

Result<std::shared_ptr<const Snapshot>> FixedSource::Current(Date) {
  const std::scoped_lock lock(mutex_);
  if (throws_ > 0) {
    --throws_;
    throw std::runtime_error("secret");
  }
  if (!snapshot_) return Fail(ErrorCode::kUnavailable, "the data is being read");
  return snapshot_;
}

Result<Searchable> FixedSource::ForSearch(uint64_t generation) {
  const std::scoped_lock lock(mutex_);
  if (snapshot_ != Village()) return Fail(ErrorCode::kUnavailable, "the texts are being read");
  if (generation != 0 && generation != snapshot_->generation) return FailExpired(generation);
  return Searchable{snapshot_, VillageTexts()};
}

void FixedSource::Set(std::shared_ptr<const Snapshot> snapshot) {
  const std::scoped_lock lock(mutex_);
  snapshot_ = std::move(snapshot);
}

void FixedSource::ThrowNext(int times) {
  const std::scoped_lock lock(mutex_);
  throws_ = times;
}

TestServer::TestServer(std::shared_ptr<const Snapshot> snapshot, ServerOptions options)
    : source_(std::move(snapshot)), server_(source_, TestDay, [&] {
        options.port = 0;
        return options;
      }()) {
  if (const Status bound = server_.Bind(); !bound) throw std::runtime_error(bound.error().message);
  thread_ = std::thread([this] { (void)server_.Serve(); });
}

TestServer::~TestServer() {
  server_.Stop();
  thread_.join();
}

httplib::Client TestServer::Client() const {
  httplib::Client client("127.0.0.1", port());
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_connection_timeout(20);
  client.set_read_timeout(20);
  client.set_url_encode(false);
  client.set_logger([](const httplib::Request& request, const httplib::Response& response) {
    RequireDescribed(
        request.method, request.path,
        {response.status, {response.headers.begin(), response.headers.end()}, response.body});
  });
  return client;
}

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), closed_(other.closed_) {}

bool RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

std::string RawClient::Receive(int patience_ms) {
  std::string received;
  char bytes[4096];
  pollfd polled = {socket_, POLLIN, 0};
  while (::poll(&polled, 1, patience_ms) > 0) {
    const ssize_t count = ::recv(socket_, bytes, sizeof(bytes), 0);
    closed_ = count <= 0;
    if (closed_) break;
    received.append(bytes, static_cast<size_t>(count));
  }
  return received;
}

std::string RawClient::ReceiveAnswer() {
  std::string received;
  char byte = 0;
  while (!received.ends_with("\r\n\r\n") && ::recv(socket_, &byte, 1, 0) == 1) received += byte;
  const size_t field = received.find("Content-Length: ");
  size_t left = field == std::string::npos ? 0 : std::stoul(received.substr(field + 16));
  for (; left > 0 && ::recv(socket_, &byte, 1, 0) == 1; --left) received += byte;
  if (StatusOf(received) >= 400) RequireDescribed("", "*", ReadAnswer(received));
  return received;
}

int StatusOf(std::string_view answer) {
  if (!answer.starts_with("HTTP/1.1 ") || answer.size() < 12) return 0;
  return std::stoi(std::string(answer.substr(9, 3)));
}

}  // namespace kontor
