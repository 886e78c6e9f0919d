// Which answer an address stands for: the one table of all addresses. The document of the API
// (openapi.json) describes each, and a test compares the two.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_key.h"

namespace kontor {

enum class Route : uint8_t {
  kNone,
  kPage,
  kAsset,
  kDocument,     // openapi.json
  kDocs,         // the same as a page
  kEmbed,        // the widget as a page, for frames
  kEmbedScript,  // the widget, for pages of others
  kOrganisations,
  kOrganisation,
  kPartners,
  kSearch,
  kSuggest,
  kExplain,
  kPresets,
  kTaxonomies,
  kTaxonomy,
  kChanges,
  kExports,
  kListExport,  // of a shortlist
  kKeys,
  kFeedback,
  kFeedbackOne,
  kShortlists,
  kShortlist,
  kListed,  // what is on a shortlist
  kListedOne,
  kInterests,
  kInterest,
  kPersons,
  kPerson,
  kAudit,
  kHealth,
  kReady,
  kMetrics,
};

// What a key has to be for, to be answered there. Without `read` and `change` everybody is.
struct RouteRights {
  std::optional<Scope> read;    // by GET and HEAD
  std::optional<Scope> change;  // by all other methods; nothing where none is answered
  bool embeddable = false;      // keys with the scope embed may read

  [[nodiscard]] bool ForEverybody() const { return !read && !change; }
};

// The names of parameters, or nothing where all are taken: of pages, whose scripts read what they
// know. Links to pages gather parameters on their way.
using ParameterNames = std::optional<std::vector<std::string_view>>;

// One line of the table.
struct RouteEntry {
  Route route = Route::kNone;
  std::string_view path;       // "/v1/organisations/{id}"
  RouteRights rights;          // the same for all entries of a route
  std::string_view methods;    // as the header field Allow lists them; the same for a route
  ParameterNames read;         // the parameters of GET and HEAD
  ParameterNames change;       // those of all other methods
  std::string_view name = {};  // of the file or export, where the path holds none
};

// The placeholder {id} stands for one segment or several, since an id may be sent with its slashes
// as they are: /v1/organisations/a/b/partners is about "a/b". Others stand for one.
std::span<const RouteEntry> Routes();

struct RouteMatch {
  Route route = Route::kNone;
  std::string name;                   // what the first placeholder stands for, or the entry's name
  const RouteEntry* entry = nullptr;  // null for kNone
  std::string part = {};              // what the second placeholder stands for

  // Those of requests with that method. REQUIRES: entry
  [[nodiscard]] const ParameterNames& Parameters(std::string_view method) const;
};

// By the decoded segments of a path.
RouteMatch MatchRoute(std::span<const std::string> segments);

RouteRights RightsOf(Route route);
// True for what users record (base/user_record.h).
bool IsOfUsers(Route route);

// The methods that a route answers, as the header field Allow lists them.
std::string_view AllowedMethods(Route route);
// True for the methods that change nothing and answer with what is there.
bool Reads(std::string_view method);

}  // namespace kontor
