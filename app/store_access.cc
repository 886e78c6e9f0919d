#include "app/store_access.h"

#include <utility>

#include "app/console.h"
#include "app/snapshot_file.h"
#include "app/snapshot_loader.h"
#include "store/layout.h"
#include "store/rocksdb_store.h"

namespace kontor {
namespace {

Status CheckNamed(const std::string& database) {
  if (database.empty()) {
    return Fail(ErrorCode::kInvalidArgument,
                "which database? Add --db DIR, or set the environment variable KONTOR_DB");
  }
  return {};
}

constexpr const char* kHowToFill = "; fill one with, for example, kontor import demo --db ";

std::unexpected<Error> FailMissingStore(const std::string& database) {
  return Fail(ErrorCode::kNotFound, "there is no database in " + database + kHowToFill + database);
}

Result<SnapshotPointer> LoadFrom(const std::string& database, Date as_of) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  if (as_of.known()) {
    return LoadSnapshot(**store, as_of);
  }
  Result<NewestSnapshot> newest = LoadNewest(**store, database);
  if (!newest) {
    return std::unexpected(newest.error());
  }
  for (const std::string& remark : Remarks(*newest)) Console().Say(remark);
  return std::move(newest->snapshot);
}

Result<TextPointer> LoadTextsFrom(const std::string& database, const Snapshot& snapshot) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  Result<NewestTexts> newest = LoadNewestTexts(**store, database, snapshot);
  if (!newest) {
    return std::unexpected(newest.error());
  }
  for (const std::string& remark : Remarks(*newest)) Console().Say(remark);
  return std::move(newest->texts);
}

}  // namespace

Result<std::unique_ptr<Store>> OpenForWriting(const std::string& database) {
  if (Status named = CheckNamed(database); !named) {
    return std::unexpected(named.error());
  }
  StoreOptions options;
  options.create_if_missing = true;
  return OpenRocksDbStore(database, options);
}

Result<std::unique_ptr<Store>> OpenForReading(const std::string& database) {
  if (Status named = CheckNamed(database); !named) {
    return std::unexpected(named.error());
  }
  StoreOptions options;
  options.read_only = true;
  Result<std::unique_ptr<Store>> store = OpenRocksDbStore(database, options);
  if (!store && store.error().code == ErrorCode::kNotFound) {
    return FailMissingStore(database);
  }
  return store;
}

Status CheckStoreExists(const std::string& database) {
  if (Status named = CheckNamed(database); !named) {
    return named;
  }
  const Result<DirectoryContent> content = Inspect(database);
  if (!content) {
    return std::unexpected(content.error());
  }
  return *content == DirectoryContent::kStore ? Status() : FailMissingStore(database);
}

bool StoreExists(const std::string& database) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  return store || store.error().code != ErrorCode::kNotFound;
}

Result<SnapshotOrigin> OpenOrigin(const std::string& database) {
  // Opened once here, so that a wrong directory is told at once.
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  return SnapshotOrigin{
      .newest_generation = [database] { return ReadCounter(database); },
      .load = [database](Date as_of) { return LoadFrom(database, as_of); },
  };
}

Result<SnapshotOrigin> OpenOriginForSearch(const std::string& database) {
  Result<SnapshotOrigin> origin = OpenOrigin(database);
  if (origin) {
    origin->load_texts = [database](const Snapshot& snapshot) {
      return LoadTextsFrom(database, snapshot);
    };
  }
  return origin;
}

std::unexpected<Error> FailEmptyStore(const std::string& database) {
  return Fail(ErrorCode::kConflict,
              "the database in " + database + " holds no organisation" + kHowToFill + database);
}

}  // namespace kontor
