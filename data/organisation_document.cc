#include "data/organisation_document.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kNearKind = 4;  // edits
constexpr std::array<NodeType, 4> kPostingCodes = {NodeType::kSector, NodeType::kTechnology,
                                                   NodeType::kStage, NodeType::kCountry};

EdgeType PostingTie(NodeType code) {
  switch (code) {
    case NodeType::kTechnology:
      return EdgeType::kUsesTechnology;
    case NodeType::kStage:
      return EdgeType::kAtStage;
    case NodeType::kCountry:
      return EdgeType::kTargetsCountry;
    default:
      return EdgeType::kInSector;
  }
}

// Reads one document.
class OrganisationDocumentReader {
 public:
  OrganisationDocumentReader(const Json& document, Members members, const Codes& codes,
                             const ReadView& view, std::vector<DocumentProblem>& problems)
      : document_(document, {}, problems),
        members_(members),
        codes_(codes),
        view_(view),
        problems_(problems) {}

  Result<StatedOrganisation> Read();

 private:
  void ReadTexts();
  void ReadLocation();
  Status ReadCodes(const CodeMember& member);
  Status ReadPostings(std::string_view member, bool is_need);
  Status ReadPosting(const Json& entry, const std::string& pointer, bool is_need);
  Status ReadPostingCode(const Json& entry, const std::string& pointer, StatedPosting& posting);
  // The node that `text` names; told and nothing if there is none.
  Result<std::optional<NodeId>> FindCode(NodeType type, const DocumentReader& entry);
  [[nodiscard]] std::optional<std::string> KeyOf(NodeType type, std::string_view text) const;

  DocumentReader document_;
  Members members_;
  const Codes& codes_;
  const ReadView& view_;
  std::vector<DocumentProblem>& problems_;
  StatedOrganisation organisation_;
};

void OrganisationDocumentReader::ReadTexts() {
  for (size_t i = 0; i < kTextMembers.size(); ++i) {
    const auto& [name, field] = kTextMembers[i];
    organisation_.texts[i] = field == Field::kUrl ? document_.Url(name) : document_.Text(name);
  }
  if (organisation_.texts[0].empty() && members_.Has("name")) document_.Tell("name", "is required");
  const std::string& kind = organisation_.texts[2];
  if (!kind.empty() && std::ranges::find(kOrganisationKinds, kind) == kOrganisationKinds.end()) {
    const std::string_view nearest = NearestOf(kind, kOrganisationKinds, kNearKind);
    std::string reason = "is no kind of organisation";
    if (!nearest.empty()) reason += "; the nearest is " + std::string(nearest);
    document_.Tell("kind", std::move(reason));
  }
}

void OrganisationDocumentReader::ReadLocation() {
  const Json* location = document_.Find("location");
  if (location == nullptr) return;
  const DocumentReader point(*location, document_.PointerTo("location"), problems_);
  point.CheckMembers({"latitude", "longitude"});
  const auto latitude = point.Number("latitude", -90.0, 90.0);
  const auto longitude = point.Number("longitude", -180.0, 180.0);
  if (latitude && longitude) {
    organisation_.location = Json(*latitude).dump() + "," + Json(*longitude).dump();
  } else if (location->is_object()) {
    document_.Tell("location", "needs a latitude and a longitude in degrees");
  }
}

std::optional<std::string> OrganisationDocumentReader::KeyOf(NodeType type,
                                                             std::string_view text) const {
  if (!IsTaxonomy(type)) return std::string(text);
  const auto key = codes_.Find(type, text);
  return key ? std::optional<std::string>(*key) : std::nullopt;
}

Result<std::optional<NodeId>> OrganisationDocumentReader::FindCode(NodeType type,
                                                                   const DocumentReader& entry) {
  const std::string text = entry.Text("code");
  if (text.empty()) {
    entry.Tell("code", "is required");
    return std::nullopt;
  }
  const std::optional<std::string> key = KeyOf(type, text);
  if (!key) {
    entry.Tell("code", UnknownCode(codes_, type, text));
    return std::nullopt;
  }
  const NodeId id = NodeId::Of(type, *key);
  const auto node = view_.FindNode(id);
  if (!node) return std::unexpected(node.error());
  if (*node && (**node).key == *key) return id;
  entry.Tell("code", "the database holds no " + std::string(Name(type)) + " \"" + *key + "\"");
  return std::nullopt;
}

