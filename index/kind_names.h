// What kinds of organisations are called: "university", "Hochschule", "clusters".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kontor {

// The kind (a position in kOrganisationKinds) of which these terms (index/analyser.h), joined by
// spaces, are a name in English, German or French, in the singular or plural; none if there is
// none.
std::optional<uint8_t> KindCalled(std::string_view terms);

}  // namespace kontor
