#include "index/kind_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr uint8_t KindOf(std::string_view kind) {
  return static_cast<uint8_t>(std::ranges::find(kOrganisationKinds, kind) -
                              kOrganisationKinds.begin());
}

constexpr uint8_t kClusters = KindOf("cluster_organisation");
constexpr uint8_t kCompanies = KindOf("company");
constexpr uint8_t kResearch = KindOf("research_organisation");
constexpr uint8_t kUniversities = KindOf("university");
constexpr uint8_t kPublic = KindOf("public_body");
constexpr uint8_t kHubs = KindOf("digital_innovation_hub");
constexpr uint8_t kAssociations = KindOf("national_association");
constexpr uint8_t kNetworks = KindOf("network");

// As ExactTerm writes them, ascending.
constexpr auto kNames = std::to_array<std::pair<std::string_view, uint8_t>>({
    {"alliance", kNetworks},
    {"alliances", kNetworks},
    {"association nationale", kAssociations},
    {"associations nationales", kAssociations},
    {"cluster", kClusters},
    {"cluster organisation", kClusters},
    {"cluster organisations", kClusters},
    {"cluster organization", kClusters},
    {"cluster organizations", kClusters},
    {"clusterorganisation", kClusters},
    {"clusterorganisationen", kClusters},
    {"clusters", kClusters},
    {"companies", kCompanies},
    {"company", kCompanies},
    {"digital innovation hub", kHubs},
    {"digital innovation hubs", kHubs},
    {"digitale innovationszentren", kHubs},
    {"digitales innovationszentrum", kHubs},
    {"dih", kHubs},
    {"dihs", kHubs},
    {"edih", kHubs},
    {"edihs", kHubs},
    {"enterprise", kCompanies},
    {"enterprises", kCompanies},
    {"entreprise", kCompanies},
    {"entreprises", kCompanies},
    {"european digital innovation hub", kHubs},
    {"european digital innovation hubs", kHubs},
    {"firma", kCompanies},
    {"firmen", kCompanies},
    {"forschungseinrichtung", kResearch},
    {"forschungseinrichtungen", kResearch},
    {"forschungsinstitut", kResearch},
    {"forschungsinstitute", kResearch},
    {"forschungsorganisation", kResearch},
    {"hochschule", kUniversities},
    {"hochschulen", kUniversities},
    {"national association", kAssociations},
    {"national associations", kAssociations},
    {"nationale verbande", kAssociations},
    {"nationaler verband", kAssociations},
    {"network", kNetworks},
    {"networks", kNetworks},
    {"netzwerk", kNetworks},
    {"netzwerke", kNetworks},
    {"offentliche einrichtung", kPublic},
    {"offentliche einrichtungen", kPublic},
    {"organisme de recherche", kResearch},
    {"organisme public", kPublic},
    {"organismes de recherche", kResearch},
    {"organismes publics", kPublic},
    {"public bodies", kPublic},
    {"public body", kPublic},
    {"research institute", kResearch},
    {"research institutes", kResearch},
    {"research organisation", kResearch},
    {"research organisations", kResearch},
    {"research organization", kResearch},
    {"research organizations", kResearch},
    {"reseau", kNetworks},
    {"reseaux", kNetworks},
    {"universitat", kUniversities},
    {"universitaten", kUniversities},
    {"universite", kUniversities},
    {"universites", kUniversities},
    {"universities", kUniversities},
    {"university", kUniversities},
    {"unternehmen", kCompanies},
});
static_assert(std::ranges::is_sorted(kNames));

}  // namespace

std::optional<uint8_t> KindCalled(std::string_view terms) {
  const auto* found =
      std::ranges::lower_bound(kNames, terms, {}, &std::pair<std::string_view, uint8_t>::first);
  if (found == kNames.end() || found->first != terms) return std::nullopt;
  return found->second;
}

}  // namespace kontor