Status OrganisationDocumentReader::ReadCodes(const CodeMember& member) {
  std::vector<Json> entries;
  if (member.is_list) {
    entries = document_.Objects(member.name);
  } else if (const Json* entry = document_.Find(member.name)) {
    entries.push_back(entry->is_string() ? Json{{"code", *entry}} : *entry);
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    std::string pointer = document_.PointerTo(member.name);
    if (member.is_list) pointer += "/" + std::to_string(i);
    const DocumentReader entry(entries[i], std::move(pointer), problems_);
    entry.CheckMembers({"code", "label", "weight", "valid_from", "valid_to"});
    const auto code = FindCode(member.type, entry);
    if (!code) return std::unexpected(code.error());
    if (!*code) continue;
    StatedCode stated{member.tie, **code, 1.0F, entry.Day("valid_from"), entry.Day("valid_to")};
    if (const auto weight = entry.Number("weight", 1e-6, 1.0)) {
      stated.weight = static_cast<float>(*weight);
    }
    const auto is_same = [&](const StatedCode& other) {
      return other.tie == stated.tie && other.code == stated.code;
    };
    if (std::ranges::any_of(organisation_.codes, is_same)) {
      entry.Tell("code", "stands there twice");
    } else {
      organisation_.codes.push_back(stated);
    }
  }
  return {};
}

Status OrganisationDocumentReader::ReadPostings(std::string_view member, bool is_need) {
  const std::vector<Json> entries = document_.Objects(member);
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string pointer = document_.PointerTo(member) + "/" + std::to_string(i);
    if (Status read = ReadPosting(entries[i], pointer, is_need); !read) return read;
  }
  return {};
}

Status OrganisationDocumentReader::ReadPosting(const Json& entry, const std::string& pointer,
                                               bool is_need) {
  const DocumentReader reader(entry, pointer, problems_);
  reader.CheckMembers({"title", "description", "type", "deadline", "codes"});
  StatedPosting posting;
  posting.is_need = is_need;
  posting.title = reader.Text("title");
  posting.description = reader.Text("description");
  posting.type = reader.Text("type");
  posting.deadline = reader.Day("deadline");
  if (posting.title.empty()) reader.Tell("title", "is required");
  const auto is_same = [&](const StatedPosting& other) {
    return other.is_need == is_need && other.title == posting.title;
  };
  if (std::ranges::any_of(organisation_.postings, is_same)) {
    reader.Tell("title", "stands there twice");
  }
  const std::vector<Json> codes = reader.Objects("codes");
  for (size_t i = 0; i < codes.size(); ++i) {
    const std::string at = reader.PointerTo("codes") + "/" + std::to_string(i);
    if (Status read = ReadPostingCode(codes[i], at, posting); !read) return read;
  }
  organisation_.postings.push_back(std::move(posting));
  return {};
}

Status OrganisationDocumentReader::ReadPostingCode(const Json& entry, const std::string& pointer,
                                                   StatedPosting& posting) {
  const DocumentReader reader(entry, pointer, problems_);
  reader.CheckMembers({"type", "code", "label"});
  const std::string type_name = reader.Text("type");
  const std::string text = reader.Text("code");
  std::optional<NodeType> type;
  for (const NodeType known : kPostingCodes) {
    const bool is_meant =
        type_name.empty() ? !type && KeyOf(known, text) : Name(known) == type_name;
    if (is_meant) type = known;
  }
  if (!type) {
    const bool has_type = !type_name.empty();
    reader.Tell(has_type ? "type" : "code",
                has_type ? "is none of sector, technology, stage, country"
                         : "is no sector, technology, stage or country that is known here");
    return {};
  }
  const auto code = FindCode(*type, reader);
  if (!code) return std::unexpected(code.error());
  if (*code) posting.codes.push_back({PostingTie(*type), **code, 1.0F, {}, {}});
  return {};
}

Result<StatedOrganisation> OrganisationDocumentReader::Read() {
  document_.CheckMembers({"id", "name", "acronym", "kind", "description", "url", "city",
                          "post_code", "street", "founded", "location", "aliases", "identifiers",
                          "country", "region", "sectors", "ecosystems", "technologies", "stages",
                          "labels", "target_countries", "active_countries", "topics", "offers",
                          "needs",
                          // Of answers; they are read and left aside.
                          "generation", "partnership_count", "partnerships", "completeness",
                          "updated", "invented", "sources"});
  organisation_.id = document_.Text("id");
  ReadTexts();
  ReadLocation();
  organisation_.aliases = document_.Texts("aliases");
  organisation_.identifiers = document_.Texts("identifiers");
  for (const CodeMember& member : kCodeMembers) {
    if (Status read = ReadCodes(member); !read) return std::unexpected(read.error());
  }
  for (const bool is_need : {false, true}) {
    if (Status read = ReadPostings(is_need ? "needs" : "offers", is_need); !read) {
      return std::unexpected(read.error());
    }
  }
  return std::move(organisation_);
}

