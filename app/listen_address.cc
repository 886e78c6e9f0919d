#include "app/listen_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace kontor {
namespace {

constexpr int kMaxPort = 65'535;

bool ParsePort(std::string_view text, int& port) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port >= 0 && port <= kMaxPort;
}

// Without the brackets of an IPv6 address; empty when the host is malformed.
std::string_view BareHost(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    return host.substr(1, host.size() - 2);
  }
  return host.find_first_of("[]:") == std::string_view::npos ? host : std::string_view();
}

}  // namespace

Result<ListenAddress> ParseListenAddress(std::string_view text) {
  ListenAddress address{.host = "127.0.0.1", .port = 0};
  const size_t colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    address.host = BareHost(text.substr(0, colon));
  }
  const std::string_view port = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (address.host.empty() || !ParsePort(port, address.port)) {
    return Fail(ErrorCode::kInvalidArgument,
                "--listen takes HOST:PORT, as in 127.0.0.1:8080 or [::1]:8080; \"" +
                    std::string(text) + "\" is not one");
  }
  return address;
}

bool IsLoopback(const std::string& host) {
  constexpr uint32_t network = 127;
  in_addr four = {};
  in6_addr six = {};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) {
    return ntohl(four.s_addr) >> 24U == network;
  }
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1) {
    return IN6_IS_ADDR_LOOPBACK(&six);
  }
  return host == "localhost";
}

std::string HttpUrl(std::string_view host, int port) {
  std::string url = "http://";
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  url += is_ipv6 ? "[" + std::string(host) + "]" : std::string(host);
  return url + ":" + std::to_string(port);
}

}  // namespace kontor
