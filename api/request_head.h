// The head of an HTTP/1.1 request (RFC 9112), checked more strictly than the HTTP library does:
// what two parsers could read in two ways is refused, because that is how requests are smuggled
// past a proxy.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace kontor {

struct RequestHead {
  std::string_view method;  // views into the text that was parsed
  std::string_view target;  // as sent: percent-encoded path and query
  bool keep_alive = true;
  bool has_body = false;           // a body follows
  bool is_chunked = false;         // in chunks, of a length that is not known yet
  size_t body_bytes = 0;           // else its length
  std::string_view authorization;  // of that header field
  bool expects_continue = false;   // the client waits for a word before it sends the body
};

// For names of header fields and their tokens: ASCII letters in either case are the same.
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

struct HeadError {
  int status = 400;
  std::string detail;
};

// At most this many header fields, and none longer than this.
inline constexpr size_t kMaxHeaderFields = 64;
inline constexpr size_t kMaxHeaderFieldBytes = 8'000;

// `text` reaches to the empty line, and includes it. Statuses: 400, 413 (body announced that is
// over the limit), 414, 431, 501 (unknown method or transfer coding), 505.
std::expected<RequestHead, HeadError> ParseRequestHead(std::string_view text);

// For a head that has only arrived in part: an error when no continuation can be within the limits.
std::expected<void, HeadError> CheckPartialHead(std::string_view text);

}  // namespace kontor
