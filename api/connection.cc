#include "api/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

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
  std::array<char, 4096> bytes;
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

void Connection::Linger() {
  ::shutdown(socket_, SHUT_WR);
  const Deadline deadline = SteadyClock::now() + Milliseconds(500);
  for (size_t received = 0; received < Limits::max_body_bytes; received += buffer_.size()) {
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
