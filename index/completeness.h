// How much of a profile is filled in?
#pragma once

#include "index/profiles.h"

namespace kontor {

// How many of the kCompletenessFields main fields are filled: name, description, web address,
// kind (other than "other"), city, country, region, at least one sector, one ecosystem, one
// technology or value-chain stage, one target country, one offer or need.
uint8_t FilledFields(const ProfileTable& profiles, NodeIndex organisation);

// The completeness of a profile with one more of them filled. REQUIRES: completeness < 1
float WithOneMoreField(float completeness);

}  // namespace kontor
