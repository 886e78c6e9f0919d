#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "api/server.h"
#include "app/clock.h"
#include "app/interruption.h"
#include "app/key_watcher.h"
#include "app/listen_address.h"
#include "app/live_writer.h"
#include "app/question.h"
#include "app/refresher.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "data/codes.h"

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kRefreshInterval(1'000);

struct ServeWords {
  std::string database;
  std::string listen = "127.0.0.1:8080";
  bool write = false;
  std::string open_read = "loopback";
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

// Whether reading needs no key.
Result<bool> ReadOpenRead(const std::string& word, const std::string& host) {
  if (word == "loopback") {
    return IsLoopback(host);
  }
  if (word == "yes" || word == "no") {
    return word == "yes";
  }
  return Misused("--open-read takes yes, no or loopback; '" + word + "' is none of them");
}

Status RunServe(const ServeWords& words, Console& console) {
  const Result<ListenAddress> address = ParseListenAddress(words.listen);
  if (!address) {
    return std::unexpected(address.error());
  }
  const Result<bool> open_read = ReadOpenRead(words.open_read, address->host);
  if (!open_read) {
    return std::unexpected(open_read.error());
  }
  Interruption interruption;
  Writing writing;
  if (words.write) {
    if (Status opened = OpenWriting(words.database, writing); !opened) {
      return opened;
    }
  }
  Result<SnapshotOrigin> origin =
      words.write ? OriginOf(*writing.store, words.database) : OpenOriginForSearch(words.database);
  if (!origin) {
    return std::unexpected(origin.error());
  }
  SnapshotCache cache(*std::move(origin));
  const auto tell = [](const std::string& text) { Console().Say(text); };
  std::unique_ptr<LiveWriter> writer;
  if (words.write) {
    writer = std::make_unique<LiveWriter>(*writing.store, cache, *writing.codes, UnixSeconds, tell);
  }
  ServerOptions options;
  options.host = address->host;
  options.port = address->port;
  options.on_failure = tell;
  options.access.open_read = *open_read;
  options.access.now = Now;
  const auto keys = KeyWatcher::Start(options.access.keys, {.store = words.database, .tell = tell});
  if (!keys) {
    return std::unexpected(keys.error());
  }
  Server server(cache, Today, options, writer.get());
  if (Status bound = server.Bind(); !bound) {
    return bound;
  }
  if (Status loaded = LoadFirst(cache, words.database); !loaded) {
    return loaded;
  }
  const std::string url = HttpUrl(address->host, server.port());
  if (Status told = console.Answer("listening on " + url + "\n"); !told) {
    return told;
  }
  console.Note(*open_read ? "Open " + url + "/ in a browser; Ctrl-C ends it.\n"
                          : "Reading needs a key (kontor key create), as --open-read says.\n");
  const Refresher refresher(cache, kRefreshInterval, tell);
  return ServeUntilInterrupted(server, interruption);
}

}  // namespace

void AddServeVerb(CLI::App& root, Action& action) {
  auto words = std::make_shared<ServeWords>();
  CLI::App* verb = root.add_subcommand("serve", "Answer over HTTP, with a page for browsers");
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--listen", words->listen, "Address and port (default 127.0.0.1:8080)")
      ->type_name("HOST:PORT");
  verb->add_flag("--write", words->write,
                 "Let programs change organisations over HTTP; nothing else may write to the\n"
                 "database meanwhile");
  verb->add_option("--open-read", words->open_read,
                   "Who may read without a key: yes (all), no, or loopback (default: all, where it "
                   "listens on this machine only). Behind a proxy, say yes or no")
      ->type_name("WHO");
  verb->footer(
      "Without --write the database is only read: kontor import may run beside it, and what it\n"
      "brings is served a moment later. Ctrl-C or SIGTERM finishes what has begun, and ends.\n"
      "Example:\n"
      "  kontor serve --db kontor.db --listen 127.0.0.1:8080");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunServe(*words, console); };
  });
}

}  // namespace kontor
