#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "api/server.h"
#include "app/clock.h"
#include "app/interruption.h"
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

Status RunServe(const ServeWords& words, Console& console) {
  const Result<ListenAddress> address = ParseListenAddress(words.listen);
  if (!address) {
    return std::unexpected(address.error());
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
  console.Note("Open " + url + "/ in a browser; Ctrl-C ends it.\n");
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
