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

}  // namespace kontor
