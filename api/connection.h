// One TCP connection: heads of requests come in whole and within their time, answers go out within
// theirs. Sits between the socket and the HTTP library, which would wait for as long as a slow
// client sends a byte now and then.
#pragma once

#include <httplib.h>

#include <chrono>
#include <optional>
#include <string>

#include "api/request_head.h"

namespace kontor {

// Not thread-safe. Closes the socket when it goes.
class Connection final : public httplib::Stream {
 public:
  using Milliseconds = std::chrono::milliseconds;

  // `stop_event` becomes readable, and stays so, when the server stops: waiting ends then.
  Connection(int socket, int stop_event, Milliseconds write_timeout);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Waits for the next request: up to `patience` for its first byte, then up to `header_timeout`
  // for its head, which read() gives next. Nothing when the connection ended, was idle for too long
  // or the server stops. The error is to be sent before closing. Views into the head hold until the
  // next call.
  std::expected<std::optional<RequestHead>, HeadError> NextHead(Milliseconds patience,
                                                                Milliseconds header_timeout);

  // The body of the request whose head came last, at most `limit` bytes within `body_timeout`. An
  // error is to be sent before closing: 408, 413, what ChunkedBody refuses, or with status 0
  // nothing at all, because the connection is gone. Views into the head do not hold any more.
  std::expected<std::string, HeadError> ReadBody(const RequestHead& head, size_t limit,
                                                 Milliseconds body_timeout);

  // Before closing, when the client may still be sending: an answer would be lost if unread bytes
  // reset the connection. Takes half a second at most.
  void Linger();

  // For httplib::Stream. read() ends with the head: bodies are read by ReadBody.
  [[nodiscard]] bool is_readable() const override { return read_ < head_size_; }
  [[nodiscard]] bool is_writable() const override { return true; }
  ssize_t read(char* bytes, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  // The library compares it with FD_SETSIZE, which is a limit of select() and not one of ours.
  [[nodiscard]] socket_t socket() const override { return -1; }
  // Newer versions of the library ask for these as well.
  [[nodiscard]] bool wait_readable() const { return is_readable(); }
  [[nodiscard]] bool wait_writable() const { return true; }
  [[nodiscard]] time_t duration() const { return 0; }

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  enum class Wait : uint8_t { kReady, kTimeout, kStopped };

  [[nodiscard]] Wait WaitFor(short events, Deadline deadline, bool until_stop) const;
  bool ReceiveMore();  // false at the end of the connection
  void DropEmptyLines();
  // Long answers have the time to write for each mebibyte of them.
  void KeepPace(size_t sent);
  std::expected<std::string, HeadError> ReadSized(size_t size, Deadline deadline);
  std::expected<std::string, HeadError> ReadChunked(size_t limit, Deadline deadline);
  // Waits for more and puts it behind buffer_.
  std::expected<void, HeadError> AwaitMore(Deadline deadline);

  int socket_;
  int stop_event_;
  Milliseconds write_timeout_;
  Deadline write_deadline_;
  size_t sent_ = 0;       // of the answer's current mebibyte
  std::string buffer_;    // the current head, and what came after it
  size_t head_size_ = 0;  // of the current head in buffer_
  size_t read_ = 0;       // of the current head
};

}  // namespace kontor
