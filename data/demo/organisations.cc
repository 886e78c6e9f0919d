#include "data/demo/organisations.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace kontor::demo {
namespace {

constexpr uint64_t kProfileStream = 3;

// "Manufacture of watches; clocks" as a part of a sentence.
std::string SectorInSentence(std::string label) {
  label.resize(std::min(label.find(';'), label.size()));
  if ('A' <= label[0] && label[0] <= 'Z') label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

// Writes one organisation.
class Profile {
 public:
  Profile(const World& world, const PlannedOrganisation& planned, const OrganisationName& name,
          Random& random, Batch& batch);

  NodeId Write();

 private:
  void Set(Field field, std::string_view text, std::string_view lang = {});
  Edge& Tie(EdgeType type, NodeType to, std::string_view key, float weight = 1.0F);
  [[nodiscard]] bool new_here() const { return planned_.standing == Standing::kNewcomer; }

  void ChooseCodes();
  void WriteIdentity();
  void WriteMembers();
  void WriteDescriptions();
  void WriteCodes();
  void WriteCountries();
  void WriteLabels();
  void WritePostings();
  void WritePosting(const PostingPattern& pattern, size_t number);
  std::string Describe(std::string_view language, std::initializer_list<std::string_view> parts);

  const World& world_;
  const PlannedOrganisation& planned_;
  const OrganisationName& name_;
  Random& random_;
  Batch& batch_;
  const Place& place_;
  const City& city_;
  const Theme& theme_;
  const Theme& second_theme_;
  Node node_;
  Date date_;  // of its profile
  int members_ = 0;
  std::vector<std::string> sectors_;  // the main one first
  std::vector<std::string> technologies_;
  std::vector<std::string> stages_;
};

Profile::Profile(const World& world, const PlannedOrganisation& planned,
                 const OrganisationName& name, Random& random, Batch& batch)
    : world_(world),
      planned_(planned),
      name_(name),
      random_(random),
      batch_(batch),
      place_(world.places[planned.place]),
      city_(place_.cities[name.city]),
      theme_(world.themes[planned.theme]),
      second_theme_(world.themes[planned.second_theme]) {
  node_.type = NodeType::kOrganisation;
  node_.key = "demo:" + Slug(name.local);
  // The active ones keep their profile up to date.
  const int newest = planned.last_year >= 2023 || new_here() ? 2026 : 2025;
  const int year = random.Between(newest - 1, newest);
  date_ = MakeDate(year, static_cast<unsigned>(random.Between(1, year == 2026 ? 10 : 12)),
                   static_cast<unsigned>(random.Between(1, 28)));
}

void Profile::Set(Field field, std::string_view text, std::string_view lang) {
  node_.Set(field, text, kSource, date_, lang);
}

Edge& Profile::Tie(EdgeType type, NodeType to, std::string_view key, float weight) {
  Edge& edge = batch_.edges.emplace_back();
  edge.key = {node_.id(), type, NodeId::Of(to, key)};
  edge.weight = weight;
  edge.source = kSource;
  edge.date = date_;
  return edge;
}

NodeId Profile::Write() {
  ChooseCodes();
  WriteIdentity();
  WriteMembers();
  WriteDescriptions();
  WriteCodes();
  WriteCountries();
  WriteLabels();
  WritePostings();
  const NodeId id = node_.id();
  batch_.nodes.push_back(std::move(node_));
  return id;
}

// The theme's main sector or its second one first, then some others of the theme.
void Profile::ChooseCodes() {
  sectors_ = theme_.sectors;
  if (random_.Chance(25)) std::swap(sectors_[0], sectors_[1]);
  std::vector<std::string> others(sectors_.begin() + 1, sectors_.end());
  sectors_.resize(1);
  for (auto& sector : random_.Sample(others, random_.Below(3) + 1)) {
    sectors_.push_back(std::move(sector));
  }
  if (&second_theme_ != &theme_) sectors_.push_back(second_theme_.sectors.front());
  technologies_ = random_.Sample(theme_.technologies, random_.Below(2) + 1);
  stages_ = random_.Sample(theme_.stages, static_cast<size_t>(random_.Between(1, 3)));
}

void Profile::WriteIdentity() {
  Set(Field::kName, name_.local, name_.language);
  if (name_.language != "en") Set(Field::kName, name_.english, "en");
  Set(Field::kAcronym, name_.acronym);
  constexpr std::array<std::string_view, 3> kOtherKinds = {"network", "digital_innovation_hub",
                                                           "national_association"};
  const bool usual = !random_.Chance(8);
  Set(Field::kKind, usual ? "cluster_organisation" : random_.Pick(kOtherKinds));
  Set(Field::kUrl, "https://" + Slug(name_.local) + ".example/");
  Set(Field::kCity, city_.name, city_.name == city_.name_en ? "" : place_.language);
  if (city_.name != city_.name_en) Set(Field::kCity, city_.name_en, "en");
  Set(Field::kLocation, city_.location);
  Set(Field::kLegalForm, random_.Pick(world_.countries[planned_.country].legal_forms));
  Set(Field::kFounded, std::to_string(planned_.founded));
  Set(Field::kInvented, "true");
  Tie(EdgeType::kInCountry, NodeType::kCountry, world_.countries[planned_.country].code);
  Tie(EdgeType::kInRegion, NodeType::kRegion, city_.region);
}

// About 70 % small companies, the rest shared by large ones, research, public bodies and others.
void Profile::WriteMembers() {
  switch (planned_.standing) {
    case Standing::kNewcomer:
      members_ = random_.Between(15, 50);
      break;
    case Standing::kRegular:
      members_ = std::min(random_.Between(30, 260), random_.Between(30, 260));
      break;
    case Standing::kHub:
      members_ = random_.Between(120, 480);
      break;
  }
  const int large = members_ * random_.Between(4, 13) / 100;
  const int research = 1 + members_ * random_.Between(4, 12) / 100;
  const int public_bodies = 1 + members_ * random_.Between(1, 6) / 100;
  const int others = members_ * random_.Between(0, 6) / 100;
  Set(Field::kMembersSme, std::to_string(members_ - large - research - public_bodies - others));
  Set(Field::kMembersLarge, std::to_string(large));
  Set(Field::kMembersResearch, std::to_string(research));
  Set(Field::kMembersPublic, std::to_string(public_bodies));
  Set(Field::kMembersOther, std::to_string(others));
  const int half_posts = 1 + members_ / 15 + random_.Between(0, 4);
  Set(Field::kStaff, std::to_string(half_posts / 2) + (half_posts % 2 == 1 ? ".5" : ""));
}

std::string Profile::Describe(std::string_view language,
                              std::initializer_list<std::string_view> parts) {
  const bool english = language == "en";
  const std::string theme =
      english ? LowerCase(theme_.names.find("en")->second) : theme_.names.find(language)->second;
  const std::string sector = SectorInSentence(world_.sector_names.find(sectors_[0])->second);
  const std::string sector2 = SectorInSentence(world_.sector_names.find(sectors_[1])->second);
  const std::string technology = LowerCase(world_.technology_names.find(technologies_[0])->second);
  const std::string theme2 =
      LowerCase(world_.themes[theme_.related.front()].names.find("en")->second);
  const auto targets = planned_.targets.View();
  const std::string& country = world_.countries[targets.front()].name_en;
  const std::string& country2 = world_.countries[targets.back()].name_en;
  const std::string year = std::to_string(planned_.founded);
  const std::string members = std::to_string(members_);
  const Words words = {{"name", english ? name_.english : name_.local},
                       {"members", members},
                       {"region", english ? place_.name_en : place_.name},
                       {"city", english ? city_.name_en : city_.name},
                       {"theme", theme},
                       {"theme2", theme2},
                       {"year", year},
                       {"sector", sector},
                       {"sector2", sector2},
                       {"technology", technology},
                       {"country", country},
                       {"country2", country2}};
  std::string text;
  for (const std::string_view part : parts) {
    const auto patterns = world_.descriptions.find(std::string(language) + "/" + std::string(part));
    if (patterns == world_.descriptions.end()) continue;
    if (!text.empty()) text += ' ';
    text += CapitalFirst(Fill(random_.Pick(patterns->second), words));
  }
  return text;
}

void Profile::WriteDescriptions() {
  const bool several_targets = planned_.targets.size > 1 && random_.Chance(70);
  const std::string_view abroad = several_targets ? "abroad" : "none";
  Set(Field::kDescription, Describe("en", {"intro", "focus", "service", abroad, "invented"}), "en");
  if (name_.language != "en" && world_.descriptions.contains(name_.language + "/invented")) {
    Set(Field::kDescription, Describe(name_.language, {"intro", "service", "invented"}),
        name_.language);
  }
}

void Profile::WriteCodes() {
  constexpr std::array kSectorWeights = {0.5F, 0.25F, 0.15F, 0.1F, 0.1F};
  std::set<std::string_view> written;
  for (size_t i = 0; i < sectors_.size(); ++i) {
    if (!written.insert(sectors_[i]).second) continue;
    Tie(EdgeType::kInSector, NodeType::kSector, sectors_[i],
        kSectorWeights[std::min(i, kSectorWeights.size() - 1)]);
  }
  Tie(EdgeType::kInEcosystem, NodeType::kEcosystem, theme_.ecosystem);
  const std::string& second =
      &second_theme_ != &theme_ ? second_theme_.ecosystem : theme_.second_ecosystem;
  if (second != theme_.ecosystem && random_.Chance(&second_theme_ != &theme_ ? 100 : 35)) {
    Tie(EdgeType::kInEcosystem, NodeType::kEcosystem, second, 0.5F);
  }
  for (const std::string& technology : technologies_) {
    Tie(EdgeType::kUsesTechnology, NodeType::kTechnology, technology);
  }
  constexpr std::array kStageWeights = {0.75F, 0.5F, 0.25F};
  for (size_t i = 0; i < stages_.size(); ++i) {
    Tie(EdgeType::kAtStage, NodeType::kStage, stages_[i], kStageWeights[i]);
  }
}

void Profile::WriteCountries() {
  for (const CountryIndex country : planned_.targets.View()) {
    Tie(EdgeType::kTargetsCountry, NodeType::kCountry, world_.countries[country].code);
  }
  for (const CountryIndex country : planned_.active.View()) {
    Tie(EdgeType::kActiveInCountry, NodeType::kCountry, world_.countries[country].code);
  }
}

// The European label goes with activity; some have run out by now.
void Profile::WriteLabels() {
  const uint32_t luck = random_.Below(100);
  std::string_view label;
  if (planned_.joined >= 18) {
    label = luck < 60 ? "ecei-gold" : luck < 85 ? "ecei-silver" : "";
  } else if (planned_.joined >= 8) {
    label = luck < 12 ? "ecei-gold" : luck < 35 ? "ecei-silver" : luck < 60 ? "ecei-bronze" : "";
  } else if (planned_.joined >= 3) {
    label = luck < 6 ? "ecei-silver" : luck < 28 ? "ecei-bronze" : "";
  } else {
    label = luck < 4 ? "ecei-bronze" : "";
  }
  if (!label.empty()) {
    const Date from =
        MakeDate(random_.Between(2023, 2025), static_cast<unsigned>(random_.Between(1, 12)),
                 static_cast<unsigned>(random_.Between(1, 28)));
    const int months = label == "ecei-gold" ? 36 : 24;
    Edge& edge = Tie(EdgeType::kHoldsLabel, NodeType::kLabel, label);
    edge.valid_from = from;
    edge.valid_to = Date{from.days + months * 365 / 12 - 1};
  }
  const auto& national = world_.countries[planned_.country].labels;
  if (!national.empty() && !new_here() && random_.Chance(planned_.joined >= 5 ? 45 : 10)) {
    Edge& edge = Tie(EdgeType::kHoldsLabel, NodeType::kLabel, random_.Pick(national));
    edge.valid_from =
        MakeDate(std::max<int>(planned_.founded + 2, random_.Between(2016, 2024)), 1, 1);
  }
}

void Profile::WritePostings() {
  // Newcomers seek more than they offer.
  const int needs = new_here() ? random_.Between(1, 2) : random_.Between(0, 2);
  const int offers = new_here() ? random_.Between(0, 1) : random_.Between(0, 2);
  std::array<std::vector<const PostingPattern*>, 2> patterns;
  for (const PostingPattern& pattern : world_.postings) {
    patterns[pattern.is_need ? 1 : 0].push_back(&pattern);
  }
  size_t number = 0;
  for (const PostingPattern* pattern : random_.Sample(patterns[0], static_cast<size_t>(offers))) {
    WritePosting(*pattern, ++number);
  }
  for (const PostingPattern* pattern : random_.Sample(patterns[1], static_cast<size_t>(needs))) {
    WritePosting(*pattern, ++number);
  }
}

// An offer is about the organisation's own theme, a need about one that its own goes with.
void Profile::WritePosting(const PostingPattern& pattern, size_t number) {
  const Theme& theme =
      pattern.is_need && random_.Chance(65) ? world_.themes[random_.Pick(theme_.related)] : theme_;
  const std::string name = LowerCase(theme.names.find("en")->second);
  const std::string& technology = random_.Pick(theme.technologies);
  const std::string technology_name = LowerCase(world_.technology_names.find(technology)->second);
  const Country& country = world_.countries[random_.Pick(planned_.targets.View())];
  const Words words = {
      {"theme", name}, {"technology", technology_name}, {"country", country.name_en}};
  Node posting{NodeType::kPosting, node_.key + "/posting-" + std::to_string(number), {}};
  const auto set = [&](Field field, std::string_view text, std::string_view lang = {}) {
    posting.Set(field, text, kSource, date_, lang);
  };
  set(Field::kTitle, Fill(pattern.title, words), "en");
  set(Field::kDescription, Fill(pattern.text, words), "en");
  set(Field::kPartnershipType, pattern.type);
  set(Field::kInvented, "true");
  set(Field::kDeadline, FormatDate(Date{MakeDate(2026, 6, 1).days + random_.Between(0, 560)}));
  Tie(pattern.is_need ? EdgeType::kNeeds : EdgeType::kOffers, NodeType::kPosting, posting.key);
  const auto tie = [&](EdgeType type, NodeType to, std::string_view key) {
    Tie(type, to, key).key.from = posting.id();
  };
  tie(EdgeType::kInSector, NodeType::kSector, theme.sectors.front());
  tie(EdgeType::kInSector, NodeType::kSector, theme.sectors[1]);
  if (pattern.title.contains("{technology}") || random_.Chance(40)) {
    tie(EdgeType::kUsesTechnology, NodeType::kTechnology, technology);
  }
  if (random_.Chance(50)) tie(EdgeType::kAtStage, NodeType::kStage, random_.Pick(theme.stages));
  if (pattern.title.contains("{country}")) {
    tie(EdgeType::kTargetsCountry, NodeType::kCountry, country.code);
  }
  batch_.nodes.push_back(std::move(posting));
}

}  // namespace

NodeId OrganisationWriter::Write(const PlannedOrganisation& planned, size_t number, Batch& batch) {
  Random random(seed_, kProfileStream, number);
  const OrganisationName name = names_.Make(planned, number, random);
  return Profile(world_, planned, name, random, batch).Write();
}

}  // namespace kontor::demo
