// How far apart are two places on earth?
#pragma once

#include <cstdint>

#include "index/profiles.h"

namespace kontor {

// The way around the earth as a sphere of 6,371 km (at most 0.6 % off), by the haversine formula
// (Sinnott: Virtues of the Haversine, Sky and Telescope 68, 1984). In whole metres, so that the
// last digit of a sine does not tell machines apart; at most 20,015,087.
uint32_t MetresBetween(const GeoPoint& a, const GeoPoint& b);

}  // namespace kontor
