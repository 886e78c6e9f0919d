#include "bench/generated_records.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "data/taxonomies.h"

namespace kontor::bench {
namespace {

// Streams of random numbers, apart from those of the network itself.
enum RecordStream : uint8_t { kProfile = 16, kCodes, kTitle };

constexpr std::string_view kSource = "generated";

struct CountryShare {
  std::string_view code;
  uint32_t organisations;
};

// As in FP7 and Horizon 2020; the smallest ones are left out.
constexpr auto kCountries = std::to_array<CountryShare>({
    {"DE", 6135}, {"ES", 5127}, {"GB", 4935}, {"IT", 4814}, {"FR", 4324}, {"NL", 2850},
    {"BE", 2174}, {"SE", 1542}, {"AT", 1410}, {"CH", 1333}, {"GR", 1175}, {"DK", 1172},
    {"PL", 1112}, {"PT", 1077}, {"FI", 1025}, {"NO", 978},  {"IE", 833},  {"HU", 724},
    {"RO", 715},  {"IL", 690},  {"CZ", 647},  {"US", 606},  {"TR", 571},  {"SI", 516},
    {"BG", 482},  {"CN", 351},  {"EE", 334},  {"SK", 328},  {"HR", 317},  {"LT", 274},
    {"RS", 258},  {"CY", 251},  {"UA", 221},  {"IN", 215},  {"LV", 211},  {"IS", 185},
    {"LU", 159},  {"BR", 152},  {"CA", 143},
});

constexpr auto kLabels = std::to_array<std::string_view>({"gold", "silver", "bronze"});

// Different numbers give different words of four letters and more.
std::string WordOf(uint32_t number) {
  static constexpr std::array kConsonants = {'b', 'd', 'f', 'g', 'k', 'l', 'm',
                                             'n', 'p', 'r', 's', 't', 'v', 'z'};
  static constexpr std::array kVowels = {'a', 'e', 'i', 'o', 'u'};
  std::string word;
  for (uint32_t letters = 0; letters < 4 || number > 0; letters += 2) {
    word += kConsonants[number % uint32_t{kConsonants.size()}];
    number /= uint32_t{kConsonants.size()};
    word += kVowels[number % uint32_t{kVowels.size()}];
    number /= uint32_t{kVowels.size()};
  }
  return word;
}

std::string Numbered(std::string_view prefix, uint32_t number) {
  return std::string(prefix) + std::to_string(number);
}

// The codes that profiles are made of, and the edges among them.
struct Taxonomies {
  Taxonomies() {
    auto records = TaxonomyRecords();
    if (!records) {
      std::fprintf(stderr, "the taxonomies: %s\n", records.error().message.c_str());
      std::abort();
    }
    batch = std::move(*records);
    for (const Node& node : batch.nodes) {
      if (node.type == NodeType::kEcosystem) ecosystems.push_back(node.id());
      if (node.type == NodeType::kTechnology) technologies.push_back(node.id());
      if (node.type == NodeType::kStage) stages.push_back(node.id());
      if (node.type == NodeType::kSector && node.key.size() == 3) divisions.push_back(node.key);
    }
    for (const std::string& division : divisions) {
      std::vector<NodeId> within;
      for (const Node& node : batch.nodes) {
        const bool narrower = node.type == NodeType::kSector && node.key.starts_with(division) &&
                              node.key.size() > division.size();
        if (narrower) within.push_back(node.id());
      }
      if (within.empty()) within.push_back(NodeId::Of(NodeType::kSector, division));
      sectors.push_back(std::move(within));
    }
  }