Json DescribeCode(const Edge& edge, std::string_view code) {
  Json entry = {{"code", code}};
  if (edge.weight != 1.0F) entry["weight"] = edge.weight;
  if (edge.valid_from.known()) entry["valid_from"] = FormatDate(edge.valid_from);
  if (edge.valid_to.known()) entry["valid_to"] = FormatDate(edge.valid_to);
  return entry;
}

// What edges from `node` lead to; edges to nodes that were never described are left out.
Result<std::vector<std::pair<Edge, Node>>> Targets(const ReadView& view, NodeId node) {
  std::vector<std::pair<Edge, Node>> targets;
  std::vector<Edge> edges;
  const Status read = view.ForEachEdgeFrom(node, [&edges](const Edge& edge) {
    edges.push_back(edge);
    return true;
  });
  if (!read) return std::unexpected(read.error());
  for (Edge& edge : edges) {
    auto target = view.FindNode(edge.key.to);
    if (!target) return std::unexpected(target.error());
    if (*target) targets.emplace_back(std::move(edge), **std::move(target));
  }
  return targets;
}

Result<Json> DescribePosting(const ReadView& view, const Node& posting) {
  Json entry = Json::object();
  const auto put = [&](std::string_view name, Field field) {
    if (const Value* value = ShownValue(posting, field)) entry[name] = value->text;
  };
  put("title", Field::kTitle);
  put("description", Field::kDescription);
  put("type", Field::kPartnershipType);
  put("deadline", Field::kDeadline);
  const auto targets = Targets(view, posting.id());
  if (!targets) return std::unexpected(targets.error());
  for (const auto& [edge, code] : *targets) {
    if (std::ranges::find(kPostingCodes, code.type) == kPostingCodes.end()) continue;
    entry["codes"].push_back({{"type", Name(code.type)}, {"code", code.key}});
  }
  return entry;
}

// Of several statements of a member that holds one, the newest counts.
Status DescribeTies(const ReadView& view, NodeId organisation, Json& document) {
  std::array<Date, kCodeMembers.size()> newest = {};
  const auto targets = Targets(view, organisation);
  if (!targets) return std::unexpected(targets.error());
  for (const auto& [edge, target] : *targets) {
    const auto member = std::ranges::find_if(kCodeMembers, [&edge, &target](const CodeMember& one) {
      return one.tie == edge.key.type && one.type == target.type;
    });
    if (member != kCodeMembers.end()) {
      Json entry = DescribeCode(edge, target.key);
      Date& stated = newest[static_cast<size_t>(member - kCodeMembers.begin())];
      if (member->is_list) {
        document[member->name].push_back(std::move(entry));
      } else if (!document.contains(member->name) || stated < edge.date) {
        document[member->name] = std::move(entry);
        stated = edge.date;
      }
    } else if (target.type == NodeType::kPosting) {
      auto entry = DescribePosting(view, target);
      if (!entry) return std::unexpected(entry.error());
      document[edge.key.type == EdgeType::kNeeds ? "needs" : "offers"].push_back(*std::move(entry));
    }
  }
  return {};
}

}  // namespace

const Value* ShownValue(const Node& node, Field field) {
  const Value* shown = nullptr;
  const auto rank = [](const Value& value) { return value.lang == "en" ? 2 : value.lang.empty(); };
  for (const Value& value : node.values) {
    if (value.field != field) continue;
    if (shown == nullptr || rank(value) > rank(*shown)) shown = &value;
  }
  return shown;
}

Result<StatedOrganisation> ReadOrganisationDocument(const Json& document, Members members,
                                                    const Codes& codes, const ReadView& view,
                                                    std::vector<DocumentProblem>& problems) {
  return OrganisationDocumentReader(document, members, codes, view, problems).Read();
}

Result<Json> DescribeOrganisation(const ReadView& view, const Node& organisation) {
  Json document = {{"id", organisation.key}};
  for (const auto& [name, field] : kTextMembers) {
    if (const Value* value = ShownValue(organisation, field)) document[name] = value->text;
  }
  for (const Value& value : organisation.values) {
    if (value.field == Field::kAlias) document["aliases"].push_back(value.text);
    if (value.field == Field::kIdentifier) document["identifiers"].push_back(value.text);
  }
  if (const Value* location = ShownValue(organisation, Field::kLocation)) {
    double latitude = 0.0;
    double longitude = 0.0;
    if (std::sscanf(location->text.c_str(), "%lf,%lf", &latitude, &longitude) == 2) {
      document["location"] = {{"latitude", latitude}, {"longitude", longitude}};
    }
  }
  if (Status ties = DescribeTies(view, organisation.id(), document); !ties) {
    return std::unexpected(ties.error());
  }
  return document;
}

}  // namespace kontor
