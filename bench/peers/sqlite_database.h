// An SQLite database in memory, and a prepared statement.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/peers/contest.h"

namespace kontor::bench {

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
  void Bind(int number, const std::string& value) {
    sqlite3_bind_text(statement_, number, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
  }
  void Bind(int number, double value) { sqlite3_bind_double(statement_, number, value); }
  // True while there are rows.
  bool Step() { return sqlite3_step(statement_) == SQLITE_ROW; }
  void Reset() { sqlite3_reset(statement_); }
  // The first value of the row.
  [[nodiscard]] uint64_t Number() const {
    return static_cast<uint64_t>(sqlite3_column_int64(statement_, 0));
  }
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

// A question to a database that is filled.
struct PreparedQuestion {
  PreparedQuestion(std::unique_ptr<Database> filled, const char* sql)
      : database(std::move(filled)), question(*database, sql) {}
  std::unique_ptr<Database> database;
  Statement question;
};

}  // namespace kontor::bench
