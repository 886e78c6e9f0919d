#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "api/server.h"
#include "app/clock.h"
#include "app/interruption.h"
#include "app/listen_address.h"
#include "app/question.h"
#include "app/refresher.h"
#include "app/store_access.h"
#include "app/verbs.h"

namespace kontor {
namespace {

constexpr std::chrono::milliseconds kRefreshInterval(1'000);

struct ServeWords {
  std::string database;
  std::string listen = "127.0.0.1:8080";
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

Status RunServe(const ServeWords& words, Console& console) {
  const Result<ListenAddress> address = ParseListenAddress(words.listen);
  if (!address) {
    return std::unexpected(address.error());
  }
  Interruption interruption;
  Result<SnapshotOrigin> origin = OpenOriginForSearch(words.database);
  if (!origin) {
    return std::unexpected(origin.error());
  }
  SnapshotCache cache(*std::move(origin));
  const auto tell = [](const std::string& text) { Console().Say(text); };
  ServerOptions options;
  options.host = address->host;
  options.port = address->port;
  options.on_failure = tell;
  Server server(cache, Today, options);
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
  verb->footer(
      "The database is only read: kontor import may run beside it, and what it brings is served a\n"
      "moment later. Ctrl-C or SIGTERM finishes the answers that have begun, and ends.\n"
      "Example:\n"
      "  kontor serve --db kontor.db --listen 127.0.0.1:8080");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunServe(*words, console); };
  });
}

}  // namespace kontor
