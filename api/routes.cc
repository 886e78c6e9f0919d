#include "api/routes.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>

#include "api/parameters.h"

namespace kontor {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::string_view kReadMethods = "GET, HEAD, OPTIONS";
constexpr RouteRights kForEverybody = {};
constexpr RouteRights kToRead = {.read = Scope::kRead, .change = std::nullopt};
constexpr RouteRights kToAdmin = {.read = Scope::kAdmin, .change = std::nullopt};
// What users think of others is not for everybody who may read.
constexpr RouteRights kOfUsers = {.read = Scope::kWrite, .change = Scope::kWrite};
constexpr RouteRights kOfPersons = {.read = Scope::kContact, .change = Scope::kContact};
constexpr RouteRights kToEmbed = {.read = Scope::kRead, .change = std::nullopt, .embeddable = true};

Names With(std::span<const std::string_view> some, std::initializer_list<std::string_view> others) {
  Names all(some.begin(), some.end());
  all.insert(all.end(), others);
  return all;
}

// Those of a file with the answer: it has neither facets nor pages.
Names OfFile(std::span<const std::string_view> answer,
             std::initializer_list<std::string_view> others) {
  Names all = With(answer, others);
  std::erase(all, "facets");
  std::erase(all, "cursor");
  return all;
}

// An address that is only read.
RouteEntry Reading(Route route, std::string_view path, RouteRights rights, ParameterNames read,
                   std::string_view name = {}) {
  return {route, path, rights, kReadMethods, std::move(read), Names(), name};
}

// The first that fits a path is taken.
std::vector<RouteEntry> MakeRoutes() {
  const ParameterNames all = std::nullopt;
  const Names none;
  const Names dry_run = {"dry_run"};
  return {
      Reading(Route::kPage, "/", kForEverybody, all, "index.html"),
      Reading(Route::kAsset, "/assets/{name}", kForEverybody, all),
      Reading(Route::kDocument, "/openapi.json", kForEverybody, none, "openapi.json"),
      Reading(Route::kDocs, "/docs", kForEverybody, all, "docs.html"),
      Reading(Route::kEmbed, "/embed", kForEverybody, all, "embed.html"),
      Reading(Route::kEmbedScript, "/embed.js", kForEverybody, all, "embed.js"),
      Reading(Route::kHealth, "/healthz", kForEverybody, none),
      Reading(Route::kReady, "/readyz", kForEverybody, none),
      Reading(Route::kMetrics, "/metrics", kToRead, none),
      Reading(Route::kSearch, "/v1/search", kToRead, With(SearchParameters(), {})),
      Reading(Route::kSuggest, "/v1/suggest", kToEmbed, Names{"q", "top"}),
      Reading(Route::kExplain, "/v1/explain", kToEmbed, With(ExplainParameters(), {})),
      Reading(Route::kPresets, "/v1/presets", kToRead, none),
      Reading(Route::kTaxonomies, "/v1/taxonomies", kToRead, none),
      Reading(Route::kTaxonomy, "/v1/taxonomies/{type}", kToRead,
              Names{"lang", "within", "after", "top"}),
      Reading(Route::kChanges, "/v1/changes", kToRead, Names{"since", "top"}),
      Reading(Route::kKeys, "/v1/keys", kToAdmin, none),
      Reading(Route::kAudit, "/v1/audit", kToAdmin, Names{"since", "top"}),
      {Route::kOrganisations,
       "/v1/organisations",
       {.read = Scope::kRead, .change = Scope::kWrite},
       "POST, OPTIONS",
       none,
       dry_run},
      Reading(Route::kPartners, "/v1/organisations/{id}/partners", kToEmbed,
              With(PartnerParameters(), {})),
      {Route::kOrganisation,
       "/v1/organisations/{id}",
       {.read = Scope::kRead, .change = Scope::kWrite, .embeddable = true},
       "GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
       none,
       dry_run},
      Reading(Route::kExports, "/v1/exports/partners", kToRead,
              OfFile(PartnerParameters(), {"for", "format"}), "partners"),
      Reading(Route::kExports, "/v1/exports/search", kToRead,
              OfFile(SearchParameters(), {"format"}), "search"),
      Reading(Route::kExports, "/v1/exports/organisations", kToRead,
              With(kCriterionNames, {"as_of", "format"}), "organisations"),
      Reading(Route::kExports, "/v1/exports/graph", kToRead,
              Names{"around", "hops", "as_of", "format"}, "graph"),
      Reading(Route::kExports, "/v1/exports/dossier", kToRead,
              OfFile(PartnerParameters(), {"for", "format"}), "dossier"),
  };
}

// Addresses of what users record.
std::vector<RouteEntry> MakeUserRoutes() {
  const Names none;
  return {
      {Route::kFeedback, "/v1/feedback", kOfUsers, "GET, HEAD, POST, OPTIONS",
       Names{"for", "action", "top", "cursor"}, none},
      {Route::kFeedbackOne, "/v1/feedback/{record}", kOfUsers, "GET, HEAD, DELETE, OPTIONS", none,
       none},
      {Route::kShortlists, "/v1/shortlists", kOfUsers, "GET, HEAD, POST, OPTIONS",
       Names{"for", "top", "cursor"}, none},
      {Route::kShortlist, "/v1/shortlists/{number}", kOfUsers, "GET, HEAD, PATCH, DELETE, OPTIONS",
       none, none},
      {Route::kListed, "/v1/shortlists/{number}/organisations", kOfUsers, "POST, OPTIONS", none,
       Names{"preset", "lang"}},
      {Route::kListedOne, "/v1/shortlists/{number}/organisations/{id}", kOfUsers,
       "PATCH, DELETE, OPTIONS", none, none},
      {Route::kInterests, "/v1/interests", kOfUsers, "GET, HEAD, POST, OPTIONS",
       Names{"from", "to", "state", "top", "cursor"}, none},
      {Route::kInterest, "/v1/interests/{number}", kOfUsers, "GET, HEAD, PATCH, OPTIONS", none,
       none},
      {Route::kPersons, "/v1/persons", kOfPersons, "GET, HEAD, POST, OPTIONS",
       Names{"organisation"}, none},
      {Route::kPerson, "/v1/persons/{number}", kOfPersons, "GET, HEAD, PUT, DELETE, OPTIONS", none,
       none},
      Reading(Route::kListExport, "/v1/exports/shortlist",
              {.read = Scope::kWrite, .change = std::nullopt}, Names{"shortlist", "format"},
              "shortlist"),
  };
}

// Cuts the first segment off.
std::string_view TakeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

// The segments with slashes between them.
std::string Join(std::span<const std::string> segments) {
  std::string joined;
  for (const std::string& segment : segments) {
    if (!joined.empty()) joined += '/';
    joined += segment;
  }
  return joined;
}

// What the placeholders of `path` stand for, at most two; nothing if the segments are no such
// address.
std::optional<std::vector<std::string>> Fit(std::string_view path,
                                            std::span<const std::string> segments) {
  const auto wanted = path == "/" ? 0 : static_cast<size_t>(std::ranges::count(path, '/'));
  if (segments.size() < wanted) return std::nullopt;
  const size_t more = segments.size() - wanted;
  std::vector<std::string> names;
  for (size_t i = 0; i < wanted; ++i) {
    const std::string_view want = TakeSegment(path);
    const auto taken = segments.first(want == "{id}" ? 1 + more : 1);
    segments = segments.subspan(taken.size());
    if (want.starts_with('{')) {
      names.push_back(Join(taken));
      if (names.back().empty()) return std::nullopt;
    } else if (want != taken.front()) {
      return std::nullopt;
    }
  }
  if (!segments.empty()) return std::nullopt;
  return names;
}

const RouteEntry* EntryOf(Route route) {
  const auto found = std::ranges::find(Routes(), route, &RouteEntry::route);
  return found == Routes().end() ? nullptr : &*found;
}

}  // namespace