  Batch batch;
  std::vector<NodeId> ecosystems;
  std::vector<NodeId> technologies;
  std::vector<NodeId> stages;
  std::vector<std::string> divisions;        // "C28"
  std::vector<std::vector<NodeId>> sectors;  // of each division: its groups and classes
};

const Taxonomies& BuiltIn() {
  static const Taxonomies taxonomies;
  return taxonomies;
}

std::string PartKey(uint32_t theme) {
  const auto& divisions = BuiltIn().divisions;
  return "GEN-" + divisions[theme % divisions.size()];
}

std::string CallKey(uint32_t theme, Date start) {
  return "GEN-" + std::to_string(theme) + "-" + std::to_string(YearOf(start));
}

std::string OrganisationKey(NodeIndex i) { return Numbered("gen:", i); }
std::string PartnershipKey(NodeIndex i) { return Numbered("genp:", i); }
std::string TopicKey(uint32_t theme) { return Numbered("theme:generated ", theme); }

// Three words that its theme's partnerships use and three that all use, rarer ones less often.
std::string TitleOf(const GeneratedNetwork& network, NodeIndex partnership) {
  constexpr uint32_t kThemeWords = 30;
  constexpr uint32_t kCommonWords = 4'000;
  Random random(network.options().seed, kTitle, partnership);
  const uint32_t theme = network.ThemeOfPartnership(partnership);
  std::string title;
  for (int i = 0; i < 3; ++i) {
    const uint32_t own = random.Below(1 + random.Below(kThemeWords));
    title += WordOf(kCommonWords + theme * kThemeWords + own) + ' ';
    title += WordOf(random.Below(1 + random.Below(1 + random.Below(kCommonWords)))) + ' ';
  }
  title.pop_back();
  return title;
}

std::string_view KindOf(Random& random, uint32_t theme) {
  const uint32_t ticket = random.Below(100);
  if (ticket < 60) return "company";
  if (ticket < 70) return "research_organisation";
  if (ticket < 78) return "university";
  if (ticket < 86) return "public_body";
  return ticket < 88 + theme % 2 ? "cluster_organisation" : "other";
}

// Writes edges of one node, reusing one record.
class EdgeWriter {
 public:
  explicit EdgeWriter(const EdgeVisit& visit) : visit_(visit) { edge_.source = kSource; }
  void From(NodeId node, Date date) {
    edge_.key.from = node;
    edge_.date = date;
  }
  void Write(EdgeType type, NodeId to, uint32_t percent = 100) {
    edge_.key.type = type;
    edge_.key.to = to;
    edge_.weight = static_cast<float>(percent) / 100.0F;
    visit_(edge_);
  }
  void WriteRole(NodeId partnership, std::string_view role) {
    edge_.attributes.assign(1, {Field::kRole, std::string(role)});
    Write(EdgeType::kParticipatesIn, partnership);
    edge_.attributes.clear();
  }

