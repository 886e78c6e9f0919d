// What is to be said of a list and its places.
#pragma once

#include <string>
#include <vector>

#include "engine/language.h"
#include "engine/partners.h"

namespace kontor {

// Why a suggestion has its place, where that is not its rank; empty where it is.
std::string PlacementNote(const Suggestion& suggestion, const Language& language);

// What the list could not be, as sentences: places that stay empty, newcomers that are missing.
std::vector<std::string> ListNotes(const PartnerAnswer& answer, const Language& language);

}  // namespace kontor
