// How much of a profile is filled in?
#pragma once

#include "index/profiles.h"

namespace kontor {

// The share of these twelve main fields that are filled, in [0,1]: name, description, web address,
// kind (other than "other"), city, country, region, at least one sector, one ecosystem, one
// technology or value-chain stage, one target country, one offer or need.
float Completeness(const ProfileTable& profiles, NodeIndex organisation);

// The completeness of a profile with one more of them filled. REQUIRES: completeness < 1
float WithOneMoreField(float completeness);

}  // namespace kontor
