// One open RocksDB directory with the column families of a store. Private to store/.
#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/db.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/error.h"
#include "store/store.h"

namespace kontor {

// On disk by name; the order is that of the handles.
enum class Family : uint8_t { kNode, kEdge, kEdgeReverse, kName, kPerson, kEvent, kLog, kMeta };
inline constexpr std::array<std::string_view, 8> kFamilyNames = {
    "node", "edge", "edge_reverse", "name", "person", "event", "log", "meta"};

constexpr Family FamilyOf(UserFamily family) {
  return family == UserFamily::kPerson ? Family::kPerson : Family::kEvent;
}

// What the databases of one process share.
struct DatabaseResources {
  rocksdb::Env* env = nullptr;  // of the operating system when null
  std::shared_ptr<rocksdb::Cache> cache;
};

enum class OpenMode {
  kRead,    // changes nothing on disk; sees no write of a later moment
  kWrite,   // REQUIRES: the directory exists
  kCreate,  // REQUIRES: it does not
};

// Thread-safe. Held by shared ownership: a view keeps the database open that it reads.
class Database {
 public:
  static Result<std::shared_ptr<Database>> Open(const std::filesystem::path& path, OpenMode mode,
                                                const DatabaseResources& resources);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  [[nodiscard]] rocksdb::DB& db() const { return *db_; }
  [[nodiscard]] rocksdb::ColumnFamilyHandle* family(Family family) const {
    return families_[static_cast<size_t>(family)];
  }

  // Writes all memory to files and syncs them.
  Status Flush();

  // Flushes, and writes the files of a family anew.
  Status Rewrite(Family family);

  // The directory goes when the last owner does.
  void RemoveWhenClosed();

 private:
  Database() = default;

  std::filesystem::path path_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyNames.size()> families_{};

  std::mutex mutex_;
  bool remove_when_closed_ = false;  // guarded by mutex_
};

// The two values of the column family `meta`. `snapshot` may be null: the latest state.
struct Meta {
  uint32_t schema_version = 0;
  Generation generation = 0;
};
Result<Meta> ReadMeta(const Database& database, const rocksdb::Snapshot* snapshot);
void PutMeta(const Database& database, const Meta& meta, rocksdb::WriteBatch& batch);

inline rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace kontor
