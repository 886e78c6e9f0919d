#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "api/server.h"
#include "app/clock.h"
#include "app/interruption.h"
#include "app/key_watcher.h"
#include "app/live_writer.h"
#include "app/process_memory.h"
#include "app/refresher.h"
#include "app/serve_settings.h"
#include "app/server_log.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "data/codes.h"
#include "data/user_records.h"
#include "store/files.h"

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kRefreshInterval(1'000);

// What is given on the command line or in the environment.
struct GivenToServe {
  ServeWords words;
  std::string config;
};

Status LoadFirst(SnapshotCache& cache, const std::string& database) {
  const Result<bool> loaded = cache.Refresh();
  if (!loaded) {
    return std::unexpected(loaded.error());
  }
  const Result<SnapshotPointer> snapshot = cache.Current(Date{});
  if (!snapshot) {
    return std::unexpected(snapshot.error());
  }
  return (*snapshot)->graph.organisation_count() == 0 ? FailEmptyStore(database) : Status();
}

// Serves until a signal comes.
Status ServeUntilInterrupted(Server& server, Interruption& interruption) {
  std::thread stopper([&] {
    interruption.Wait();
    server.Stop();
  });
  Status served = server.Serve();
  interruption.Request();  // when serving failed, nothing else wakes the stopper
  stopper.join();
  return served;
}

// What a server that writes has beside one that reads.
struct Writing {
  std::unique_ptr<Store> store;
  std::unique_ptr<Codes> codes;
};

Status OpenWriting(const std::string& database, Writing& writing) {
  // Makes no store: a wrong directory is to be told.
  if (const auto readable = OpenForReading(database); !readable) {
    return std::unexpected(readable.error());
  }
  auto store = OpenForWriting(database);
  if (!store) {
    return std::unexpected(store.error());
  }
  auto codes = Codes::Load();
  if (!codes) {
    return std::unexpected(codes.error());
  }
  writing.store = *std::move(store);
  writing.codes = std::make_unique<Codes>(*std::move(codes));
  return {};
}

// Numbers of the process and its store, as they are now.
std::vector<Gauge> MeasureProcess(const SnapshotCache& cache, const LiveWriter* writer,
                                  const std::string& database) {
  std::vector<Gauge> gauges = {
      {"kontor_generation_timestamp_seconds", "When the data of now came into force, in Unix time.",
       static_cast<double>(cache.published())},
      {"kontor_store_bytes", "Of the database's directory on the disk.",
       static_cast<double>(DirectoryBytes(database))},
      {"process_resident_memory_bytes", "Memory of the process.",
       static_cast<double>(ResidentBytes())}};
  if (writer != nullptr) {
    gauges.push_back({"kontor_waiting_writes", "Requests that wait to be written.",
                      static_cast<double>(writer->waiting())});
  }
  return gauges;
}

Result<ServeSettings> Settle(const GivenToServe& given) {
  ServeWords file;
  if (!given.config.empty()) {
    Result<ServeWords> read = ReadServeFile(given.config);
    if (!read) {
      return std::unexpected(read.error());
    }
    file = *std::move(read);
  }
  return SettleServe(given.words, file);
}

// `log` outlives the server.
ServerOptions OptionsOf(const ServeSettings& settings, ServerLog& log) {
  ServerOptions options;
  options.host = settings.address.host;
  options.port = settings.address.port;
  options.on_failure = [&log](const std::string& text) { log.Tell(text); };
  if (settings.log_requests) {
    options.on_answer = [&log](const RequestRecord& record) { log.Tell(record); };
  }
  options.access.open_read = settings.open_read;
  options.access.now = Now;
  return options;
}

Status RunServe(const GivenToServe& given, Console& console) {
  const Result<ServeSettings> settings = Settle(given);
  if (!settings) {
    return std::unexpected(settings.error());
  }
  const std::string& database = settings->database;
  Interruption interruption;
  ServerLog log(settings->log);
  Writing writing;
  if (settings->write) {
    if (Status opened = OpenWriting(database, writing); !opened) {
      return opened;
    }
  }
  const auto tell = [&log](const std::string& text) { log.Tell(text); };
  Result<SnapshotOrigin> origin = settings->write ? OriginOf(*writing.store, database, tell)
                                                  : OpenOriginForSearch(database, tell);
  if (!origin) {
    return std::unexpected(origin.error());
  }
  SnapshotCache cache(*std::move(origin), UnixSeconds);
  std::unique_ptr<LiveWriter> writer;
  std::unique_ptr<UserRecords> records;
  if (settings->write) {
    records = std::make_unique<UserRecords>(*writing.store);
    if (Status finished = records->persons.FinishErasures(); !finished) {
      tell("files may hold persons that were removed: " + finished.error().message);
    }
    writer = std::make_unique<LiveWriter>(*writing.store, cache, *writing.codes, UnixSeconds, tell);
  }
  ServerOptions options = OptionsOf(*settings, log);
  options.records = records.get();
  options.gauges = [&] { return MeasureProcess(cache, writer.get(), database); };
  const auto keys = KeyWatcher::Start(options.access.keys, {.store = database, .tell = tell});
  if (!keys) {
    return std::unexpected(keys.error());
  }
  Server server(cache, Today, options, writer.get());
  if (Status bound = server.Bind(); !bound) {
    return bound;
  }
  if (Status loaded = LoadFirst(cache, database); !loaded) {
    return loaded;
  }
  const std::string url = HttpUrl(settings->address.host, server.port());
  if (Status told = console.Answer("listening on " + url + "\n"); !told) {
    return told;
  }
  if (settings->log == LogFormat::kText) {
    console.Note(settings->open_read
                     ? "Open " + url + "/ in a browser; Ctrl-C ends it.\n"
                     : "Reading needs a key (kontor key create), as --open-read says.\n");
  }
  const Refresher refresher(cache, kRefreshInterval, tell);
  return ServeUntilInterrupted(server, interruption);
}

}  // namespace

