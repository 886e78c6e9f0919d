#include "app/store_access.h"

#include <algorithm>
#include <optional>
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

Result<SnapshotPointer> LoadAndRemark(const Store& store, const std::string& database,
                                      const TellRemark& tell) {
  Result<NewestSnapshot> newest = LoadNewest(store, database);
  if (!newest) {
    return std::unexpected(newest.error());
  }
  for (const std::string& remark : Remarks(*newest)) tell(remark);
  return std::move(newest->snapshot);
}

Result<TextPointer> LoadAndRemark(const Store& store, const std::string& database,
                                  const Snapshot& snapshot, const TellRemark& tell) {
  Result<NewestTexts> newest = LoadNewestTexts(store, database, snapshot);
  if (!newest) {
    return std::unexpected(newest.error());
  }
  for (const std::string& remark : Remarks(*newest)) tell(remark);
  return std::move(newest->texts);
}

Result<TextPointer> BuildTexts(const Store& store, const Snapshot& snapshot,
                               const TextPointer& former) {
  const auto view = ViewOf(store, snapshot);
  if (!view) {
    return std::unexpected(view.error());
  }
  return LoadTexts(**view, snapshot, former.get());
}

Result<SnapshotPointer> LoadFrom(const std::string& database, Date as_of, const TellRemark& tell) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  if (as_of.known()) {
    return LoadSnapshot(**store, as_of);
  }
  return LoadAndRemark(**store, database, tell);
}

Result<TextPointer> LoadTextsFrom(const std::string& database, const Snapshot& snapshot,
                                  const TellRemark& tell) {
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  return LoadAndRemark(**store, database, snapshot, tell);
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

void SayRemark(const std::string& remark) { Console().Say(remark); }

Result<SnapshotOrigin> OpenOrigin(const std::string& database, const TellRemark& tell) {
  // Opened once here, so that a wrong directory is told at once.
  const Result<std::unique_ptr<Store>> store = OpenForReading(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  return SnapshotOrigin{
      .newest_generation = [database] { return ReadCounter(database); },
      .load = [database, tell](Date as_of) { return LoadFrom(database, as_of, tell); },
  };
}

Result<SnapshotOrigin> OpenOriginForSearch(const std::string& database, const TellRemark& tell) {
  Result<SnapshotOrigin> origin = OpenOrigin(database, tell);
  if (origin) {
    origin->load_texts = [database, tell](const Snapshot& snapshot) {
      return LoadTextsFrom(database, snapshot, tell);
    };
  }
  return origin;
}

// The first state may come from the files beside the store; those that follow writes are built, and
// are too many to be saved.
SnapshotOrigin OriginOf(const Store& store, const std::string& database, const TellRemark& tell) {
  struct Loaded {
    std::optional<Generation> first;
    TextPointer texts;  // the newest
  };
  auto loaded = std::make_shared<Loaded>();
  return SnapshotOrigin{
      .newest_generation = [&store]() -> Result<Generation> {
        const auto view = store.View();
        if (!view) {
          return std::unexpected(view.error());
        }
        return (*view)->generation();
      },
      .load = [&store, database, tell, loaded](Date as_of) -> Result<SnapshotPointer> {
        if (as_of.known() || loaded->first.has_value()) {
          return LoadSnapshot(store, as_of);
        }
        Result<SnapshotPointer> snapshot = LoadAndRemark(store, database, tell);
        if (snapshot) loaded->first = (*snapshot)->generation;
        return snapshot;
      },
      .load_texts = [&store, database, tell,
                     loaded](const Snapshot& snapshot) -> Result<TextPointer> {
        Result<TextPointer> texts = loaded->first == snapshot.generation
                                        ? LoadAndRemark(store, database, snapshot, tell)
                                        : BuildTexts(store, snapshot, loaded->texts);
        if (texts) loaded->texts = *texts;
        return texts;
      },
  };
}

std::unexpected<Error> FailEmptyStore(const std::string& database) {
  return Fail(ErrorCode::kConflict,
              "the database in " + database + " holds no organisation" + kHowToFill + database);
}

}  // namespace kontor
