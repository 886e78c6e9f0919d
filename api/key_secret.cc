#include "api/key_secret.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "api/fnv.h"

namespace kontor {
namespace {

constexpr std::string_view kPrefix = "kontor_";
constexpr std::string_view kIdLetters = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kSecretLetters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr size_t kCheckLength = 6;

static_assert(std::tuple_size_v<decltype(SecretHash::hash)> == crypto_generichash_BYTES);
static_assert(std::tuple_size_v<decltype(SecretHash::salt)> == crypto_generichash_KEYBYTES_MIN);

// The library chooses its fastest code once, and opens the source of random numbers.
void PrepareLibrary() {
  static const bool is_ready = ::sodium_init() >= 0;
  if (!is_ready) throw std::runtime_error("the system gives no random numbers");
}

std::string Draw(std::string_view letters, size_t length) {
  PrepareLibrary();
  std::string text;
  for (size_t i = 0; i < length; ++i) {
    text += letters[::randombytes_uniform(static_cast<uint32_t>(letters.size()))];
  }
  return text;
}

bool ConsistsOf(std::string_view text, std::string_view letters) {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

std::array<uint8_t, 32> HashWith(std::string_view secret, const std::array<uint8_t, 16>& salt) {
  PrepareLibrary();
  std::array<uint8_t, 32> hash{};
  ::crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const uint8_t*>(secret.data()),
                       secret.size(), salt.data(), salt.size());
  return hash;
}

// Of all that stands before it: tells typos, no forgeries.
std::string CheckSum(std::string_view text) {
  uint64_t hash = Fnv1a(text);
  hash ^= hash >> 32U;
  std::string letters;
  for (size_t i = 0; i < kCheckLength; ++i) {
    letters += kSecretLetters[hash % kSecretLetters.size()];
    hash /= kSecretLetters.size();
  }
  return letters;
}

}  // namespace

std::string DrawKeyId() { return Draw(kIdLetters, kKeyIdLength); }

std::string DrawSecret() { return Draw(kSecretLetters, kSecretLength); }

bool IsKeyId(std::string_view text) {
  return text.size() == kKeyIdLength && ConsistsOf(text, kIdLetters);
}

SecretHash HashSecret(std::string_view secret) {
  PrepareLibrary();
  SecretHash kept;
  ::randombytes_buf(kept.salt.data(), kept.salt.size());
  kept.hash = HashWith(secret, kept.salt);
  return kept;
}

bool Matches(std::string_view secret, const SecretHash& kept) {
  const std::array<uint8_t, 32> hash = HashWith(secret, kept.salt);
  return ::sodium_memcmp(hash.data(), kept.hash.data(), hash.size()) == 0;
}

std::string PrintToken(const Token& token) {
  const std::string text = std::string(kPrefix) + token.key_id + "_" + token.secret;
  return text + CheckSum(text);
}

Result<Token> ParseToken(std::string_view text) {
  constexpr size_t secret_at = kPrefix.size() + kKeyIdLength + 1;
  constexpr size_t check_at = secret_at + kSecretLength;
  if (!text.starts_with(kPrefix)) {
    return Fail(ErrorCode::kInvalidArgument, "a key begins with " + std::string(kPrefix));
  }
  if (text.size() != check_at + kCheckLength) {
    return Fail(ErrorCode::kInvalidArgument,
                "a key has " + std::to_string(check_at + kCheckLength) + " characters, not " +
                    std::to_string(text.size()) + ": a part of it is missing, or there is more");
  }
  Token token;
  token.key_id = text.substr(kPrefix.size(), kKeyIdLength);
  token.secret = text.substr(secret_at, kSecretLength);
  const bool is_formed = IsKeyId(token.key_id) && text[secret_at - 1] == '_' &&
                         ConsistsOf(token.secret, kSecretLetters);
  if (!is_formed || CheckSum(text.substr(0, check_at)) != text.substr(check_at)) {
    return Fail(ErrorCode::kInvalidArgument, "the key is mistyped: its check sum does not fit");
  }
  return token;
}

}  // namespace kontor