 private:
  const EdgeVisit& visit_;
  Edge edge_;
};

Date StatedOn(Random& random) { return {MakeDate(2014, 1, 1).days + random.Between(0, 1'800)}; }

void VisitOrganisation(const GeneratedNetwork& network, NodeIndex i, const NodeVisit& visit) {
  Random random(network.options().seed, kProfile, i);
  const Date date = StatedOn(random);
  const std::string key = OrganisationKey(i);
  const std::string name =
      WordOf(random.Below(60'000)) + ' ' + WordOf(random.Below(2'000)) + ' ' + std::to_string(i);
  const std::string city = WordOf(random.Below(3'000));
  const std::array<ValueView, 3> values = {{
      {Field::kName, {}, name, kSource, date},
      {Field::kKind, {}, KindOf(random, network.ThemeOfOrganisation(i)), kSource, date},
      {Field::kCity, {}, city, kSource, date},
  }};
  visit({NodeId::Of(NodeType::kOrganisation, key), key, values});
}

void VisitPartnership(const GeneratedNetwork& network, NodeIndex i, const NodeVisit& visit) {
  const Date start = network.Start(i);
  const std::string key = PartnershipKey(i);
  const std::string title = TitleOf(network, i);
  const std::string day = FormatDate(start);
  const std::array<ValueView, 3> values = {{
      {Field::kTitle, {}, title, kSource, start},
      {Field::kStart, {}, day, kSource, start},
      {Field::kPartnershipType, {}, "joint-project", kSource, start},
  }};
  visit({NodeId::Of(NodeType::kPartnership, key), key, values});
}

void VisitCode(NodeType type, const std::string& key, const NodeVisit& visit) {
  const ValueView name{Field::kName, {}, key, kSource, {}};
  visit({NodeId::Of(type, key), key, {&name, 1}});
}

// Topics, the parts of the programme and its calls.
void VisitCodes(const GeneratedNetwork& network, const NodeVisit& visit) {
  VisitCode(NodeType::kProgramme, "GEN", visit);
  const auto parts = static_cast<uint32_t>(BuiltIn().divisions.size());
  for (uint32_t i = 0; i < std::min(parts, network.theme_count()); ++i) {
    VisitCode(NodeType::kProgramme, PartKey(i), visit);
  }
  for (uint32_t theme = 0; theme < network.theme_count(); ++theme) {
    VisitCode(NodeType::kTopic, TopicKey(theme), visit);
    for (int year = 2009; year <= 2018; ++year) {
      VisitCode(NodeType::kCall, CallKey(theme, MakeDate(year, 7, 1)), visit);
    }
  }
}

void WriteCodes(const GeneratedNetwork& network, NodeIndex i, EdgeWriter& edges) {
  const Taxonomies& codes = BuiltIn();
  Random random(network.options().seed, kCodes, i);
  const uint32_t theme = network.ThemeOfOrganisation(i);
  edges.From(NodeId::Of(NodeType::kOrganisation, OrganisationKey(i)), StatedOn(random));
  const auto division = theme % codes.sectors.size();
  for (int left = random.Between(1, 3); left > 0; --left) {
    const auto from =
        random.Chance(80) ? division : random.Below(static_cast<uint32_t>(codes.sectors.size()));
    edges.Write(EdgeType::kInSector, random.Pick(codes.sectors[from]), 10 * (1 + random.Below(10)));
  }
  edges.Write(EdgeType::kInEcosystem, codes.ecosystems[division % codes.ecosystems.size()]);
  if (random.Chance(40)) edges.Write(EdgeType::kUsesTechnology, random.Pick(codes.technologies));
  if (random.Chance(30)) {
    edges.Write(EdgeType::kAtStage, random.Pick(codes.stages), 10 * (1 + random.Below(10)));
  }
  if (random.Chance(5)) {
    edges.Write(EdgeType::kHoldsLabel, NodeId::Of(NodeType::kLabel, random.Pick(kLabels)));
  }
}

void WriteCountries(const GeneratedNetwork& network, NodeIndex i, const WeightedChoice& shares,
                    EdgeWriter& edges) {
  Random random(network.options().seed, kProfile, i);
  edges.From(NodeId::Of(NodeType::kOrganisation, OrganisationKey(i)), StatedOn(random));
  const auto draw = [&] {
    return NodeId::Of(NodeType::kCountry, kCountries[shares.Draw(random)].code);
  };
  edges.Write(EdgeType::kInCountry, draw());
  if (!random.Chance(20)) return;
  for (int left = random.Between(1, 3); left > 0; --left) {
    edges.Write(EdgeType::kTargetsCountry, draw());
  }
}

void WritePartnership(const GeneratedNetwork& network, NodeIndex i, EdgeWriter& edges) {
  const Date start = network.Start(i);
  const uint32_t theme = network.ThemeOfPartnership(i);
  const NodeId id = NodeId::Of(NodeType::kPartnership, PartnershipKey(i));
  edges.From(id, start);
  edges.Write(EdgeType::kAboutTopic, NodeId::Of(NodeType::kTopic, TopicKey(theme)));
  edges.Write(EdgeType::kUnderCall, NodeId::Of(NodeType::kCall, CallKey(theme, start)));
  edges.Write(EdgeType::kUnderProgramme, NodeId::Of(NodeType::kProgramme, "GEN"));
  edges.Write(EdgeType::kUnderProgramme, NodeId::Of(NodeType::kProgramme, PartKey(theme)));
  const auto members = network.Members(i);
  for (const NodeIndex member : members) {
    edges.From(NodeId::Of(NodeType::kOrganisation, OrganisationKey(member)), start);
    edges.WriteRole(id, member == members.front() ? "coordinator" : "participant");
  }
}

}  // namespace

void ForEachNode(const GeneratedNetwork& network, const NodeVisit& visit) {
  std::vector<ValueView> values;
  for (const Node& node : BuiltIn().batch.nodes) {
    values.clear();
    for (const Value& value : node.values) values.push_back(value.View());
    visit({node.id(), node.key, values});
  }
  VisitCodes(network, visit);
  for (NodeIndex i = 0; i < network.options().organisations; ++i) {
    VisitOrganisation(network, i, visit);
  }
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) VisitPartnership(network, i, visit);
}

void ForEachEdge(const GeneratedNetwork& network, const EdgeVisit& visit) {
  for (const Edge& edge : BuiltIn().batch.edges) visit(edge);
  EdgeWriter edges(visit);
  const NodeId programme = NodeId::Of(NodeType::kProgramme, "GEN");
  for (uint32_t theme = 0; theme < network.theme_count(); ++theme) {
    edges.From(NodeId::Of(NodeType::kProgramme, PartKey(theme)), {});
    edges.Write(EdgeType::kParent, programme);
  }
  std::vector<uint32_t> shares;
  for (const CountryShare& country : kCountries) shares.push_back(country.organisations);
  const WeightedChoice countries(shares);
  for (NodeIndex i = 0; i < network.options().organisations; ++i) {
    WriteCountries(network, i, countries, edges);
    WriteCodes(network, i, edges);
  }
  for (NodeIndex i = 0; i < network.partnership_count(); ++i) WritePartnership(network, i, edges);
}

std::shared_ptr<const Snapshot> BuildSnapshot(const GeneratedNetwork& network) {
  SnapshotBuilder builder({});
  ForEachNode(network, [&](const NodeView& node) { builder.AddNode(node); });
  ForEachEdge(network, [&](const Edge& edge) { builder.AddEdge(edge); });
  return builder.Build(1);
}

}  // namespace kontor::bench
