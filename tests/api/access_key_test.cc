#include "api/access_key.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>

#include "api/json_document.h"
#include "api/key_json.h"
#include "api/render_keys.h"
#include "base/instant.h"
#include "tests/api/key_support.h"

namespace kontor {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string SecretOf(const std::string& token) { return ParseToken(token)->secret; }

AccessKey EmbedKey() {
  AccessKey key = MakeTestKey({Scope::kEmbed}, {"https://portal.example"}).key;
  key.filter = {{"country", "DE,FR"}};
  return key;
}

TEST_CASE("a token says whose it is and holds the secret", "[api][keys]") {
  const Token token{DrawKeyId(), DrawSecret()};
  const std::string text = PrintToken(token);
  CHECK(text.starts_with("kontor_" + token.key_id + "_"));
  const Result<Token> read = ParseToken(text);
  REQUIRE(read);
  CHECK(read->key_id == token.key_id);
  CHECK(read->secret == token.secret);
}

TEST_CASE("any one character mistyped, lost or too many in a token is told", "[api][keys]") {
  const std::string text = PrintToken({DrawKeyId(), DrawSecret()});
  for (size_t i = 0; i < text.size(); ++i) {
    std::string mistyped = text;
    mistyped[i] = mistyped[i] == 'x' ? 'y' : 'x';
    INFO(text << " " << mistyped);
    CHECK_FALSE(ParseToken(mistyped));
    CHECK_FALSE(ParseToken(text.substr(0, i)));
    std::string exchanged = text;
    if (i > 0 && text[i] != text[i - 1]) {
      std::swap(exchanged[i], exchanged[i - 1]);
      CHECK_FALSE(ParseToken(exchanged));
    }
  }
  CHECK_FALSE(ParseToken(text + "x"));
}

TEST_CASE("what is wrong with a token is told without the token", "[api][keys]") {
  const std::string text = PrintToken({DrawKeyId(), DrawSecret()});
  for (const std::string& wrong : {text.substr(1), text.substr(0, 40), text + "1"}) {
    const Result<Token> read = ParseToken(wrong);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::kInvalidArgument);
    CHECK(read.error().message.find(wrong.substr(10, 8)) == std::string::npos);
  }
}

TEST_CASE("secrets have 32 letters of 62, all of which occur, and none comes twice",
          "[api][keys]") {
  std::set<std::string> secrets;
  std::set<char> letters;
  for (int i = 0; i < 300; ++i) {
    const std::string secret = DrawSecret();
    CHECK(secret.size() == kSecretLength);
    secrets.insert(secret);
    letters.insert(secret.begin(), secret.end());
  }
  CHECK(secrets.size() == 300);
  CHECK(letters.size() == 62);  // one would be missing in one of 10^66 runs
}

TEST_CASE("a hash has its own salt and fits its secret only", "[api][keys]") {
  const std::string secret = DrawSecret();
  const SecretHash first = HashSecret(secret);
  const SecretHash second = HashSecret(secret);
  CHECK(first.salt != second.salt);
  CHECK(first.hash != second.hash);
  CHECK(Matches(secret, first));
  CHECK(Matches(secret, second));
  CHECK_FALSE(Matches(DrawSecret(), first));
  SecretHash damaged = first;
  damaged.hash.back() ^= 1U;
  CHECK_FALSE(Matches(secret, damaged));
}

TEST_CASE("a key opens until it expires or is revoked", "[api][keys]") {
  TestKey made = MakeTestKey({Scope::kRead});
  const std::string secret = SecretOf(made.token);
  CHECK(StateOf(made.key, kKeyTime) == KeyState::kValid);
  made.key.expires = kKeyTime + hours(1);
  CHECK(StateOf(made.key, kKeyTime + hours(1) - seconds(1)) == KeyState::kValid);
  CHECK(StateOf(made.key, kKeyTime + hours(1)) == KeyState::kExpired);
  made.key.revoked = kKeyTime;
  CHECK(StateOf(made.key, kKeyTime) == KeyState::kRevoked);
  CHECK(StateOf(made.key, kKeyTime - seconds(1)) == KeyState::kValid);
  CHECK(Opens(made.key, secret, kKeyTime));
  CHECK_FALSE(Opens(made.key, DrawSecret(), kKeyTime));
}

