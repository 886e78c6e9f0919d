#include "api/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/limits.h"
#include "base/text.h"

namespace kontor {
namespace {

constexpr std::array<std::string_view, 8> kMethods = {"GET", "HEAD",  "OPTIONS", "POST",
                                                      "PUT", "PATCH", "DELETE",  "TRACE"};

std::unexpected<HeadError> Refuse(int status, std::string detail) {
  return std::unexpected(HeadError{status, std::move(detail)});
}

bool IsTokenByte(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         marks.find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, IsTokenByte);
}

bool IsControl(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The next line without its end, which is taken off `rest`. Empty at the end of the head.
std::expected<std::string_view, HeadError> TakeLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') {
    return Refuse(400, "Lines of a request's head end with CR LF.");
  }
  const std::string_view line = rest.substr(0, end - 1);
  rest.remove_prefix(end + 1);
  if (std::ranges::any_of(line, IsControl)) {
    return Refuse(400, "The request's head contains a control character.");
  }
  return line;
}

std::expected<void, HeadError> ParseRequestLine(std::string_view line, RequestHead& head) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return Refuse(400, "The request line is not: method, target, version.");
  }
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (head.target.size() > Limits::max_uri_bytes) {
    return Refuse(
        414, "The request's target is over " + std::to_string(Limits::max_uri_bytes) + " bytes.");
  }
  if (!IsToken(head.method)) return Refuse(400, "The request's method is not a word.");
  if (std::ranges::find(kMethods, head.method) == kMethods.end()) {
    return Refuse(501, "The method is not known here.");
  }
  const bool is_asterisk = head.target == "*" && head.method == "OPTIONS";
  const auto is_outside = [](char c) { return c <= 0x20 || c > 0x7E || c == '#'; };
  if (!is_asterisk &&
      (!head.target.starts_with('/') || std::ranges::any_of(head.target, is_outside))) {
    return Refuse(400, "The request's target is not a percent-encoded path that begins with '/'.");
  }
  if (version == "HTTP/1.0") {
    head.keep_alive = false;
  } else if (version != "HTTP/1.1") {
    return Refuse(version.starts_with("HTTP/") ? 505 : 400, "This server speaks HTTP/1.1.");
  }
  return {};
}

// The fields that decide where the request ends, and on which connection.
struct Framing {
  size_t hosts = 0;
  size_t lengths = 0;
  size_t codings = 0;
  uint64_t length = 0;
  bool close = false;
  bool expects = false;
  std::string_view authorization;
};

std::expected<void, HeadError> ReadLength(std::string_view value, Framing& framing) {
  ++framing.lengths;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, framing.length);
  if (value.empty() || stop != end || error != std::errc()) {
    return Refuse(400, "Content-Length is not a number.");
  }
  return {};
}

std::expected<void, HeadError> ReadField(std::string_view line, Framing& framing) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) {
    return Refuse(400, "A header field is not: name, colon, value.");
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = Trim(line.substr(colon + 1), " \t");
  if (EqualsIgnoringCase(name, "host")) ++framing.hosts;
  if (EqualsIgnoringCase(name, "authorization")) framing.authorization = value;
  if (EqualsIgnoringCase(name, "content-length")) return ReadLength(value, framing);
  if (EqualsIgnoringCase(name, "transfer-encoding")) {
    ++framing.codings;
    if (!EqualsIgnoringCase(value, "chunked")) {
      return Refuse(501, "The only transfer coding known here is chunked.");
    }
  }
  if (EqualsIgnoringCase(name, "expect")) {
    if (!EqualsIgnoringCase(value, "100-continue")) {
      return Refuse(417, "The only expectation known here is 100-continue.");
    }
    framing.expects = true;
  }
  if (EqualsIgnoringCase(name, "connection") && EqualsIgnoringCase(value, "close")) {
    framing.close = true;
  }
  return {};
}

std::expected<void, HeadError> CheckFraming(const Framing& framing, RequestHead& head) {
  const bool is_new = head.keep_alive;  // HTTP/1.1
  if (framing.hosts > 1 || (is_new && framing.hosts == 0)) {
    return Refuse(400, "A request has exactly one Host.");
  }
  if (framing.lengths > 1 || framing.codings > 1 || (framing.lengths > 0 && framing.codings > 0)) {
    return Refuse(400, "A request has one Content-Length or one Transfer-Encoding, not both.");
  }
  if (framing.codings > 0 && !is_new) {
    return Refuse(400, "HTTP/1.0 has no Transfer-Encoding.");
  }
  if (framing.length > Limits::max_bulk_bytes) {
    return Refuse(413, "The body is over " + std::to_string(Limits::max_bulk_bytes) + " bytes.");
  }
  head.is_chunked = framing.codings > 0;
  head.body_bytes = static_cast<size_t>(framing.length);
  head.has_body = head.is_chunked || head.body_bytes > 0;
  head.authorization = framing.authorization;
  head.expects_continue = head.has_body && framing.expects;
  const bool takes_none = head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS";
  if (head.has_body && takes_none) {
    return Refuse(400, "A request with this method has no body.");
  }
  if (framing.close) head.keep_alive = false;
  return {};
}

}  // namespace

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Lower, Lower);
}

std::expected<RequestHead, HeadError> ParseRequestHead(std::string_view text) {
  if (auto fits = CheckPartialHead(text); !fits) return std::unexpected(fits.error());
  RequestHead head;
  std::string_view rest = text;
  auto line = TakeLine(rest);
  if (!line) return std::unexpected(line.error());
  if (auto read = ParseRequestLine(*line, head); !read) return std::unexpected(read.error());
  Framing framing;
  for (size_t fields = 0;; ++fields) {
    line = TakeLine(rest);
    if (!line) return std::unexpected(line.error());
    if (line->empty()) break;
    if (fields == kMaxHeaderFields || line->size() > kMaxHeaderFieldBytes) {
      return Refuse(431, "A request has at most " + std::to_string(kMaxHeaderFields) +
                             " header fields, each of at most " +
                             std::to_string(kMaxHeaderFieldBytes) + " bytes.");
    }
    if (auto read = ReadField(*line, framing); !read) return std::unexpected(read.error());
  }
  if (auto checked = CheckFraming(framing, head); !checked) {
    return std::unexpected(checked.error());
  }
  return head;
}

std::expected<void, HeadError> CheckPartialHead(std::string_view text) {
  constexpr size_t around_target = 32;  // method, version and blanks
  const size_t end = text.find('\n');
  if (std::min(end, text.size()) > Limits::max_uri_bytes + around_target) {
    return Refuse(
        414, "The request's target is over " + std::to_string(Limits::max_uri_bytes) + " bytes.");
  }
  if (end != std::string_view::npos && text.size() - end > Limits::max_header_bytes) {
    return Refuse(431, "The request's header fields are over " +
                           std::to_string(Limits::max_header_bytes) + " bytes together.");
  }
  return {};
}

}  // namespace kontor
