#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <vector>

#include "app/clock.h"
#include "app/key_file.h"
#include "app/question.h"
#include "app/store_access.h"
#include "app/verbs.h"
#include "base/instant.h"
#include "base/text.h"

namespace kontor {
namespace {

using std::chrono::sys_seconds;

struct KeyWords {
  std::string database;
  std::string id;
  std::string name;
  std::vector<std::string> scopes = {"read"};
  std::vector<std::string> origins;
  std::vector<std::string> filters;
  std::string expires;
  int64_t per_minute = RequestRate{}.per_minute;
  int64_t burst = RequestRate{}.burst;
  std::string grace = "24h";
  std::string format = "table";
};

sys_seconds NowInSeconds() { return std::chrono::floor<std::chrono::seconds>(Now()); }

Status CheckUsage(const KeyWords& words) {
  if (words.format != "table" && words.format != "json") {
    return Misused("keys have the formats table and json");
  }
  return CheckStoreExists(words.database);
}

Result<ScopeSet> ReadScopes(const std::vector<std::string>& names) {
  ScopeSet scopes;
  for (const std::string& name : names) {
    const std::optional<Scope> scope = ScopeNamed(name);
    if (!scope) {
      constexpr size_t farthest = 3;
      const std::string_view nearest = NearestOf(name, kScopeNames, farthest);
      return Misused("--scope takes read, write, contact, admin and embed; '" + name +
                     "' is none of them" +
                     (nearest.empty() ? "" : " (did you mean " + std::string(nearest) + "?)"));
    }
    scopes.Add(*scope);
  }
  return scopes;
}

Result<std::vector<Parameter>> ReadKeyFilters(const std::vector<std::string>& texts) {
  std::vector<Parameter> filter;
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      return Misused("--filter takes NAME=VALUE, as in country=DE; '" + text + "' is not one");
    }
    filter.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return filter;
}

// "90s", "30m", "24h", "7d", or "0" for none.
Result<std::chrono::seconds> ReadGrace(std::string_view text) {
  constexpr int64_t longest = 366LL * 86'400;
  constexpr std::string_view units = "smhd";
  constexpr std::array<int64_t, 4> seconds = {1, 60, 3'600, 86'400};
  int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, count);
  const size_t unit = stop + 1 == end ? units.find(*stop) : std::string_view::npos;
  const bool is_none = stop == end && count == 0;
  if (text.empty() || error != std::errc() || count < 0 || count > longest ||
      (unit == std::string_view::npos && !is_none)) {
    return Misused("--grace takes a time such as 90s, 30m, 24h or 7d, or 0");
  }
  const int64_t length = is_none ? 0 : count * seconds[unit];
  if (length > longest) {
    return Misused("--grace takes at most 366d: for longer, create another key");
  }
  return std::chrono::seconds(length);
}

// Through that day.
Result<std::optional<sys_seconds>> ReadExpiry(const std::string& text, sys_seconds now) {
  const Result<Date> day = ReadDay("--expires", text);
  if (!day) {
    return std::unexpected(day.error());
  }
  if (!day->known()) {
    return std::nullopt;
  }
  if (day->days == Date::kLastDay) {
    return Misused("--expires " + text + " is too late: leave it out, and the key does not end");
  }
  const sys_seconds end = std::chrono::sys_days(std::chrono::days(day->days + 1));
  if (end <= now) {
    return Misused("--expires " + text + " is over: the key would open nothing");
  }
  return end;
}

Result<RequestRate> ReadRate(const KeyWords& words) {
  for (const int64_t number : {words.per_minute, words.burst}) {
    if (number < 1 || number > kMaxRequestsPerMinute) {
      return Misused("--rate and --burst take numbers from 1 to " +
                     std::to_string(kMaxRequestsPerMinute));
    }
  }
  return RequestRate{static_cast<uint32_t>(words.per_minute), static_cast<uint32_t>(words.burst)};
}

