// A private PostgreSQL server: a temporary directory, a socket in it, no network, stopped by its
// process number at the end.
#pragma once

#include <sys/types.h>

#include "bench/peers/temporary_directory.h"

namespace kontor::bench {

class PostgresServer {
 public:
  // As root it runs as the user postgres, for the server refuses root. Throws std::runtime_error
  // where it does not start within a minute.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // How to connect, for libpq.
  [[nodiscard]] std::string Address() const;

 private:
  TemporaryDirectory directory_;
  pid_t process_ = 0;
};

}  // namespace kontor::bench
