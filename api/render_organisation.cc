// JSON of one organisation: its whole profile.
#include <algorithm>

#include "api/json_document.h"
#include "api/render.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kMostPartnerships = 20;

Json CodeWithLabel(const Snapshot& snapshot, ConceptIndex concept_index) {
  return {{"code", snapshot.concepts.code(concept_index)},
          {"label", snapshot.concepts.Label(concept_index, "en")}};
}

Json PlaceOrNull(const Snapshot& snapshot, ConceptIndex concept_index) {
  return concept_index == kNoConcept ? Json() : CodeWithLabel(snapshot, concept_index);
}

Json CodesOf(const Snapshot& snapshot, NodeIndex organisation, EdgeType tie) {
  Json list = Json::array();
  for (const Attribution& attribution : snapshot.profiles.Codes(organisation, tie)) {
    Json code = CodeWithLabel(snapshot, attribution.concept_index);
    if (attribution.weight != 1.0F) {
      code["weight"] = RoundTo4(static_cast<double>(attribution.weight));
    }
    if (attribution.valid_from.known()) code["valid_from"] = FormatDate(attribution.valid_from);
    if (attribution.valid_to.known()) code["valid_to"] = FormatDate(attribution.valid_to);
    list.push_back(std::move(code));
  }
  return list;
}

Json Postings(const Snapshot& snapshot, NodeIndex organisation, bool needs) {
  Json list = Json::array();
  for (const Posting posting : snapshot.profiles.Postings(organisation)) {
    if (posting.is_need != needs) continue;
    Json codes = Json::array();
    for (const ConceptIndex code : posting.concepts) {
      Json entry = CodeWithLabel(snapshot, code);
      entry["type"] = Name(snapshot.concepts.type(code));
      codes.push_back(std::move(entry));
    }
    list.push_back({{"title", posting.title},
                    {"type", OrNull(posting.type)},
                    {"deadline", OrNull(FormatDate(posting.deadline))},
                    {"codes", std::move(codes)}});
  }
  return list;
}

struct Participation {
  PartnershipFacts partnership;
  bool coordinates = false;
};

// Newest first, ties by key.
std::vector<Participation> NewestPartnerships(const Snapshot& snapshot, NodeIndex organisation) {
  const auto vertices = snapshot.graph.Neighbours(organisation);
  const auto coordinates = snapshot.graph.Coordinates(organisation);
  std::vector<Participation> all;
  all.reserve(vertices.size());
  for (size_t i = 0; i < vertices.size(); ++i) {
    const NodeIndex number = vertices[i] - snapshot.graph.organisation_count();
    all.push_back({snapshot.profiles.Partnership(number), coordinates[i]});
  }
  const auto is_before = [](const Participation& a, const Participation& b) {
    if (a.partnership.start != b.partnership.start) {
      return a.partnership.start > b.partnership.start;
    }
    return a.partnership.key < b.partnership.key;
  };
  const auto kept = static_cast<ptrdiff_t>(std::min(all.size(), kMostPartnerships));
  std::ranges::partial_sort(all, all.begin() + kept, is_before);
  all.resize(static_cast<size_t>(kept));
  return all;
}

Json Partnerships(const Snapshot& snapshot, NodeIndex organisation) {
  Json list = Json::array();
  for (const Participation& participation : NewestPartnerships(snapshot, organisation)) {
    const PartnershipFacts& partnership = participation.partnership;
    list.push_back({{"id", partnership.key},
                    {"label", partnership.label},
                    {"start", OrNull(FormatDate(partnership.start))},
                    {"type", OrNull(partnership.type)},
                    {"coordinates", participation.coordinates},
                    {"source", OrNull(partnership.source)}});
  }
  return list;
}

void AddIdentity(const Snapshot& snapshot, NodeIndex organisation, Json& json) {
  const Profile profile = snapshot.profiles[organisation];
  json["id"] = profile.key;
  json["name"] = profile.name;
  json["acronym"] = OrNull(profile.acronym);
  json["aliases"] = profile.aliases;
  json["identifiers"] = profile.identifiers;
  json["kind"] = kOrganisationKinds[profile.kind];
  json["description"] = OrNull(profile.description);
  json["url"] = OrNull(profile.url);
  json["city"] = OrNull(profile.city);
  json["country"] = PlaceOrNull(snapshot, profile.country);
  json["region"] = PlaceOrNull(snapshot, profile.region);
  json["location"] = profile.location ? Json{{"latitude", RoundTo4(profile.location->latitude)},
                                             {"longitude", RoundTo4(profile.location->longitude)}}
                                      : Json();
}

void AddProfile(const Snapshot& snapshot, NodeIndex organisation, Json& document) {
  const Profile profile = snapshot.profiles[organisation];
  AddIdentity(snapshot, organisation, document);
  document["sectors"] = CodesOf(snapshot, organisation, EdgeType::kInSector);
  document["ecosystems"] = CodesOf(snapshot, organisation, EdgeType::kInEcosystem);
  document["technologies"] = CodesOf(snapshot, organisation, EdgeType::kUsesTechnology);
  document["stages"] = CodesOf(snapshot, organisation, EdgeType::kAtStage);
  document["labels"] = CodesOf(snapshot, organisation, EdgeType::kHoldsLabel);
  document["target_countries"] = CodesOf(snapshot, organisation, EdgeType::kTargetsCountry);
  document["active_countries"] = CodesOf(snapshot, organisation, EdgeType::kActiveInCountry);
  document["topics"] = CodesOf(snapshot, organisation, EdgeType::kAboutTopic);
  document["offers"] = Postings(snapshot, organisation, false);
  document["needs"] = Postings(snapshot, organisation, true);
  document["partnership_count"] = snapshot.graph.Neighbours(organisation).size();
  document["partnerships"] = Partnerships(snapshot, organisation);
  document["completeness"] = RoundTo4(static_cast<double>(profile.completeness));
  document["updated"] = OrNull(FormatDate(profile.updated));
  if (profile.invented) document["invented"] = true;
  document["sources"] = profile.sources;
}

}  // namespace

std::string WithGeneration(uint64_t generation, std::string_view state) {
  return "{\"generation\":" + std::to_string(generation) + "," + std::string(state.substr(1));
}

std::string RenderOrganisation(const Snapshot& snapshot, NodeIndex organisation) {
  return WithGeneration(snapshot.generation, RenderOrganisationState(snapshot, organisation));
}

std::string RenderOrganisationState(const Snapshot& snapshot, NodeIndex organisation) {
  Json document;
  AddProfile(snapshot, organisation, document);
  return Dump(document);
}

}  // namespace kontor
