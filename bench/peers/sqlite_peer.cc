// SQLite in memory, with covering indexes and prepared statements.
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "bench/peers/peers.h"

namespace kontor::bench {
namespace {

class Database {
 public:
  Database() {
    Check(sqlite3_open(":memory:", &database_));
    Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000000");
  }
  ~Database() { sqlite3_close_v2(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void Execute(const char* sql) { Check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  void Check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
  }
  [[nodiscard]] sqlite3* get() const { return database_; }

 private:
  sqlite3* database_ = nullptr;
};

class Statement {
 public:
  Statement(Database& database, const char* sql) {
    database.Check(sqlite3_prepare_v2(database.get(), sql, -1, &statement_, nullptr));
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void Bind(int number, int64_t value) { sqlite3_bind_int64(statement_, number, value); }
  void Bind(int number, double value) { sqlite3_bind_double(statement_, number, value); }
  // True while there are rows.
  bool Step() { return sqlite3_step(statement_) == SQLITE_ROW; }
  void Reset() { sqlite3_reset(statement_); }
  // Rows of an organisation and its score.
  void Read(std::vector<Scored>& best) {
    while (Step()) {
      best.push_back({sqlite3_column_double(statement_, 1),
                      static_cast<NodeIndex>(sqlite3_column_int64(statement_, 0))});
    }
    Reset();
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

struct Prepared {
  explicit Prepared(Database* filled, const char* sql) : database(filled), question(*filled, sql) {}
  std::unique_ptr<Database> database;
  Statement question;
};

std::unique_ptr<Database> LoadThemes(const Dataset& data) {
  auto database = std::make_unique<Database>();
  database->Execute(
      "CREATE TABLE organisation(id INTEGER PRIMARY KEY, country INTEGER, kind INTEGER);"
      "CREATE TABLE carries(organisation INTEGER, theme INTEGER, weight REAL);"
      "BEGIN");
  const ProfileTable& profiles = data.snapshot->profiles;
  Statement organisation(*database, "INSERT INTO organisation VALUES (?, ?, ?)");
  Statement carries(*database, "INSERT INTO carries VALUES (?, ?, ?)");
  for (NodeIndex i = 0; i < data.size(); ++i) {
    organisation.Bind(1, int64_t{i});
    organisation.Bind(2, int64_t{profiles[i].country});
    organisation.Bind(3, int64_t{profiles[i].kind});
    organisation.Step();
    organisation.Reset();
    for (const auto& [theme, weight] : data.snapshot->themes.Vector(i)) {
      carries.Bind(1, int64_t{i});
      carries.Bind(2, int64_t{theme});
      carries.Bind(3, double{weight});
      carries.Step();
      carries.Reset();
    }
  }
  database->Execute(
      "CREATE INDEX by_organisation ON carries(organisation, theme, weight);"
      "CREATE INDEX by_theme ON carries(theme, organisation, weight);"
      "CREATE INDEX by_place ON organisation(country, kind);"
      "COMMIT; ANALYZE");
  return database;
}

}  // namespace

Contestant SqliteAdamicAdar(const Dataset& data, const Neighbours& neighbours) {
  auto database = std::make_unique<Database>();
  database->Execute(
      "CREATE TABLE neighbour(a INTEGER, b INTEGER, worth_of_a REAL, PRIMARY KEY (a, b)) "
      "WITHOUT ROWID; BEGIN");
  {
    Statement insert(*database, "INSERT INTO neighbour VALUES (?, ?, ?)");
    for (NodeIndex i = 0; i < neighbours.size(); ++i) {
      for (const NodeIndex other : neighbours.Of(i)) {
        insert.Bind(1, int64_t{i});
        insert.Bind(2, int64_t{other});
        insert.Bind(3, neighbours.Worth(i));
        insert.Step();
        insert.Reset();
      }
    }
  }
  database->Execute("COMMIT; ANALYZE");
  auto prepared = std::make_shared<Prepared>(
      database.release(),
      "SELECT n2.b, sum(n2.worth_of_a) AS score FROM neighbour n1 JOIN neighbour n2 ON n2.a = n1.b "
      "WHERE n1.a = ?1 AND n2.b <> ?1 GROUP BY n2.b ORDER BY score DESC, n2.b LIMIT 20");
  return {.name = "SQLite",
          .answer = [&data, prepared](size_t first, std::span<std::vector<Scored>> best) {
            prepared->question.Bind(1, int64_t{data.askers[first]});
            prepared->question.Read(best.front());
          }};
}

Contestant SqliteSimilarity(const Dataset& data) {
  auto prepared = std::make_shared<Prepared>(
      LoadThemes(data).release(),
      "SELECT t.organisation, sum(o.weight * t.weight) AS score "
      "FROM carries o JOIN carries t ON t.theme = o.theme "
      "JOIN organisation p ON p.id = t.organisation "
      "WHERE o.organisation = ?1 AND t.organisation <> ?1 AND p.country = ?2 AND p.kind = ?3 "
      "GROUP BY t.organisation ORDER BY score DESC, t.organisation LIMIT 20");
  return {.name = "SQLite",
          .answer = [&data, prepared](size_t first, std::span<std::vector<Scored>> best) {
            const SimilarityQuestion& question = data.filtered[first];
            prepared->question.Bind(1, int64_t{question.asker});
            prepared->question.Bind(2, int64_t{question.country});
            prepared->question.Bind(3, int64_t{question.kind});
            prepared->question.Read(best.front());
          }};
}

}  // namespace kontor::bench
