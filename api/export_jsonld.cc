#include "api/export_jsonld.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <string_view>
#include <utility>

#include "api/render_formats.h"
#include "api/shown_points.h"
#include "api/table_rows.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

// Everything that the documents need is in them: no parser has to fetch a context.
Json Context() {
  return {{"@vocab", "https://schema.org/"},  {"kontor", "urn:kontor:term:"},
          {"url", {{"@type", "@id"}}},        {"sameAs", {{"@type", "@id"}}},
          {"startDate", {{"@type", "Date"}}}, {"dateModified", {{"@type", "Date"}}}};
}

// What schema.org calls the kinds of base/vocabulary.h.
constexpr std::array<std::string_view, kOrganisationKinds.size()> kTypes = {
    "Organization",
    "Corporation",
    "ResearchOrganization",
    "CollegeOrUniversity",
    "GovernmentOrganization",
    "Organization",
    "NGO",
    "Organization",
    "Organization",
};

// "urn:kontor:organisation:pic:999905974", with what an address cannot hold as %20.
std::string Urn(std::string_view type, std::string_view key) {
  constexpr std::string_view kPlain = "-._~:";
  std::string urn = "urn:kontor:" + std::string(type) + ":";
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || kPlain.find(c) != std::string_view::npos) {
      urn += c;
    } else {
      std::array<char, 4> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "%%%02X", byte);
      urn += escaped.data();
    }
  }
  return urn;
}

bool IsAddress(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find_first_of(" \t\r\n\"<>\\^`{|}") == std::string_view::npos;
}

// "ror:05a28rw58" -> {"@type": "PropertyValue", "propertyID": "ror", "value": "05a28rw58"}
Json Identifier(std::string_view key) {
  const size_t colon = std::min(key.find(':'), key.size());
  Json json = {{"@type", "PropertyValue"}};
  if (colon < key.size()) json["propertyID"] = key.substr(0, colon);
  json["value"] = colon < key.size() ? key.substr(colon + 1) : key;
  return json;
}

constexpr std::string_view kRor = "ror:";

void AddIdentifiers(const Profile& profile, Json& json) {
  json["identifier"] = Json::array({Identifier(profile.key)});
  for (const std::string_view key : profile.identifiers) {
    json["identifier"].push_back(Identifier(key));
  }
  const auto add_same = [&json](std::string_view key) {
    if (!key.starts_with(kRor)) return;
    const std::string address = "https://ror.org/" + std::string(key.substr(kRor.size()));
    if (IsAddress(address)) json["sameAs"].push_back(address);
  };
  add_same(profile.key);
  for (const std::string_view key : profile.identifiers) add_same(key);
}

void AddPlace(const Snapshot& snapshot, const Profile& profile, Json& json) {
  Json address = {{"@type", "PostalAddress"}};
  if (!profile.city.empty()) address["addressLocality"] = profile.city;
  if (profile.region != kNoConcept)
    address["addressRegion"] = snapshot.concepts.code(profile.region);
  if (profile.country != kNoConcept) {
    address["addressCountry"] = snapshot.concepts.code(profile.country);
  }
  if (address.size() > 1) json["address"] = std::move(address);
  if (profile.location) {
    json["location"] = {{"@type", "Place"},
                        {"geo",
                         {{"@type", "GeoCoordinates"},
                          {"latitude", RoundTo4(profile.location->latitude)},
                          {"longitude", RoundTo4(profile.location->longitude)}}}};
  }
}

// What is said of an organisation wherever it stands.
Json BriefOrganisation(const Snapshot& snapshot, NodeIndex organisation) {
  const Profile profile = snapshot.profiles[organisation];
  Json json = {{"@id", Urn("organisation", profile.key)},
               {"@type", kTypes[profile.kind]},
               {"name", profile.name}};
  if (!profile.acronym.empty()) json["alternateName"].push_back(profile.acronym);
  for (const std::string_view alias : profile.aliases) json["alternateName"].push_back(alias);
  AddIdentifiers(profile, json);
  if (IsAddress(profile.url)) json["url"] = profile.url;
  if (!profile.description.empty()) json["description"] = profile.description;
  AddPlace(snapshot, profile, json);
  json["kontor:kind"] = kOrganisationKinds[profile.kind];
  if (profile.invented) json["kontor:invented"] = true;
  json["kontor:source"] = profile.sources;
  if (profile.updated.known()) json["dateModified"] = FormatDate(profile.updated);
  return json;
}

// As it is now, or all that is left of one that is gone.
Json OrganisationByKey(const Snapshot& snapshot, std::string_view key, std::string_view name) {
  const NodeIndex found = snapshot.profiles.Find(NodeId::Of(NodeType::kOrganisation, key));
  if (found != kNoNode) return BriefOrganisation(snapshot, found);
  Json json = {{"@id", Urn("organisation", key)}, {"@type", kTypes.front()}};
  if (!name.empty()) json["name"] = name;
  return json;
}

