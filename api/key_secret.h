// Secrets of access keys: drawn, printed, told from typos, and compared with what is kept of them.
// Why it is made so: docs/adr/0012-access-keys.md. Thread-safe.
//
// What a user gets is a token, which names its key and holds the secret:
//
//   kontor_k3f9x2ab_<32 letters and digits: the secret><6 letters and digits: the check sum>
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace kontor {

inline constexpr size_t kKeyIdLength = 8;    // small letters and digits
inline constexpr size_t kSecretLength = 32;  // of 62 letters and digits each: 190 bits

// All that is kept of a secret: BLAKE2b over it, keyed with a salt of its own.
struct SecretHash {
  std::array<uint8_t, 16> salt{};
  std::array<uint8_t, 32> hash{};
};

struct Token {
  std::string key_id;
  std::string secret;
};

// Random, from the operating system. An id is public, a secret is not.
std::string DrawKeyId();
std::string DrawSecret();

bool IsKeyId(std::string_view text);

// With a new random salt.
SecretHash HashSecret(std::string_view secret);

// Takes as long for a wrong secret as for the right one.
bool Matches(std::string_view secret, const SecretHash& kept);

std::string PrintToken(const Token& token);

// kInvalidArgument, with what is wrong but nothing of the text: not of that form, or the check sum
// does not fit, so that a character was lost or mistyped.
Result<Token> ParseToken(std::string_view text);

}  // namespace kontor