std::span<const RouteEntry> Routes() {
  static const std::vector<RouteEntry> routes = [] {
    std::vector<RouteEntry> all = MakeRoutes();
    std::ranges::copy(MakeUserRoutes(), std::back_inserter(all));
    return all;
  }();
  return routes;
}

const ParameterNames& RouteMatch::Parameters(std::string_view method) const {
  return Reads(method) ? entry->read : entry->change;
}

RouteMatch MatchRoute(std::span<const std::string> segments) {
  for (const RouteEntry& entry : Routes()) {
    if (auto names = Fit(entry.path, segments)) {
      names->resize(2);
      if (names->front().empty()) names->front() = entry.name;
      return {entry.route, std::move(names->front()), &entry, std::move(names->back())};
    }
  }
  return {};
}

RouteRights RightsOf(Route route) {
  const RouteEntry* entry = EntryOf(route);
  return entry == nullptr ? RouteRights() : entry->rights;
}

std::string_view AllowedMethods(Route route) {
  const RouteEntry* entry = EntryOf(route);
  return entry == nullptr ? std::string_view() : entry->methods;
}

bool IsOfUsers(Route route) {
  constexpr std::array routes = {Route::kFeedback,  Route::kFeedbackOne, Route::kShortlists,
                                 Route::kShortlist, Route::kListed,      Route::kListedOne,
                                 Route::kInterests, Route::kInterest,    Route::kPersons,
                                 Route::kPerson};
  return std::ranges::find(routes, route) != routes.end();
}

bool Reads(std::string_view method) { return method == "GET" || method == "HEAD"; }

}  // namespace kontor
