// The closed word lists of the domain that are not trees of codes.
#pragma once

#include <array>
#include <string_view>

namespace kontor {

// What kind of organisation: the values of Field::kKind.
inline constexpr std::array<std::string_view, 9> kOrganisationKinds = {
    "cluster_organisation", "company",     "research_organisation",
    "university",           "public_body", "digital_innovation_hub",
    "national_association", "network",     "other",
};

}  // namespace kontor
