// PostgreSQL over a local socket, with covering indexes and prepared statements. Its time is that
// of the server's process and ours.
#include <endian.h>
#include <libpq-fe.h>

#include <bit>
#include <cstring>
#include <ctime>
#include <memory>
#include <stdexcept>
#include <string>

#include "bench/peers/peers.h"
#include "bench/peers/postgres_server.h"

namespace kontor::bench {
namespace {

class Connection {
 public:
  explicit Connection(const PostgresServer& server)
      : connection_(PQconnectdb(server.Address().c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) Fail();
    if (clock_getcpuclockid(PQbackendPID(connection_), &clock_) != 0) {
      throw std::runtime_error("no clock of the server's process");
    }
  }
  ~Connection() { PQfinish(connection_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Execute(const char* sql) {
    PGresult* result = PQexec(connection_, sql);
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_COPY_IN) Fail();
  }
  void Prepare(const char* sql) {
    PGresult* result = PQprepare(connection_, "question", sql, 0, nullptr);
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!done) Fail();
  }
  // Rows of an organisation and its score.
  void Ask(std::span<const int32_t> parameters, std::vector<Scored>& best) {
    std::array<uint32_t, 3> numbers = {};
    std::array<const char*, 3> values = {};
    std::array<int, 3> lengths = {4, 4, 4};
    std::array<int, 3> formats = {1, 1, 1};
    for (size_t i = 0; i < parameters.size(); ++i) {
      numbers[i] = htobe32(static_cast<uint32_t>(parameters[i]));
      values[i] = reinterpret_cast<const char*>(&numbers[i]);
    }
    PGresult* result =
        PQexecPrepared(connection_, "question", static_cast<int>(parameters.size()), values.data(),
                       lengths.data(), formats.data(), /*resultFormat=*/1);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) Fail();
    for (int row = 0; row < PQntuples(result); ++row) {
      uint32_t organisation = 0;
      uint64_t score = 0;
      std::memcpy(&organisation, PQgetvalue(result, row, 0), sizeof organisation);
      std::memcpy(&score, PQgetvalue(result, row, 1), sizeof score);
      best.push_back({std::bit_cast<double>(be64toh(score)), be32toh(organisation)});
    }
    PQclear(result);
  }
  void Send(const std::string& bytes) {
    if (PQputCopyData(connection_, bytes.data(), static_cast<int>(bytes.size())) != 1) Fail();
  }
  void EndCopy() {
    if (PQputCopyEnd(connection_, nullptr) != 1) Fail();
    PGresult* result = PQgetResult(connection_);
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!done) Fail();
    while ((result = PQgetResult(connection_)) != nullptr) PQclear(result);
  }
  [[nodiscard]] clockid_t clock() const { return clock_; }

 private:
  [[noreturn]] void Fail() { throw std::runtime_error(PQerrorMessage(connection_)); }

  PGconn* connection_;
  clockid_t clock_ = 0;
};

// Fills a table in the binary format of COPY.
class Copy {
 public:
  Copy(Connection& connection, const char* command) : connection_(connection) {
    connection_.Execute(command);
    bytes_.append("PGCOPY\n\377\r\n\0", 11).append(8, '\0');
  }
  void Row(int16_t fields) {
    if (bytes_.size() > 1U << 20U) {
      connection_.Send(bytes_);
      bytes_.clear();
    }
    Put(htobe16(static_cast<uint16_t>(fields)));
  }
  void Integer(uint32_t value) {
    Put(htobe32(4));
    Put(htobe32(value));
  }
  void Number(double value) {
    Put(htobe32(8));
    Put(htobe64(std::bit_cast<uint64_t>(value)));
  }
  void End() {
    Put(uint16_t{0xffff});
    connection_.Send(bytes_);
    connection_.EndCopy();
  }

