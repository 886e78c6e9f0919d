// SQLite in memory, with covering indexes and prepared statements.
#include <memory>
#include <utility>

#include "bench/peers/peers.h"
#include "bench/peers/sqlite_database.h"

namespace kontor::bench {
namespace {

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
  auto prepared = std::make_shared<PreparedQuestion>(
      std::move(database),
      "SELECT n2.b, sum(n2.worth_of_a) AS score FROM neighbour n1 JOIN neighbour n2 ON n2.a = n1.b "
      "WHERE n1.a = ?1 AND n2.b <> ?1 GROUP BY n2.b ORDER BY score DESC, n2.b LIMIT 20");
  return {.name = "SQLite",
          .answer = [&data, prepared](size_t first, std::span<std::vector<Scored>> best) {
            prepared->question.Bind(1, int64_t{data.askers[first]});
            prepared->question.Read(best.front());
          }};
}

Contestant SqliteSimilarity(const Dataset& data) {
  auto prepared = std::make_shared<PreparedQuestion>(
      LoadThemes(data),
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
