#include "engine/area.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "engine/partners.h"
#include "index/geo_distance.h"

namespace kontor {
namespace {

constexpr double kUsualKilometres = 50.0;
constexpr double kMostKilometres = 20'016.0;  // to the other side of the earth
constexpr double kMetres = 1'000.0;           // of a kilometre

std::string_view Trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<double> ReadDecimal(std::string_view text) {
  text = Trimmed(text);
  double number = 0.0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

// `n` numbers with commas between them.
template <size_t n>
std::optional<std::array<double, n>> ReadDecimals(std::string_view text) {
  std::array<double, n> numbers{};
  for (size_t i = 0; i < n; ++i) {
    const size_t comma = i + 1 < n ? text.find(',') : text.size();
    if (comma == std::string_view::npos) return std::nullopt;
    const std::optional<double> number = ReadDecimal(text.substr(0, comma));
    if (!number) return std::nullopt;
    numbers[i] = *number;
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return numbers;
}

bool IsLatitude(double x) { return x >= -90.0 && x <= 90.0; }
bool IsLongitude(double x) { return x >= -180.0 && x <= 180.0; }

double Middle(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// The middle of the organisations in a city of that name.
std::optional<GeoPoint> FindCity(const Snapshot& snapshot, std::string_view name) {
  struct Places {
    std::vector<double> latitudes;
    std::vector<double> longitudes;
  };
  const std::string folded = Fold(name);
  std::unordered_map<std::string_view, bool> is_called_so;  // by spelling: most occur often
  std::map<ConceptIndex, Places> by_country;
  for (NodeIndex i = 0; i < snapshot.profiles.size(); ++i) {
    const Profile profile = snapshot.profiles[i];
    if (!profile.location || profile.city.empty()) continue;
    const auto [known, is_new] = is_called_so.try_emplace(profile.city, false);
    if (is_new) known->second = Fold(profile.city) == folded;
    if (!known->second) continue;
    Places& places = by_country[profile.country];
    places.latitudes.push_back(profile.location->latitude);
    places.longitudes.push_back(profile.location->longitude);
  }
  if (by_country.empty()) return std::nullopt;
  auto& [country, places] = *std::ranges::max_element(
      by_country, {}, [](const auto& one) { return one.second.latitudes.size(); });
  return GeoPoint{Middle(places.latitudes), Middle(places.longitudes)};
}

Result<GeoPoint> FindPlace(const Snapshot& snapshot, std::string_view place) {
  if (const auto numbers = ReadDecimals<2>(place)) {
    if (IsLatitude((*numbers)[0]) && IsLongitude((*numbers)[1])) {
      return GeoPoint{(*numbers)[0], (*numbers)[1]};
    }
    return Fail(ErrorCode::kInvalidArgument,
                "a place is a latitude from -90 to 90 and a longitude from -180 to 180");
  }
  const std::vector<NodeIndex> called = snapshot.names.Resolve(place);
  if (called.size() == 1) {
    if (const auto location = snapshot.profiles[called.front()].location) return *location;
  }
  if (const auto city = FindCity(snapshot, place)) return *city;
  if (called.size() == 1) {
    return Fail(ErrorCode::kNotFound,
                "it is not known where '" + std::string(place) + "' is; write latitude,longitude");
  }
  const Error unresolved = ResolveOrganisation(snapshot, place).error();
  return Fail(unresolved.code,
              "no place, and " + unresolved.message + "; write latitude,longitude for a place");
}

}  // namespace

Result<Area::Circle> ReadCircle(const Snapshot& snapshot, std::string_view place,
                                std::string_view kilometres) {
  double radius = kUsualKilometres;
  if (!kilometres.empty()) {
    std::string_view number = kilometres;
    if (number.ends_with("km")) number.remove_suffix(2);
    radius = ReadDecimal(number).value_or(0.0);
    if (!(radius >= 1.0 && radius <= kMostKilometres)) {
      return Fail(ErrorCode::kInvalidArgument,
                  "the distance is a number of kilometres from 1 to 20016, such as 50");
    }
  }
  const Result<GeoPoint> centre = FindPlace(snapshot, place);
  if (!centre) return std::unexpected(centre.error());
  return Area::Circle{*centre, static_cast<uint32_t>(radius * kMetres), std::string(place)};
}

Result<Area::Box> ReadBox(std::string_view text) {
  const auto numbers = ReadDecimals<4>(text);
  if (numbers) {
    const auto [south, west, north, east] = *numbers;
    if (IsLatitude(south) && IsLatitude(north) && south <= north && IsLongitude(west) &&
        IsLongitude(east)) {
      return Area::Box{south, west, north, east};
    }
  }
  return Fail(ErrorCode::kInvalidArgument,
              "a box is south,west,north,east in degrees, such as 36,-10,44,4");
}

bool AreaCheck::Contains(NodeIndex organisation) const {
  if (area_.empty()) return true;
  const std::optional<GeoPoint> point = profiles_[organisation].location;
  if (!point) return false;
  if (area_.box) {
    const auto& [south, west, north, east] = *area_.box;
    const double x = point->longitude;
    if (point->latitude < south || point->latitude > north) return false;
    if (west <= east ? x < west || x > east : x < west && x > east) return false;
  }
  return std::ranges::all_of(area_.circles, [&](const Area::Circle& circle) {
    return MetresBetween(circle.centre, *point) <= circle.metres;
  });
}

std::optional<uint32_t> AreaCheck::Metres(NodeIndex organisation) const {
  const std::optional<GeoPoint> point = profiles_[organisation].location;
  if (area_.circles.empty() || !point) return std::nullopt;
  return MetresBetween(area_.circles.back().centre, *point);
}

}  // namespace kontor