Result<AccessKey> ReadNewKey(const KeyWords& words, sys_seconds now) {
  AccessKey key;
  key.name = words.name;
  key.created = now;
  const Result<ScopeSet> scopes = ReadScopes(words.scopes);
  if (!scopes) {
    return std::unexpected(scopes.error());
  }
  key.scopes = *scopes;
  for (const std::string& text : words.origins) {
    const Result<std::string> origin = ReadOrigin(text);
    if (!origin) {
      return std::unexpected(origin.error());
    }
    key.origins.push_back(*origin);
  }
  Result<std::vector<Parameter>> filter = ReadKeyFilters(words.filters);
  if (!filter) {
    return std::unexpected(filter.error());
  }
  key.filter = *std::move(filter);
  const Result<std::optional<sys_seconds>> expires = ReadExpiry(words.expires, now);
  if (!expires) {
    return std::unexpected(expires.error());
  }
  key.expires = *expires;
  const Result<RequestRate> rate = ReadRate(words);
  if (!rate) {
    return std::unexpected(rate.error());
  }
  key.rate = *rate;
  key.id = DrawKeyId();
  return key;
}

// The one place where a key is shown.
Status ShowOnce(const Token& token, const std::string& format, Console& console) {
  if (format == "json") {
    return console.Answer(RenderNewKeyAsJson(token));
  }
  Status written = console.Answer(PrintToken(token) + "\n");
  console.Say("this is the key " + token.key_id + ", shown this once: keep it like a password");
  return written;
}

Status RunKeyCreate(const KeyWords& words, Console& console) {
  Result<AccessKey> key = ReadNewKey(words, NowInSeconds());
  if (!key) {
    return std::unexpected(key.error());
  }
  const Token token{key->id, DrawSecret()};
  key->secrets.push_back({HashSecret(token.secret), std::nullopt});
  if (Status valid = Validate(*key); !valid) {
    return valid;
  }
  if (Status usable = CheckUsage(words); !usable) {
    return usable;
  }
  const Status changed = ChangeKeys(words.database, [&key](std::vector<AccessKey>& keys) {
    keys.push_back(*key);
    return Status();
  });
  return changed ? ShowOnce(token, words.format, console) : changed;
}

Status RunKeyList(const KeyWords& words, Console& console) {
  if (Status usable = CheckUsage(words); !usable) {
    return usable;
  }
  const Result<std::vector<AccessKey>> keys = LoadKeys(words.database);
  if (!keys) {
    return std::unexpected(keys.error());
  }
  const KeyUseDays used = LoadKeyUse(words.database);
  return console.Answer(words.format == "json" ? RenderKeysAsJson(*keys, used, NowInSeconds())
                                               : RenderKeysAsTable(*keys, used, NowInSeconds()));
}

// Changes the key with that id.
Status ChangeKey(const KeyWords& words, const std::function<Status(AccessKey&)>& change) {
  if (Status usable = CheckUsage(words); !usable) {
    return usable;
  }
  return ChangeKeys(words.database, [&](std::vector<AccessKey>& keys) {
    const auto key = std::ranges::find(keys, words.id, &AccessKey::id);
    if (key != keys.end()) {
      return change(*key);
    }
    // Whoever pastes the whole key has leaked it here already: it is not repeated.
    const Result<Token> token = ParseToken(words.id);
    return Status(Fail(ErrorCode::kNotFound,
                       token ? "name the key by its id, which is " + token->key_id
                             : "there is no key " + words.id + "; see kontor key list"));
  });
}

Status RunKeyRevoke(const KeyWords& words, Console& console) {
  const Status changed = ChangeKey(words, [](AccessKey& key) {
    if (!key.revoked) {
      key.revoked = NowInSeconds();
    }
    return Status();
  });
  if (changed) {
    console.Say("the key " + words.id + " is revoked; a server that runs knows it in a second");
  }
  return changed;
}

Status RunKeyRotate(const KeyWords& words, Console& console) {
  const Result<std::chrono::seconds> grace = ReadGrace(words.grace);
  if (!grace) {
    return std::unexpected(grace.error());
  }
  Token token;
  const sys_seconds now = NowInSeconds();
  const Status changed = ChangeKey(words, [&](AccessKey& key) {
    Result<std::string> secret = Rotate(key, now, *grace);
    if (!secret) {
      return Status(std::unexpected(secret.error()));
    }
    token = {key.id, *std::move(secret)};
    return Status();
  });
  if (!changed) {
    return changed;
  }
  Status shown = ShowOnce(token, words.format, console);
  console.Say(grace->count() == 0 ? "the one before it opens nothing any more"
                                  : "the one before it opens until " + FormatInstant(now + *grace));
  return shown;
}

