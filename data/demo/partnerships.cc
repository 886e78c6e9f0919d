#include "data/demo/partnerships.h"

#include <algorithm>

#include "base/text.h"
#include "data/demo/names.h"
#include "data/demo/organisations.h"

namespace kontor::demo {
namespace {

constexpr uint64_t kTextStream = 4;

std::string CallKey(const Call& call, int year) {
  return "demo:call-" + call.code + "-" + std::to_string(year);
}

std::string TopicKey(const Theme& theme) { return "theme:" + theme.names.find("en")->second; }

std::string_view KindName(PartnershipKind kind) {
  switch (kind) {
    case PartnershipKind::kProject:
      return "project";
    case PartnershipKind::kAgreement:
      return "agreement";
    case PartnershipKind::kEvent:
      break;
  }
  return "event";
}

std::string_view TypeOf(PartnershipKind kind, const Call& call, Random& random) {
  if (kind == PartnershipKind::kProject) return call.type;
  if (kind == PartnershipKind::kEvent) return "event-meeting";
  return random.Chance(70) ? "agreement" : "technical-cooperation";
}

class PartnershipRecords {
 public:
  PartnershipRecords(const World& world, uint64_t seed, const PartnershipTask& task, Batch& batch)
      : world_(world),
        task_(task),
        batch_(batch),
        random_(seed, kTextStream, task.number),
        theme_(world.themes[task.planned.theme]),
        second_theme_(world.themes[task.planned.second_theme]),
        call_(world.calls[task.planned.call]),
        is_project_(task.planned.kind == PartnershipKind::kProject) {}

  void Write();

 private:
  void Set(Field field, std::string_view text, std::string_view lang = {}) {
    node_.Set(field, text, kSource, date_, lang);
  }
  Edge& Tie(NodeId from, EdgeType type, NodeId to);
  std::string Title();
  void WriteTies();
  void WriteMembers(int64_t budget);

