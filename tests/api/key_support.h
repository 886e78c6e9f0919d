// Keys for tests.
#pragma once

#include <chrono>
#include <string>

#include "api/access_key.h"

namespace kontor {

inline constexpr std::chrono::sys_seconds kKeyTime{std::chrono::seconds(1'800'000'000)};

struct TestKey {
  AccessKey key;
  std::string token;
};

// A valid one, with an id and a secret of its own.
inline TestKey MakeTestKey(ScopeSet scopes, std::vector<std::string> origins = {}) {
  TestKey made;
  made.key.id = DrawKeyId();
  made.key.name = "Portal";
  made.key.scopes = scopes;
  made.key.origins = std::move(origins);
  made.key.created = kKeyTime;
  const Token token{made.key.id, DrawSecret()};
  made.key.secrets.push_back({HashSecret(token.secret), std::nullopt});
  made.token = PrintToken(token);
  return made;
}

}  // namespace kontor