// Its codes as defined terms, and the partnerships it is a member of.
Json WholeOrganisation(const Snapshot& snapshot, NodeIndex organisation) {
  Json json = BriefOrganisation(snapshot, organisation);
  for (const Attribution& attribution : snapshot.profiles.Codes(organisation)) {
    const ConceptIndex code = attribution.concept_index;
    json["knowsAbout"].push_back({{"@type", "DefinedTerm"},
                                  {"inDefinedTermSet", Name(snapshot.concepts.type(code))},
                                  {"termCode", snapshot.concepts.code(code)},
                                  {"name", snapshot.concepts.Label(code, "en")}});
  }
  for (const NodeIndex vertex : snapshot.graph.Neighbours(organisation)) {
    const PartnershipFacts partnership =
        snapshot.profiles.Partnership(vertex - snapshot.graph.organisation_count());
    Json project = {{"@id", Urn("partnership", partnership.key)},
                    {"@type", "Project"},
                    {"name", partnership.label}};
    if (partnership.start.known()) project["startDate"] = FormatDate(partnership.start);
    json["memberOf"].push_back(std::move(project));
  }
  return json;
}

// A document of its own without its list.
Json Document(std::string_view type, const Provenance& provenance) {
  Json json = {{"@context", Context()}, {"@type", type}, {"name", provenance.title}};
  json["kontor:question"] = provenance.question;
  json["kontor:generation"] = provenance.generation;
  if (!provenance.model.empty()) json["kontor:model"] = provenance.model;
  if (provenance.as_of.known()) json["kontor:as_of"] = FormatDate(provenance.as_of);
  json["kontor:source"] = provenance.sources;
  if (!provenance.notes.empty()) json["kontor:note"] = provenance.notes;
  return json;
}

Json Item(size_t position, Json item) {
  return {{"@type", "ListItem"}, {"position", position}, {"item", std::move(item)}};
}

void AddMeritsTo(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language,
                 Json& json) {
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  json["kontor:score"] = shown.score;
  json["kontor:fit"] = shown.fit;
  json["kontor:reach"] = shown.reach;
  json["kontor:mutual"] = RoundTo2(suggestion.mutual);
  for (size_t i = 0; i < kFeatureCount; ++i) {
    json["kontor:" + std::string(Name(kFeatures[i])) + "_points"] = shown.points[i];
  }
  json["kontor:joint_partnerships"] = suggestion.joint_partnerships;
  json["kontor:reason"] = Reasons(snapshot, suggestion, kReasonsInData, language);
  json["kontor:reverse_reason"] = ReverseReasons(snapshot, suggestion, kReasonsInData, language);
  if (!suggestion.path.empty()) json["kontor:path"] = PathText(snapshot, suggestion.path);
}

}  // namespace

std::string PartnersAsJsonLd(const Snapshot& snapshot, const PartnerAnswer& answer,
                             const Language& language, const Provenance& provenance) {
  Json document = Document("ItemList", provenance);
  document["about"] = BriefOrganisation(snapshot, answer.organisation);
  document["itemListElement"] = Json::array();
  for (const Suggestion& suggestion : answer.suggestions) {
    Json& list = document["itemListElement"];
    Json item = Item(list.size() + 1, BriefOrganisation(snapshot, suggestion.organisation));
    AddMeritsTo(snapshot, suggestion, language, item);
    list.push_back(std::move(item));
  }
  return Dump(document);
}

std::string HitsAsJsonLd(const Snapshot& snapshot, const SearchAnswer& answer,
                         const Provenance& provenance) {
  Json document = Document("ItemList", provenance);
  document["itemListElement"] = Json::array();
  for (const SearchHit& hit : answer.hits) {
    Json& list = document["itemListElement"];
    Json item = Item(list.size() + 1, BriefOrganisation(snapshot, hit.organisation));
    item["kontor:score"] = RoundTo4(hit.score);
    list.push_back(std::move(item));
  }
  return Dump(document);
}

std::string ShortlistAsJsonLd(const Snapshot& snapshot, const ShortlistContent& content,
                              const Provenance& provenance) {
  Json document = Document("ItemList", provenance);
  document["about"] = OrganisationByKey(snapshot, content.list.for_key, {});
  document["itemListElement"] = Json::array();
  for (const ShortlistEntry& entry : content.entries) {
    Json& list = document["itemListElement"];
    Json item = Item(list.size() + 1, OrganisationByKey(snapshot, entry.organisation, entry.name));
    item["kontor:score"] = entry.answer.score;
    item["kontor:fit"] = entry.answer.fit;
    item["kontor:reach"] = entry.answer.reach;
    item["kontor:mutual"] = entry.answer.mutual;
    for (const AnswerThen::Part& part : entry.answer.contributions) {
      item["kontor:" + part.feature + "_points"] = part.points;
    }
    item["kontor:reason"] = entry.answer.reasons;
    item["kontor:reverse_reason"] = entry.answer.reverse_reasons;
    if (!entry.note.empty()) item["kontor:note"] = entry.note;
    list.push_back(std::move(item));
  }
  return Dump(document);
}

Status WriteOrganisationsAsJsonLd(const Snapshot& snapshot,
                                  std::span<const NodeIndex> organisations,
                                  const Provenance& provenance, const Sink& sink) {
  SinkBuffer out(sink);
  Json head = Document("Dataset", provenance);
  const std::string context = head["@context"].dump();
  head.erase("@context");
  out.text() += "{\"@context\":" + context + ",\"@graph\":[\n" + Dump(head);
  for (const NodeIndex organisation : organisations) {
    out.text() += ',' + Dump(WholeOrganisation(snapshot, organisation));
    if (Status passed = out.Pass(); !passed) return passed;
  }
  out.text() += "]}\n";
  return out.Flush();
}

}  // namespace kontor
