// Which answer an address stands for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/access_key.h"

namespace kontor {

enum class Route : uint8_t {
  kNone,
  kPage,           // /
  kAsset,          // /assets/{name}
  kEmbed,          // /embed: the widget as a page, for frames
  kEmbedScript,    // /embed.js: the widget, for pages of others
  kOrganisations,  // /v1/organisations
  kOrganisation,   // /v1/organisations/{id}
  kPartners,       // /v1/organisations/{id}/partners
  kSearch,         // /v1/search?q=
  kSuggest,        // /v1/suggest?q=
  kExplain,        // /v1/explain
  kPresets,        // /v1/presets
  kChanges,        // /v1/changes
  kExports,        // /v1/exports/{kind}
  kKeys,           // /v1/keys
  kHealth,         // /healthz
  kReady,          // /readyz
};

// What a key has to be for, to be answered there. Without `read` and `change` everybody is.
struct RouteRights {
  std::optional<Scope> read;    // by GET and HEAD
  std::optional<Scope> change;  // by all other methods; nothing where none is answered
  bool embeddable = false;      // keys with the scope embed may read

  [[nodiscard]] bool ForEverybody() const { return !read && !change; }
};
RouteRights RightsOf(Route route);

struct RouteMatch {
  Route route = Route::kNone;
  std::string name;  // the id, the file's name or the kind of export; else empty
};

// By the decoded segments of a path. An id may be sent with its slashes as they are:
// /v1/organisations/a/b/partners is about "a/b".
RouteMatch MatchRoute(std::span<const std::string> segments);

// The methods that a route answers, as the header field Allow lists them.
std::string_view AllowedMethods(Route route);
// True for the methods that change nothing and answer with what is there.
bool Reads(std::string_view method);

}  // namespace kontor
