#include "api/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "api/chunked_body.h"
#include "base/limits.h"

namespace kontor {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::string_view kHeadEnd = "\r\n\r\n";

}  // namespace

Connection::Connection(int socket, int stop_event, Milliseconds write_timeout)
    : socket_(socket), stop_event_(stop_event), write_timeout_(write_timeout) {}

Connection::~Connection() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

Connection::Wait Connection::WaitFor(short events, Deadline deadline, bool until_stop) const {
  std::array<pollfd, 2> polled = {
      {{socket_, events, 0}, {until_stop ? stop_event_ : -1, POLLIN, 0}}};
  while (true) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - SteadyClock::now()).count();
    const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(std::max(left, 0L)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Wait::kTimeout;
    return polled[0].revents != 0 ? Wait::kReady : Wait::kStopped;
  }
}

bool Connection::ReceiveMore() {
  std::array<char, 16'384> bytes;
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  buffer_.append(bytes.data(), static_cast<size_t>(count));
  return count > 0;
}

void Connection::DropEmptyLines() {  // RFC 9112, 2.2: they may stand before a request
  while (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
}

std::expected<std::optional<RequestHead>, HeadError> Connection::NextHead(
    Milliseconds patience, Milliseconds header_timeout) {
  buffer_.erase(0, head_size_);
  head_size_ = 0;
  read_ = 0;
  DropEmptyLines();
  bool has_begun = !buffer_.empty();
  const Deadline start = SteadyClock::now();
  Deadline deadline = start + (has_begun ? header_timeout : patience);
  while (true) {
    if (const size_t end = buffer_.find(kHeadEnd); end != std::string::npos) {
      head_size_ = end + kHeadEnd.size();
      break;
    }
    if (auto fits = CheckPartialHead(buffer_); !fits) return std::unexpected(fits.error());
    const Wait wait = WaitFor(POLLIN, deadline, true);
    if (wait == Wait::kTimeout && has_begun) {
      return std::unexpected(HeadError{408, "The request's head took too long to arrive."});
    }
    if (wait != Wait::kReady || !ReceiveMore()) return std::nullopt;
    if (!has_begun) {
      has_begun = true;
      deadline = SteadyClock::now() + header_timeout;
      DropEmptyLines();
    }
  }
  write_deadline_ = Deadline::max();
  sent_ = 0;
  auto head = ParseRequestHead(std::string_view(buffer_).substr(0, head_size_));
  if (!head) return std::unexpected(std::move(head.error()));
  return *head;
}

std::expected<void, HeadError> Connection::AwaitMore(Deadline deadline) {
  switch (WaitFor(POLLIN, deadline, true)) {
    case Wait::kTimeout:
      return std::unexpected(HeadError{408, "The request's body took too long to arrive."});
    case Wait::kStopped:
      return std::unexpected(HeadError{503, "The server stops: send the request again."});
    case Wait::kReady:
      break;
  }
  if (!ReceiveMore()) return std::unexpected(HeadError{0, "The connection ended."});
  return {};
}

std::expected<std::string, HeadError> Connection::ReadBody(const RequestHead& head, size_t limit,
                                                           Milliseconds body_timeout) {
  const bool is_chunked = head.is_chunked;
  const size_t size = head.body_bytes;
  if (size > limit) {
    return std::unexpected(HeadError{413, "The body is over " + std::to_string(limit) + " bytes."});
  }
  if (head.expects_continue && buffer_.size() == head_size_) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (write(kContinue.data(), kContinue.size()) < 0) return std::unexpected(HeadError{0, {}});
    write_deadline_ = Deadline::max();
  }
  const Deadline deadline = SteadyClock::now() + body_timeout;
  return is_chunked ? ReadChunked(limit, deadline) : ReadSized(size, deadline);
}

std::expected<std::string, HeadError> Connection::ReadSized(size_t size, Deadline deadline) {
  while (buffer_.size() - head_size_ < size) {
    if (auto more = AwaitMore(deadline); !more) return std::unexpected(more.error());
  }
  std::string body = buffer_.substr(head_size_, size);
  buffer_.erase(head_size_, size);
  if (buffer_.capacity() > Limits::max_body_bytes) buffer_.shrink_to_fit();
  return body;
}

std::expected<std::string, HeadError> Connection::ReadChunked(size_t limit, Deadline deadline) {
  ChunkedBody body(limit);
  while (true) {
    const auto fed = body.Feed(std::string_view(buffer_).substr(head_size_));
    if (!fed) return std::unexpected(fed.error());
    buffer_.erase(head_size_, *fed);
    if (body.is_complete()) return std::move(body).Take();
    if (auto more = AwaitMore(deadline); !more) return std::unexpected(more.error());
  }
}

void Connection::Linger() {
  ::shutdown(socket_, SHUT_WR);
  const Deadline deadline = SteadyClock::now() + Milliseconds(500);
  for (size_t received = 0; received < Limits::max_bulk_bytes; received += buffer_.size()) {
    buffer_.clear();
    if (WaitFor(POLLIN, deadline, true) != Wait::kReady || !ReceiveMore()) return;
  }
}

ssize_t Connection::read(char* bytes, size_t size) {
  const size_t count = std::min(size, head_size_ - read_);
  std::copy_n(buffer_.data() + read_, count, bytes);
  read_ += count;
  return static_cast<ssize_t>(count);
}

void Connection::KeepPace(size_t sent) {
  constexpr size_t kPieceBytes = 1U << 20U;
  for (sent_ += sent; sent_ >= kPieceBytes; sent_ -= kPieceBytes) write_deadline_ += write_timeout_;
}

ssize_t Connection::write(const char* bytes, size_t size) {
  if (write_deadline_ == Deadline::max()) write_deadline_ = SteadyClock::now() + write_timeout_;
  while (true) {
    const ssize_t count = ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      KeepPace(static_cast<size_t>(count));
      return count;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
    if (WaitFor(POLLOUT, write_deadline_, false) != Wait::kReady) return -1;
  }
}

// Nobody asks: handlers see no addresses.
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace kontor
