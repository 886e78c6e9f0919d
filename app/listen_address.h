// "127.0.0.1:8080" as a host and a port.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

struct ListenAddress {
  std::string host;
  int port = 0;  // 0: any free one
};

// Reads HOST:PORT, PORT alone (on 127.0.0.1) and [IPV6]:PORT. kInvalidArgument for anything else.
Result<ListenAddress> ParseListenAddress(std::string_view text);

// True if only programs of this machine reach it there.
bool IsLoopback(const std::string& host);

// How a browser writes it: an IPv6 host in brackets.
std::string HttpUrl(std::string_view host, int port);

}  // namespace kontor