CLI::App* AddKeyVerb(CLI::App& key, const char* name, const char* help,
                     const std::shared_ptr<KeyWords>& words) {
  CLI::App* verb = key.add_subcommand(name, help);
  AddDatabaseOption(*verb, words->database);
  verb->add_option("--format", words->format, "table (default) or json")->type_name("F");
  return verb;
}

void AddKeyCreate(CLI::App& key, Action& action) {
  auto words = std::make_shared<KeyWords>();
  CLI::App* verb = AddKeyVerb(key, "create", "Make a key and show it, this once", words);
  verb->add_option("--name", words->name, "Whose it is, for people")->required();
  verb->add_option("--scope", words->scopes,
                   "What it may do: read (default), write, contact, admin; or embed, alone")
      ->delimiter(',')
      ->type_name("SCOPE,…");
  verb->add_option("--origin", words->origins,
                   "Pages that may use it, as in https://portal.example; may be repeated")
      ->delimiter(',')
      ->type_name("ORIGIN,…");
  verb->add_option("--filter", words->filters,
                   "What a key with the scope embed always asks for, as in country=DE,FR; may be "
                   "repeated")
      ->type_name("NAME=VALUE");
  verb->add_option("--expires", words->expires, "Its last day, in UTC (default: never)")
      ->type_name("DATE");
  verb->add_option("--rate", words->per_minute, "Requests a minute (default 600)")->type_name("N");
  verb->add_option("--burst", words->burst, "Requests at once (default 120)")->type_name("N");
  verb->footer(
      "Standard output gets the key and nothing else. No scope includes another: a program that\n"
      "reads and writes has --scope read,write. A key with the scope embed is for pages: it asks\n"
      "for partners only, from its origins only, and anybody can read it there.\n"
      "Examples:\n"
      "  kontor key create --db kontor.db --name \"Portal, nightly push\" --scope read,write\n"
      "  kontor key create --db kontor.db --name \"Portal, widget\" --scope embed \\\n"
      "    --origin https://portal.example --filter country=DE,FR --expires 2027-12-31");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunKeyCreate(*words, console); };
  });
}

void AddKeyList(CLI::App& key, Action& action) {
  auto words = std::make_shared<KeyWords>();
  CLI::App* verb = AddKeyVerb(key, "list", "Show all keys, without what opens", words);
  verb->footer(
      "The day of the last use is kept by the server, some minutes late.\n"
      "Example:\n"
      "  kontor key list --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunKeyList(*words, console); };
  });
}

void AddKeyRevoke(CLI::App& key, Action& action) {
  auto words = std::make_shared<KeyWords>();
  CLI::App* verb = AddKeyVerb(key, "revoke", "End a key, for good", words);
  verb->add_option("ID", words->id, "As kontor key list shows it")->required()->type_name("");
  verb->footer(
      "It stays in the list, so that the log of changes can be read.\n"
      "Example:\n"
      "  kontor key revoke k3f9x2ab --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunKeyRevoke(*words, console); };
  });
}

void AddKeyRotate(CLI::App& key, Action& action) {
  auto words = std::make_shared<KeyWords>();
  CLI::App* verb =
      AddKeyVerb(key, "rotate", "Give a key another secret, and show it, this once", words);
  verb->add_option("ID", words->id, "As kontor key list shows it")->required()->type_name("");
  verb->add_option("--grace", words->grace,
                   "How long the secret before it still opens: 90s, 30m, 24h (default), 7d; 0: not")
      ->type_name("TIME");
  verb->footer(
      "Id, scopes and limits stay.\n"
      "Example:\n"
      "  kontor key rotate k3f9x2ab --grace 7d --db kontor.db");
  verb->callback([words, &action] {
    action = [words](Console& console) { return RunKeyRotate(*words, console); };
  });
}

}  // namespace

void AddKeyVerbs(CLI::App& root, Action& action) {
  CLI::App* key = root.add_subcommand("key", "Say who may ask over HTTP");
  key->require_subcommand(1);
  key->footer(
      "Works while a server or an import runs; a server follows within a second.\n"
      "Examples:\n"
      "  kontor key create --db kontor.db --name \"Portal\" --scope read,write\n"
      "  kontor key list --db kontor.db");
  AddKeyCreate(*key, action);
  AddKeyList(*key, action);
  AddKeyRevoke(*key, action);
  AddKeyRotate(*key, action);
}

}  // namespace kontor
