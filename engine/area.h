// Where on the map an organisation has to be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engine/snapshot.h"

namespace kontor {

inline constexpr size_t kMostCircles = 4;

// All must hold; empty, it is the whole earth.
struct Area {
  struct Circle {
    GeoPoint centre;
    uint32_t metres = 0;       // of its radius
    std::string place;         // what its centre is called: "Potsdam", "52.4,13.06"
    size_t organisations = 0;  // that the middle of a city is one of; 0: it is no city
  };
  struct Box {  // in degrees
    double south = -90.0;
    double west = -180.0;  // more than `east` where it crosses the 180th meridian
    double north = 90.0;
    double east = 180.0;
  };
  std::vector<Circle> circles;
  std::optional<Box> box;

  [[nodiscard]] bool empty() const { return circles.empty() && !box; }
};

// A place and a radius in kilometres ("50", "50km", at least 1; empty: 50). A place is
// "52.4,13.06", a city of which we know some organisation's place, or else an organisation. Of a
// city it is the middle of those organisations, in the country where most of them are; it is not
// known where a city is if most of them are far from there, or if one or two tell of many.
// kInvalidArgument, kNotFound, and kAmbiguous as ResolveOrganisation. O(organisations)
Result<Area::Circle> ReadCircle(const Snapshot& snapshot, std::string_view place,
                                std::string_view kilometres);

// The radius alone, in metres. kInvalidArgument
Result<uint32_t> ReadRadius(std::string_view kilometres);

// An order by distance, or by score: "distance", "score". kInvalidArgument
Result<bool> ReadByDistance(std::string_view sort);

// Sentences about middles of cities that few organisations tell.
std::vector<std::string> NotesOf(const Area& area);

// "south,west,north,east" in degrees. kInvalidArgument
Result<Area::Box> ReadBox(std::string_view text);

// Must not outlive its arguments.
class AreaCheck {
 public:
  AreaCheck(const ProfileTable& profiles, const Area& area) : profiles_(profiles), area_(area) {}

  [[nodiscard]] bool Contains(NodeIndex organisation) const;
  [[nodiscard]] bool IsLocated(NodeIndex organisation) const {
    return profiles_[organisation].location.has_value();
  }
  // From the centre of the last circle; nothing without one.
  [[nodiscard]] std::optional<uint32_t> Metres(NodeIndex organisation) const;

 private:
  const ProfileTable& profiles_;
  const Area& area_;
};

}  // namespace kontor
