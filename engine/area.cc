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

std::optional<double> ReadDecimal(std::string_view text) {
  text = Trim(text);
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

char FirstLetter(std::string_view text) {
  const auto first = std::ranges::find_if(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  if (first == text.end()) return ' ';
  return *first >= 'A' && *first <= 'Z' ? static_cast<char>(*first - 'A' + 'a') : *first;
}

// Which cities are called so? Umlauts may be written in either way.
class CityName {
 public:
  explicit CityName(std::string_view name) : folded_(WithOneSpelling(Fold(name))) {}

  bool IsOf(std::string_view city) {
    // Folding takes long, and hardly any city begins so.
    if (IsAscii(city) && FirstLetter(city) != folded_.front()) return false;
    const auto [known, is_new] = known_.try_emplace(city, false);
    if (is_new) known->second = WithOneSpelling(Fold(city)) == folded_;
    return known->second;
  }
  [[nodiscard]] bool empty() const { return folded_.empty(); }

 private:
  std::string folded_;
  std::unordered_map<std::string_view, bool> known_;  // by spelling: most occur often
};

struct City {
  GeoPoint middle;
  size_t organisations = 0;
};

struct Inhabitants {
  size_t all = 0;
  std::vector<GeoPoint> places;  // of those that are located
};

// The middle of the organisations there, if at least half of those that are located are near to it,
// and if these are not a few of many: one wrong point would tell.
std::optional<City> MiddleOf(const Inhabitants& city) {
  constexpr size_t kEnough = 3;
  constexpr size_t kPart = 4;  // one of so many is enough as well
  const std::vector<GeoPoint>& places = city.places;
  if (places.empty() || (places.size() < kEnough && places.size() * kPart < city.all)) {
    return std::nullopt;
  }
  std::vector<double> latitudes;
  std::vector<double> longitudes;
  for (const GeoPoint& place : places) {
    latitudes.push_back(place.latitude);
    longitudes.push_back(place.longitude);
  }
  const GeoPoint middle{Middle(latitudes), Middle(longitudes)};
  const auto near = static_cast<size_t>(std::ranges::count_if(places, [&](const GeoPoint& place) {
    return MetresBetween(middle, place) <= kUsualKilometres * kMetres;
  }));
  if (2 * near <= places.size()) return std::nullopt;
  return City{middle, places.size()};
}

std::optional<City> FindCity(const Snapshot& snapshot, std::string_view text) {
  CityName name(text);
  std::map<ConceptIndex, Inhabitants> by_country;
  for (NodeIndex i = 0; i < snapshot.profiles.size() && !name.empty(); ++i) {
    const Profile profile = snapshot.profiles[i];
    if (profile.city.empty() || !name.IsOf(profile.city)) continue;
    Inhabitants& city = by_country[profile.country];
    ++city.all;
    if (profile.location) city.places.push_back(*profile.location);
  }
  if (by_country.empty()) return std::nullopt;
  const auto places_in = [](const auto& one) { return one.second.places.size(); };
  return MiddleOf(std::ranges::max_element(by_country, {}, places_in)->second);
}

// Without its radius.
Result<Area::Circle> FindPlace(const Snapshot& snapshot, std::string_view place) {
  const auto at = [&](const GeoPoint& point, size_t organisations) {
    return Area::Circle{point, 0, std::string(place), organisations};
  };
  if (const auto numbers = ReadDecimals<2>(place)) {
    if (IsLatitude((*numbers)[0]) && IsLongitude((*numbers)[1])) {
      return at({(*numbers)[0], (*numbers)[1]}, 0);
    }
    return Fail(ErrorCode::kInvalidArgument,
                "a place is a latitude from -90 to 90 and a longitude from -180 to 180");
  }
  if (const auto city = FindCity(snapshot, place)) return at(city->middle, city->organisations);
  const std::vector<NodeIndex> called = snapshot.names.Resolve(place);
  if (called.size() == 1) {
    if (const auto location = snapshot.profiles[called.front()].location) return at(*location, 0);
  }
  if (called.size() == 1) {
    return Fail(ErrorCode::kNotFound,
                "it is not known where '" + std::string(place) + "' is; write latitude,longitude");
  }
  const Error unresolved = ResolveOrganisation(snapshot, place).error();
  return Fail(unresolved.code,
              "no place, and " + unresolved.message + "; write latitude,longitude for a place");
}

}  // namespace

Result<uint32_t> ReadRadius(std::string_view kilometres) {
  double radius = kUsualKilometres;
  if (!kilometres.empty()) {
    if (kilometres.ends_with("km")) kilometres.remove_suffix(2);
    radius = ReadDecimal(kilometres).value_or(0.0);
    if (!(radius >= 1.0 && radius <= kMostKilometres)) {
      return Fail(ErrorCode::kInvalidArgument,
                  "the distance is a number of kilometres from 1 to 20016, such as 50");
    }
  }
  return static_cast<uint32_t>(radius * kMetres);
}

Result<Area::Circle> ReadCircle(const Snapshot& snapshot, std::string_view place,
                                std::string_view kilometres) {
  const Result<uint32_t> radius = ReadRadius(kilometres);
  if (!radius) return std::unexpected(radius.error());
  Result<Area::Circle> circle = FindPlace(snapshot, place);
  if (circle) circle->metres = *radius;
  return circle;
}

Result<bool> ReadByDistance(std::string_view sort) {
  if (sort == "distance") return true;
  if (sort == "score") return false;
  return Fail(ErrorCode::kInvalidArgument, "hits are sorted by score or distance");
}

std::vector<std::string> NotesOf(const Area& area) {
  constexpr size_t kFewOrganisations = 3;
  std::vector<std::string> notes;
  for (const Area::Circle& circle : area.circles) {
    if (circle.organisations == 0 || circle.organisations >= kFewOrganisations) continue;
    const bool is_one = circle.organisations == 1;
    notes.push_back("Where '" + circle.place + "' is, only " +
                    (is_one ? "one organisation" : "two organisations") + " there " +
                    (is_one ? "tells" : "tell") + ": write latitude,longitude if that is wrong.");
  }
  return notes;
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