void AddServeVerb(CLI::App& root, Action& action) {
  auto given = std::make_shared<GivenToServe>();
  CLI::App* verb = root.add_subcommand("serve", "Answer over HTTP, with a page for browsers");
  verb->add_option("--db", given->words.database, "Directory of the database")
      ->envname("KONTOR_DB")
      ->type_name("DIR");
  verb->add_option("--config", given->config, "A file with these options (kontor config check)")
      ->envname("KONTOR_CONFIG")
      ->type_name("FILE");
  verb->add_option("--listen", given->words.listen, "Address and port (default 127.0.0.1:8080)")
      ->envname("KONTOR_LISTEN")
      ->type_name("HOST:PORT");
  // Not by the variable: that would be set to false where the flag is not given.
  const auto sets = [](std::optional<bool>& flag) {
    return [&flag](int64_t count) { flag = count > 0; };
  };
  verb->add_flag_function(
      "--write,!--no-write", sets(given->words.write),
      "Let programs change organisations over HTTP; nothing else may write to the\n"
      "database meanwhile");
  verb->add_option("--open-read", given->words.open_read,
                   "Who may read without a key: yes (all), no, or loopback (default: all, where it "
                   "listens on this machine only). Behind a proxy, say yes or no")
      ->envname("KONTOR_OPEN_READ")
      ->type_name("WHO");
  verb->add_option("--log", given->words.log,
                   "text (default), or json: an object a line, for programs that gather logs")
      ->envname("KONTOR_LOG")
      ->type_name("F");
  verb->add_flag_function("--log-requests,!--no-log-requests", sets(given->words.log_requests),
                          "Log each request: what became of it, without what was asked");
  verb->footer(
      "Without --write the database is only read: kontor import may run beside it, and what it\n"
      "brings is served a moment later. Ctrl-C or SIGTERM finishes what has begun, and ends.\n"
      "Example:\n"
      "  kontor serve --db kontor.db --listen 127.0.0.1:8080");
  verb->callback([given, &action] {
    action = [given](Console& console) { return RunServe(*given, console); };
  });
}

}  // namespace kontor