 private:
  template <typename Value>
  void Put(Value value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  Connection& connection_;
  std::string bytes_;
};

void LoadThemes(const Dataset& data, Connection& connection) {
  const ProfileTable& profiles = data.snapshot->profiles;
  connection.Execute("CREATE UNLOGGED TABLE organisation(id int, country int, kind int)");
  Copy organisations(connection, "COPY organisation FROM STDIN (FORMAT binary)");
  for (NodeIndex i = 0; i < data.size(); ++i) {
    organisations.Row(3);
    organisations.Integer(i);
    organisations.Integer(profiles[i].country);
    organisations.Integer(profiles[i].kind);
  }
  organisations.End();
  connection.Execute("CREATE UNLOGGED TABLE carries(organisation int, theme int, weight float8)");
  Copy carries(connection, "COPY carries FROM STDIN (FORMAT binary)");
  for (NodeIndex i = 0; i < data.size(); ++i) {
    for (const auto& [theme, weight] : data.snapshot->themes.Vector(i)) {
      carries.Row(3);
      carries.Integer(i);
      carries.Integer(theme);
      carries.Number(double{weight});
    }
  }
  carries.End();
  connection.Execute("CREATE UNIQUE INDEX ON organisation(id) INCLUDE (country, kind)");
  connection.Execute("CREATE INDEX ON organisation(country, kind, id)");
  connection.Execute("CREATE INDEX ON carries(organisation, theme) INCLUDE (weight)");
  connection.Execute("CREATE INDEX ON carries(theme, organisation) INCLUDE (weight)");
  connection.Execute("VACUUM ANALYZE organisation");
  connection.Execute("VACUUM ANALYZE carries");
}

void LoadNeighbours(const Neighbours& neighbours, Connection& connection) {
  connection.Execute("CREATE UNLOGGED TABLE neighbour(a int, b int, worth_of_a float8)");
  Copy copy(connection, "COPY neighbour FROM STDIN (FORMAT binary)");
  for (NodeIndex i = 0; i < neighbours.size(); ++i) {
    for (const NodeIndex other : neighbours.Of(i)) {
      copy.Row(3);
      copy.Integer(i);
      copy.Integer(other);
      copy.Number(neighbours.Worth(i));
    }
  }
  copy.End();
  connection.Execute("CREATE INDEX ON neighbour(a) INCLUDE (b, worth_of_a)");
  connection.Execute("VACUUM ANALYZE neighbour");
}

}  // namespace

Contestant PostgresAdamicAdar(const Dataset& data, const Neighbours& neighbours,
                              const PostgresServer& server) {
  auto connection = std::make_shared<Connection>(server);
  LoadNeighbours(neighbours, *connection);
  connection->Prepare(
      "SELECT n2.b, sum(n2.worth_of_a) AS score FROM neighbour n1 JOIN neighbour n2 ON n2.a = n1.b "
      "WHERE n1.a = $1::int AND n2.b <> $1::int "
      "GROUP BY n2.b ORDER BY score DESC, n2.b LIMIT 20");
  return {.name = "PostgreSQL",
          .answer =
              [&data, connection](size_t first, std::span<std::vector<Scored>> best) {
                const auto asker = static_cast<int32_t>(data.askers[first]);
                connection->Ask({&asker, 1}, best.front());
              },
          .helper_clocks = {connection->clock()}};
}

Contestant PostgresSimilarity(const Dataset& data, const PostgresServer& server) {
  auto connection = std::make_shared<Connection>(server);
  LoadThemes(data, *connection);
  connection->Prepare(
      "SELECT t.organisation, sum(o.weight * t.weight) AS score "
      "FROM carries o JOIN carries t ON t.theme = o.theme "
      "JOIN organisation p ON p.id = t.organisation "
      "WHERE o.organisation = $1::int AND t.organisation <> $1::int "
      "AND p.country = $2::int AND p.kind = $3::int "
      "GROUP BY t.organisation ORDER BY score DESC, t.organisation LIMIT 20");
  return {.name = "PostgreSQL",
          .answer =
              [&data, connection](size_t first, std::span<std::vector<Scored>> best) {
                const SimilarityQuestion& question = data.filtered[first];
                const std::array parameters = {static_cast<int32_t>(question.asker),
                                               static_cast<int32_t>(question.country),
                                               static_cast<int32_t>(question.kind)};
                connection->Ask(parameters, best.front());
              },
          .helper_clocks = {connection->clock()}};
}

}  // namespace kontor::bench