  const World& world_;
  const PartnershipTask& task_;
  Batch& batch_;
  Random random_;
  const Theme& theme_;
  const Theme& second_theme_;
  const Call& call_;
  const bool is_project_;
  Node node_;
  Date date_;
};

Edge& PartnershipRecords::Tie(NodeId from, EdgeType type, NodeId to) {
  Edge& edge = batch_.edges.emplace_back();
  edge.key = {from, type, to};
  edge.source = kSource;
  edge.date = date_;
  return edge;
}

std::string PartnershipRecords::Title() {
  const auto& patterns = world_.titles.find(KindName(task_.planned.kind))->second;
  const std::string& technology = random_.Pick(theme_.technologies);
  return CapitalFirst(
      Fill(random_.Pick(patterns),
           {{"theme", LowerCase(theme_.names.find("en")->second)},
            {"theme2", LowerCase(second_theme_.names.find("en")->second)},
            {"technology", LowerCase(world_.technology_names.find(technology)->second)},
            {"region", task_.place.name_en},
            {"city", task_.place.cities.front().name_en},
            {"city2", task_.other_place.cities.front().name_en}}));
}

void PartnershipRecords::Write() {
  const PlannedPartnership& planned = task_.planned;
  const int year = YearOf(planned.start);
  const std::string acronym =
      random_.Pick(world_.acronym_parts[0]) + random_.Pick(world_.acronym_parts[1]);
  node_.type = NodeType::kPartnership;
  node_.key = "demo:" + std::string(KindName(planned.kind)) + "-" + std::to_string(year) + "-" +
              (is_project_ ? LowerCase(acronym) + "-" : "") + std::to_string(task_.number);
  date_ = planned.start;
  Set(Field::kTitle, Title(), "en");
  if (is_project_) Set(Field::kAcronym, acronym);
  Set(Field::kPartnershipType, TypeOf(planned.kind, call_, random_));
  Set(Field::kInvented, "true");
  Set(Field::kStart, FormatDate(planned.start));
  int64_t budget = 0;
  if (is_project_) {
    const int months = random_.Between(call_.min_months / 6, call_.max_months / 6) * 6;
    Set(Field::kEnd, FormatDate(Date{planned.start.days + months * 365 / 12 - 1}));
    const int thousands = random_.Between(call_.min_eur / 1000, call_.max_eur / 1000);
    budget = int64_t{1000} * thousands;
    Set(Field::kEuContribution, std::to_string(budget));
    Set(Field::kTotalCost, std::to_string(budget * random_.Between(100, 140) / 100));
    Set(Field::kFundingScheme, call_.scheme);
  } else if (planned.kind == PartnershipKind::kEvent) {
    Set(Field::kEnd, FormatDate(Date{planned.start.days + random_.Between(0, 2)}));
  }
  WriteTies();
  WriteMembers(budget);
  batch_.nodes.push_back(std::move(node_));
}

void PartnershipRecords::WriteTies() {
  const NodeId id = node_.id();
  Tie(id, EdgeType::kAboutTopic, NodeId::Of(NodeType::kTopic, TopicKey(theme_)));
  if (&second_theme_ != &theme_ && random_.Chance(40)) {
    Tie(id, EdgeType::kAboutTopic, NodeId::Of(NodeType::kTopic, TopicKey(second_theme_)));
  }
  if (!is_project_) return;
  const int year = YearOf(task_.planned.start);
  Tie(id, EdgeType::kUnderProgramme, NodeId::Of(NodeType::kProgramme, call_.programme));
  Tie(id, EdgeType::kUnderCall, NodeId::Of(NodeType::kCall, CallKey(call_, year)));
}

// The coordinator gets a part and a half; what rounding leaves over is the last one's.
void PartnershipRecords::WriteMembers(int64_t budget) {
  const auto parts = static_cast<int64_t>(2 * task_.members.size() + 1);
  int64_t left = budget;
  for (size_t i = 0; i < task_.members.size(); ++i) {
    Edge& edge = Tie(task_.members[i], EdgeType::kParticipatesIn, node_.id());
    const std::string_view role = i > 0 ? "participant" : "coordinator";
    const bool equals = task_.planned.kind == PartnershipKind::kAgreement;
    edge.attributes.push_back({Field::kRole, std::string(equals ? "partner" : role)});
    if (!is_project_) continue;
    const bool last = i + 1 == task_.members.size();
    const int64_t share = last ? left : budget * (i == 0 ? 3 : 2) / parts;
    left -= share;
    edge.attributes.push_back({Field::kEuContribution, std::to_string(share)});
    std::ranges::sort(edge.attributes);
  }
}

}  // namespace

void WriteCalls(const World& world, Batch& batch) {
  const auto add = [&batch](NodeType type, std::string key, std::string_view name, Date date) {
    Node node{type, std::move(key), {}};
    node.Set(Field::kName, name, kSource, date, "en");
    node.Set(Field::kInvented, type == NodeType::kCall ? "true" : "", kSource, date);
    batch.nodes.push_back(std::move(node));
  };
  for (const Theme& theme : world.themes) {
    add(NodeType::kTopic, TopicKey(theme), theme.names.find("en")->second,
        MakeDate(kFirstYear, 1, 1));
  }
  for (const Call& call : world.calls) {
    for (int year = call.from_year; year <= call.to_year; ++year) {
      const Date date = MakeDate(year, 1, 1);
      add(NodeType::kCall, CallKey(call, year), call.name + " " + std::to_string(year), date);
      Edge& edge = batch.edges.emplace_back();
      edge.key = {batch.nodes.back().id(), EdgeType::kUnderProgramme,
                  NodeId::Of(NodeType::kProgramme, call.programme)};
      edge.source = kSource;
      edge.date = date;
    }
  }
}

void WritePartnership(const World& world, uint64_t seed, const PartnershipTask& task,
                      Batch& batch) {
  PartnershipRecords(world, seed, task, batch).Write();
}

}  // namespace kontor::demo
