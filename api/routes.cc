#include "api/routes.h"

namespace kontor {
namespace {

// The segments with slashes between them.
std::string Join(std::span<const std::string> segments) {
  std::string joined;
  for (const std::string& segment : segments) {
    if (!joined.empty()) joined += '/';
    joined += segment;
  }
  return joined;
}

RouteMatch MatchOrganisations(std::span<const std::string> rest) {
  Route route = Route::kOrganisation;
  if (rest.size() > 1 && rest.back() == "partners") {
    route = Route::kPartners;
    rest = rest.first(rest.size() - 1);
  }
  std::string id = Join(rest);
  if (id.empty()) return rest.empty() ? RouteMatch{Route::kOrganisations, {}} : RouteMatch{};
  return {route, std::move(id)};
}

}  // namespace

// Without a default, so that the compiler tells a route that is missing.
RouteRights RightsOf(Route route) {
  switch (route) {
    case Route::kNone:
    case Route::kPage:
    case Route::kAsset:
    case Route::kEmbed:
    case Route::kEmbedScript:
    case Route::kHealth:
    case Route::kReady:
      return {};
    case Route::kOrganisation:
      return {.read = Scope::kRead, .change = Scope::kWrite, .embeddable = true};
    case Route::kOrganisations:
      return {.read = Scope::kRead, .change = Scope::kWrite};
    case Route::kPartners:
    case Route::kSuggest:
    case Route::kExplain:
      return {.read = Scope::kRead, .change = std::nullopt, .embeddable = true};
    case Route::kSearch:
    case Route::kPresets:
    case Route::kChanges:
    case Route::kExports:
      return {.read = Scope::kRead, .change = std::nullopt};
    case Route::kKeys:
      return {.read = Scope::kAdmin, .change = std::nullopt};
  }
  return {.read = Scope::kAdmin, .change = Scope::kAdmin};
}

RouteMatch MatchRoute(std::span<const std::string> segments) {
  if (segments.empty()) return {Route::kPage, "index.html"};
  const std::string& first = segments[0];
  if (segments.size() == 1) {
    if (first == "healthz") return {Route::kHealth, {}};
    if (first == "readyz") return {Route::kReady, {}};
    if (first == "embed") return {Route::kEmbed, "embed.html"};
    if (first == "embed.js") return {Route::kEmbedScript, first};
    return {};
  }
  const std::string& second = segments[1];
  if (first == "assets" && segments.size() == 2) return {Route::kAsset, second};
  if (first != "v1") return {};
  if (second == "organisations") return MatchOrganisations(segments.subspan(2));
  if (second == "exports" && segments.size() == 3) return {Route::kExports, segments[2]};
  if (segments.size() != 2) return {};
  if (second == "search") return {Route::kSearch, {}};
  if (second == "suggest") return {Route::kSuggest, {}};
  if (second == "explain") return {Route::kExplain, {}};
  if (second == "presets") return {Route::kPresets, {}};
  if (second == "keys") return {Route::kKeys, {}};
  if (second == "changes") return {Route::kChanges, {}};
  return {};
}

std::string_view AllowedMethods(Route route) {
  switch (route) {
    case Route::kOrganisations:
      return "POST, OPTIONS";
    case Route::kOrganisation:
      return "GET, HEAD, PUT, PATCH, DELETE, OPTIONS";
    default:
      return "GET, HEAD, OPTIONS";
  }
}

bool Reads(std::string_view method) { return method == "GET" || method == "HEAD"; }

}  // namespace kontor