TEST_CASE("after a rotation the new secret opens, the old one for its time of grace",
          "[api][keys]") {
  TestKey made = MakeTestKey({Scope::kRead});
  const std::string old = SecretOf(made.token);
  const Result<std::string> fresh = Rotate(made.key, kKeyTime, hours(24));
  REQUIRE(fresh);
  CHECK(Opens(made.key, *fresh, kKeyTime + hours(1'000)));
  CHECK(Opens(made.key, old, kKeyTime + hours(24) - seconds(1)));
  CHECK_FALSE(Opens(made.key, old, kKeyTime + hours(24)));
}

TEST_CASE("a rotation without grace ends all secrets before it", "[api][keys]") {
  TestKey made = MakeTestKey({Scope::kRead});
  const std::string old = SecretOf(made.token);
  const std::string middle = Rotate(made.key, kKeyTime, hours(24)).value();
  const std::string newest = Rotate(made.key, kKeyTime, seconds(0)).value();
  CHECK(made.key.secrets.size() == 1);
  CHECK_FALSE(Opens(made.key, old, kKeyTime));
  CHECK_FALSE(Opens(made.key, middle, kKeyTime));
  CHECK(Opens(made.key, newest, kKeyTime));
}

TEST_CASE("a later rotation does not prolong a time of grace", "[api][keys]") {
  TestKey made = MakeTestKey({Scope::kRead});
  const std::string old = SecretOf(made.token);
  REQUIRE(Rotate(made.key, kKeyTime, hours(1)));
  REQUIRE(Rotate(made.key, kKeyTime, hours(24)));
  CHECK_FALSE(Opens(made.key, old, kKeyTime + hours(1)));
}

TEST_CASE("secrets in their time of grace do not pile up, and dead keys do not rotate",
          "[api][keys]") {
  TestKey made = MakeTestKey({Scope::kRead});
  for (size_t i = 1; i < kMaxKeySecrets; ++i) REQUIRE(Rotate(made.key, kKeyTime, hours(24)));
  CHECK(Rotate(made.key, kKeyTime, hours(24)).error().code == ErrorCode::kConflict);
  CHECK(Rotate(made.key, kKeyTime, seconds(0)));
  made.key.revoked = kKeyTime;
  CHECK(Rotate(made.key, kKeyTime, hours(24)).error().code == ErrorCode::kConflict);
}

TEST_CASE("origins are written as browsers do, and nothing else is one", "[api][keys]") {
  struct Case {
    std::string text;
    std::string origin;  // empty: none
  };
  for (const auto& [text, origin] : std::vector<Case>{
           {"https://portal.example", "https://portal.example"},
           {"HTTPS://Portal.Example:443", "https://portal.example"},
           {"http://localhost:8000", "http://localhost:8000"},
           {"http://a.b:80", "http://a.b"},
           {"http://a.b:443", "http://a.b:443"},
           {"http://[::1]:8000", "http://[::1]:8000"},
           {"https://portal.example/", ""},
           {"https://portal.example/path", ""},
           {"https://*.example", ""},
           {"*", ""},
           {"null", ""},
           {"ftp://portal.example", ""},
           {"https://", ""},
           {"https://a:b", ""},
           {"https://a:0", ""},
           {"https://a:65536", ""},
           {"https://a:", ""},
           {"https://user@a", ""},
           {"https://[]", ""},
           {"https://[x]", ""},
           {"https://a b", ""},
           {"portal.example", ""},
           {"", ""},
       }) {
    INFO(text);
    const Result<std::string> read = ReadOrigin(text);
    CHECK(read.value_or("") == origin);
    if (read) CHECK(ReadOrigin(*read) == *read);
  }
}

TEST_CASE("a key that could not be meant is refused with the reason", "[api][keys]") {
  const auto complaint = [](const std::function<void(AccessKey&)>& spoil) {
    AccessKey key = EmbedKey();
    REQUIRE(Validate(key));
    spoil(key);
    const Status valid = Validate(key);
    return valid ? std::string() : valid.error().message;
  };
  const auto has = [](const std::string& text, std::string_view part) {
    INFO(text);
    return text.find(part) != std::string::npos;
  };
  CHECK(has(complaint([](AccessKey& key) { key.scopes.Add(Scope::kRead); }), "stands alone"));
  CHECK(has(complaint([](AccessKey& key) { key.scopes = {}; }), "at least one scope"));
  CHECK(has(complaint([](AccessKey& key) { key.scopes = {Scope::kRead}; }), "has a filter"));
  CHECK(has(complaint([](AccessKey& key) { key.origins.clear(); }), "names the origins"));
  CHECK(has(complaint([](AccessKey& key) { key.origins.resize(33, "http://a"); }), "at most 32"));
  CHECK(has(complaint([](AccessKey& key) { key.origins = {"http://A"}; }), "is written http://a"));
  CHECK(has(complaint([](AccessKey& key) { key.origins = {"here"}; }), "scheme://host"));
  CHECK(has(complaint([](AccessKey& key) { key.filter[0].name = "contry"; }), "mean 'country'"));
  CHECK(has(complaint([](AccessKey& key) { key.filter[0].value = ""; }), "no value"));
  CHECK(has(complaint([](AccessKey& key) { key.filter.push_back(key.filter[0]); }), "twice"));
  CHECK(has(complaint([](AccessKey& key) { key.rate.burst = 0; }), "from 1 to"));
  CHECK(has(complaint([](AccessKey& key) { key.name = ""; }), "has a name"));
  CHECK(has(complaint([](AccessKey& key) { key.name = "a\nb"; }), "one line"));
  CHECK(has(complaint([](AccessKey& key) { key.name = std::string(201, 'a'); }), "200 bytes"));
  CHECK(has(complaint([](AccessKey& key) { key.id = "short"; }), "not the id"));
  CHECK(has(complaint([](AccessKey& key) { key.secrets.clear(); }), "no secret"));
}

std::vector<AccessKey> SomeKeys() {
  TestKey reader = MakeTestKey({Scope::kRead, Scope::kContact});
  reader.key.expires = kKeyTime + hours(24);
  REQUIRE(Rotate(reader.key, kKeyTime, hours(1)));
  TestKey dead = MakeTestKey({Scope::kWrite, Scope::kAdmin});
  dead.key.revoked = kKeyTime;
  dead.key.rate = {60, 10};
  return {reader.key, dead.key, EmbedKey()};
}

TEST_CASE("keys are read as they were written", "[api][keys]") {
  const std::vector<AccessKey> keys = SomeKeys();
  const std::string text = WriteKeys(keys).value();
  const std::vector<AccessKey> read = ReadKeys(text).value();
  REQUIRE(read.size() == keys.size());
  CHECK(read[0].scopes == keys[0].scopes);
  CHECK(read[0].expires == keys[0].expires);
  CHECK(read[0].secrets[1].until == keys[0].secrets[1].until);
  CHECK(read[1].revoked == keys[1].revoked);
  CHECK(read[1].rate == keys[1].rate);
  CHECK(read[2].origins == keys[2].origins);
  CHECK(read[2].filter[0].value == "DE,FR");
  CHECK(WriteKeys(read).value() == text);
  CHECK(ReadKeys(WriteKeys({}).value()).value().empty());
}

TEST_CASE("no damage to the file of keys makes other keys", "[api][keys]") {
  const std::string text = WriteKeys(SomeKeys()).value();
  for (size_t i = 0; i < text.size(); ++i) {
    for (const char other : {'0', '9', 'f', '"', '}', ' '}) {
      std::string damaged = text;
      damaged[i] = other;
      const Result<std::vector<AccessKey>> read = ReadKeys(damaged);
      if (read) CHECK(WriteKeys(*read).value() == text);  // blanks between members mean nothing
    }
    CHECK((!ReadKeys(text.substr(0, i)) || i + 1 == text.size()));
  }
}

TEST_CASE("a file of keys that nobody wrote is refused", "[api][keys]") {
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), std::string(1'000'000, '['),
        std::string(R"({"kontor_keys": 1, "keys": [], "checksum": 1})")}) {
    CHECK(ReadKeys(text).error().code == ErrorCode::kCorrupt);
  }
  CHECK(ReadKeys(R"({"kontor_keys": 2})").error().code == ErrorCode::kTooNew);
  CHECK(ReadKeys(std::string(kMaxKeyFileBytes + 1, ' ')).error().code == ErrorCode::kCorrupt);
  std::vector<AccessKey> twice = {EmbedKey()};
  twice.push_back(twice[0]);
  CHECK(WriteKeys(twice).error().code == ErrorCode::kInvalidArgument);
  CHECK(WriteKeys(std::vector<AccessKey>(kMaxKeys + 1)).error().code == ErrorCode::kLimit);
}

