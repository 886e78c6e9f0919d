// Makes a Geography. The result does not depend on the order of the calls.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/geography.h"
#include "index/profiles.h"

namespace kontor {

class GeographyBuilder {
 public:
  // The centre of a country or region.
  void AddCentre(NodeType type, std::string_view code, GeoPoint centre) {
    centres_.push_back({type, std::string(code), centre});
  }
  // From `from` to `to` the country had that status in the programme; unknown ends are open.
  void AddStatus(ConceptIndex country, ConceptIndex programme, ProgrammeStatus status, Date from,
                 Date to);
  [[nodiscard]] Geography Build(const ConceptTable& concepts) &&;

 private:
  struct Centre {
    NodeType type;
    std::string code;
    GeoPoint point;
  };
  std::vector<Centre> centres_;
  std::vector<Geography::Membership> memberships_;
};

}  // namespace kontor
