#include "tests/data/cordis_support.h"

namespace kontor {
namespace {

constexpr std::string_view kProjectHeader =
    "\"id\";\"acronym\";\"status\";\"title\";\"startDate\";\"endDate\";\"totalCost\";"
    "\"ecMaxContribution\";\"legalBasis\";\"topics\";\"ecSignatureDate\";\"frameworkProgramme\";"
    "\"masterCall\";\"subCall\";\"fundingScheme\";\"nature\";\"objective\";\"contentUpdateDate\";"
    "\"rcn\";\"grantDoi\"\n";
constexpr std::string_view kOrganisationHeader =
    "\"projectID\";\"projectAcronym\";\"organisationID\";\"vatNumber\";\"name\";\"shortName\";"
    "\"SME\";\"activityType\";\"street\";\"postCode\";\"city\";\"country\";\"nutsCode\";"
    "\"geolocation\";\"organizationURL\";\"contactForm\";\"contentUpdateDate\";\"rcn\";\"order\";"
    "\"role\";\"ecContribution\";\"netEcContribution\";\"totalCost\";\"endOfParticipation\";"
    "\"active\"\n";

std::string Text(const ParticipantRow& row) {
  return "\"" + row.project + "\";\"PACR\";\"" + row.id + "\";\"FI123\";\"" + row.name +
         "\";\"AC\";\"True\";\"PRC\";\"Street 1\";\"00100\";\"Helsinki\";\"" + row.country +
         "\";\"" + row.nuts +
         "\";\"60.1,24.9\";\"www.acme.fi\";\"https://contact.example/person\";\"" + row.updated +
         "\";\"1\";\"" + row.order + "\";\"" + row.role + "\";\"" + row.contribution +
         "\";\"1.0\";\"20\";\"" + row.ended + "\";\"\"\n";
}

}  // namespace

std::string Project(std::string_view id, std::string_view programme, std::string_view start,
                    std::string_view legal_basis) {
  return "\"" + std::string(id) + "\";\"ACR\";\"CLOSED\";\"A \"\"long\"\"\ntitle\";\"" +
         std::string(start) + "\";\"2016-12-31\";\"5240708,13\";\"270000.0\";\"" +
         std::string(legal_basis) + "\";\"T-1|T-2\";\"\";\"" + std::string(programme) +
         "\";\"M-1\";\"T-1\";\"CSA\";\"Health\";\"Aims\";\"\";\"193190\";\"10.3030/1\"\n";
}

std::filesystem::path WriteTables(const TemporaryDirectory& directory, const std::string& folder,
                                  const std::string& projects,
                                  const std::vector<ParticipantRow>& organisations) {
  std::string rows(kOrganisationHeader);
  for (const ParticipantRow& row : organisations) rows += Text(row);
  directory.Write(folder + "/project.csv", std::string(kProjectHeader) + projects);
  return directory.Write(folder + "/organization.csv", rows).parent_path();
}

Node Organisation(const Store& store, std::string_view key) {
  return Find(store, NodeType::kOrganisation, key);
}

Node Partnership(const Store& store, std::string_view key) {
  return Find(store, NodeType::kPartnership, key);
}

}  // namespace kontor