TEST_CASE("lists of keys hold what people need and nothing that opens", "[api][keys]") {
  const std::vector<AccessKey> keys = SomeKeys();
  const KeyUseDays used = {{keys[0].id, DayOf(kKeyTime)}};
  const std::string table = RenderKeysAsTable(keys, used, kKeyTime);
  const std::string json = RenderKeysAsJson(keys, used, kKeyTime);
  for (const std::string_view part :
       {"valid, expires 2027-01-16", "read, contact; 600 requests a minute, 120 at once",
        "last used 2027-01-15", "revoked 2027-01-15T08:00:00Z", "from https://portal.example",
        "always country=DE,FR", "last used never"}) {
    INFO(table << part);
    CHECK(table.find(part) != std::string::npos);
  }
  CHECK(RenderKeysAsTable(keys, used, kKeyTime + hours(24)).find("expired 2027") !=
        std::string::npos);
  const Json document = Json::parse(json);
  CHECK(document["keys"][0]["secrets"].size() == 2);
  CHECK(document["keys"][0]["last_used"] == "2027-01-15");
  CHECK(document["keys"][1]["state"] == "revoked");
  CHECK(document["keys"][1]["last_used"].is_null());
  CHECK(document["keys"][2]["filter"]["country"] == "DE,FR");
  for (const std::string& text : {table, json}) CHECK(text.find("hash") == std::string::npos);
  CHECK(RenderKeysAsTable({}, {}, kKeyTime) == "no keys\n");
}

}  // namespace
}  // namespace kontor
