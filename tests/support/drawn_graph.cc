#include "tests/support/drawn_graph.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

namespace kontor {
namespace {

constexpr std::string_view kSource = "drawn";
const Date kDay = MakeDate(2020, 1, 1);

using Tokens = std::vector<std::string_view>;

[[noreturn]] void Refuse(std::string_view what, std::string_view text) {
  throw std::invalid_argument("drawn graph: " + std::string(what) + ": " + std::string(text));
}

// Words between spaces; a space inside double quotes belongs to the word.
Tokens Split(std::string_view line) {
  Tokens tokens;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') quoted = !quoted;
    if (i < line.size() && (line[i] != ' ' || quoted)) continue;
    if (i > begin) tokens.push_back(line.substr(begin, i - begin));
    begin = i + 1;
  }
  return tokens;
}

std::string_view WithoutComment(std::string_view line) {
  const size_t hash = line.find('#');
  return hash == std::string_view::npos ? line : line.substr(0, hash);
}

Date ReadDate(std::string_view text) {
  const auto date = ParseDate(text);
  if (!date) Refuse(date.error().message, text);
  return *date;
}

float ReadNumber(std::string_view text) {
  float number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) Refuse("no number", text);
  return number;
}

// name.lang=text*weight(from..to)@stated
struct Assignment {
  std::string_view name;
  std::string_view lang;
  std::string_view text;
  float weight = 1.0F;
  Date valid_from;
  Date valid_to;
  Date stated = kDay;
};

void ReadValidity(std::string_view range, Assignment& read) {
  const size_t dots = range.find("..");
  if (dots == std::string_view::npos) Refuse("no range from..to", range);
  read.valid_from = ReadDate(range.substr(0, dots));
  read.valid_to = ReadDate(range.substr(dots + 2));
}

Assignment ReadAssignment(std::string_view token) {
  Assignment read;
  const size_t equals = token.find('=');
  if (equals == std::string_view::npos) Refuse("no name=value", token);
  read.name = token.substr(0, equals);
  std::string_view rest = token.substr(equals + 1);
  if (const size_t dot = read.name.find('.'); dot != std::string_view::npos) {
    read.lang = read.name.substr(dot + 1);
    read.name = read.name.substr(0, dot);
  }
  std::string_view suffix;
  if (rest.starts_with('"')) {
    const size_t close = rest.find('"', 1);
    if (close == std::string_view::npos) Refuse("no closing quote", token);
    read.text = rest.substr(1, close - 1);
    suffix = rest.substr(close + 1);
  } else {
    const size_t end = std::min(rest.find_first_of("*(@"), rest.size());
    read.text = rest.substr(0, end);
    suffix = rest.substr(end);
  }
  if (const size_t at = suffix.find('@'); at != std::string_view::npos) {
    read.stated = ReadDate(suffix.substr(at + 1));
    suffix = suffix.substr(0, at);
  }
  if (const size_t open = suffix.find('('); open != std::string_view::npos) {
    if (!suffix.ends_with(')')) Refuse("no closing bracket", token);
    ReadValidity(suffix.substr(open + 1, suffix.size() - open - 2), read);
    suffix = suffix.substr(0, open);
  }
  if (suffix.starts_with('*')) {
    read.weight = ReadNumber(suffix.substr(1));
  } else if (!suffix.empty()) {
    Refuse("unknown suffix", token);
  }
  return read;
}

struct TieName {
  std::string_view name;
  EdgeType type;
  NodeType target;
};
constexpr std::array kTieNames = std::to_array<TieName>({
    {"country", EdgeType::kInCountry, NodeType::kCountry},
    {"region", EdgeType::kInRegion, NodeType::kRegion},
    {"sector", EdgeType::kInSector, NodeType::kSector},
    {"ecosystem", EdgeType::kInEcosystem, NodeType::kEcosystem},
    {"technology", EdgeType::kUsesTechnology, NodeType::kTechnology},
    {"stage", EdgeType::kAtStage, NodeType::kStage},
    {"label", EdgeType::kHoldsLabel, NodeType::kLabel},
    {"target", EdgeType::kTargetsCountry, NodeType::kCountry},
    {"active", EdgeType::kActiveInCountry, NodeType::kCountry},
    {"topic", EdgeType::kAboutTopic, NodeType::kTopic},
    {"call", EdgeType::kUnderCall, NodeType::kCall},
    {"programme", EdgeType::kUnderProgramme, NodeType::kProgramme},
    {"same_as", EdgeType::kSameAs, NodeType::kOrganisation},
    {"member", EdgeType::kHasMember, NodeType::kOrganisation},
    {"related", EdgeType::kRelatedTo, NodeType::kOrganisation},
});

std::optional<Field> FieldOf(std::string_view name) {
  if (name == "id") return Field::kIdentifier;
  if (name == "type") return Field::kPartnershipType;
  return FieldNamed(name);
}

class Drawer {
 public:
  // Partnerships first: an attribute line must know what its subject is.
  void ReadPartnership(const Tokens& tokens);
  void ReadOther(const Tokens& tokens);
  DrawnGraph Take() &&;

 private:
  Node& Mention(NodeType type, std::string_view key);
  Edge& Tie(NodeId from, EdgeType type, NodeId to);
  void Assign(NodeId subject, std::string_view token);
  void AssignAll(NodeId subject, const Tokens& tokens, size_t first);
  void ReadPosting(const Tokens& tokens);
  void ReadStage(const Tokens& tokens);
  void MentionBroader(NodeType type, std::string_view key);

  std::map<NodeId, Node> nodes_;
  std::map<EdgeKey, Edge> edges_;
  std::set<std::string, std::less<>> partnerships_;
};

Node& Drawer::Mention(NodeType type, std::string_view key) {
  const NodeId id = NodeId::Of(type, key);
  if (const auto found = nodes_.find(id); found != nodes_.end()) return found->second;
  Node& node = nodes_.emplace(id, Node{type, std::string(key), {}}).first->second;
  MentionBroader(type, key);
  return node;
}

// C28.11 < C28.1 < C28 < C, and DE212 < DE21 < DE2 < DE in the country DE.
void Drawer::MentionBroader(NodeType type, std::string_view key) {
  if (type == NodeType::kSector) {
    // "2.1:C28.1": a revision's prefix ends with a colon, the section is the letter behind it.
    const size_t letter = key.find(':') == std::string_view::npos ? 0 : key.find(':') + 1;
    const size_t length = key.size() - letter;
    if (length < 2) return;
    const size_t kept = length == 6 ? 5 : length == 5 ? 3 : 1;  // C28.11, C28.1, C28
    const std::string_view broader = key.substr(0, letter + kept);
    Tie(NodeId::Of(type, key), EdgeType::kParent, Mention(type, broader).id());
  } else if (type == NodeType::kRegion) {
    const NodeId id = NodeId::Of(type, key);
    const std::string_view country = key.substr(0, 2);
    const std::string_view iso = country == "EL" ? "GR" : country == "UK" ? "GB" : country;
    Tie(id, EdgeType::kInCountry, Mention(NodeType::kCountry, iso).id());
    if (key.size() > 2) {
      Tie(id, EdgeType::kParent, Mention(type, key.substr(0, key.size() - 1)).id());
    }
  }
}

Edge& Drawer::Tie(NodeId from, EdgeType type, NodeId to) {
  const EdgeKey key{from, type, to};
  Edge& edge = edges_[key];
  edge.key = key;
  edge.source = kSource;
  edge.date = kDay;
  return edge;
}

void Drawer::Assign(NodeId subject, std::string_view token) {
  const Assignment read = ReadAssignment(token);
  const auto tie = std::ranges::find(kTieNames, read.name, &TieName::name);
  if (tie != kTieNames.end()) {
    Edge& edge = Tie(subject, tie->type, Mention(tie->target, read.text).id());
    edge.weight = read.weight;
    edge.valid_from = read.valid_from;
    edge.valid_to = read.valid_to;
    edge.date = read.stated;
    return;
  }
  const auto field = FieldOf(read.name);
  if (!field) Refuse("unknown attribute", token);
  nodes_.at(subject).Set(*field, read.text, kSource, read.stated, read.lang);
}

void Drawer::AssignAll(NodeId subject, const Tokens& tokens, size_t first) {
  for (size_t i = first; i < tokens.size(); ++i) Assign(subject, tokens[i]);
}

bool IsPartnershipLine(const Tokens& tokens) {
  return tokens.size() > 2 && tokens[1].starts_with("--") && tokens[1].ends_with("--");
}

void Drawer::ReadPartnership(const Tokens& tokens) {
  std::string_view name = tokens[1].substr(2, tokens[1].size() - 4);
  std::string_view start;
  if (const size_t open = name.find('('); open != std::string_view::npos) {
    start = name.substr(open + 1, name.size() - open - 2);
    name = name.substr(0, open);
  }
  if (name.empty()) Refuse("a partnership without a name", tokens[1]);
  Node& partnership = Mention(NodeType::kPartnership, name);
  partnerships_.emplace(name);
  partnership.Set(Field::kStart, FormatDate(ReadDate(start)), kSource, kDay);
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string_view member = tokens[i];
    if (i == 1 || member == ".") continue;
    const bool coordinates = member.ends_with('*');
    if (coordinates) member.remove_suffix(1);
    const NodeId from = Mention(NodeType::kOrganisation, member).id();
    Edge& edge = Tie(from, EdgeType::kParticipatesIn, partnership.id());
    edge.attributes = {{Field::kRole, coordinates ? "coordinator" : "participant"}};
  }
}

// a offers o1: title=…
void Drawer::ReadPosting(const Tokens& tokens) {
  if (tokens.size() < 3 || !tokens[2].ends_with(':')) Refuse("a posting without a name", tokens[1]);
  const NodeId owner = Mention(NodeType::kOrganisation, tokens[0]).id();
  const std::string_view key = tokens[2].substr(0, tokens[2].size() - 1);
  const NodeId posting = Mention(NodeType::kPosting, key).id();
  Tie(owner, tokens[1] == "offers" ? EdgeType::kOffers : EdgeType::kNeeds, posting);
  AssignAll(posting, tokens, 3);
}

// stage wind/blades = 2 of wind
void Drawer::ReadStage(const Tokens& tokens) {
  if (tokens.size() != 6 || tokens[4] != "of") Refuse("no place of a stage", tokens[1]);
  const NodeId stage = Mention(NodeType::kStage, tokens[1]).id();
  const NodeId chain = Mention(NodeType::kValueChain, tokens[5]).id();
  Tie(stage, EdgeType::kStageOf, chain).weight = ReadNumber(tokens[3]);
}

void Drawer::ReadOther(const Tokens& tokens) {
  const std::string_view first = tokens[0];
  const std::string_view second = tokens.size() > 1 ? tokens[1] : std::string_view();
  const auto type = NodeTypeNamed(first);
  if (first.ends_with(':')) {
    const std::string_view subject = first.substr(0, first.size() - 1);
    const bool is_partnership = partnerships_.contains(subject);
    Node& node =
        Mention(is_partnership ? NodeType::kPartnership : NodeType::kOrganisation, subject);
    AssignAll(node.id(), tokens, 1);
  } else if (second == "offers" || second == "needs") {
    ReadPosting(tokens);
  } else if (second.starts_with('-') && second.ends_with("->") && tokens.size() == 3) {
    const NodeId supplier = Mention(NodeType::kSector, first).id();
    const NodeId user = Mention(NodeType::kSector, tokens[2]).id();
    Tie(supplier, EdgeType::kSupplies, user).weight =
        ReadNumber(second.substr(1, second.size() - 3));
  } else if (type && second.ends_with(':')) {
    AssignAll(Mention(*type, second.substr(0, second.size() - 1)).id(), tokens, 2);
  } else if (type && tokens.size() == 4 && tokens[2] == "<") {
    Tie(Mention(*type, second).id(), EdgeType::kParent, Mention(*type, tokens[3]).id());
  } else if (type && tokens.size() > 3 && tokens[2] == "=") {
    ReadStage(tokens);
  } else {
    for (const std::string_view token : tokens) {
      if (token.find_first_of("=<>*\"") != std::string_view::npos) Refuse("cannot read", token);
      Mention(NodeType::kOrganisation, token);
    }
  }
}

DrawnGraph Drawer::Take() && {
  DrawnGraph graph;
  for (auto& [id, node] : nodes_) {
    Normalise(node);
    graph.nodes.push_back(std::move(node));
  }
  for (auto& [key, edge] : edges_) graph.edges.push_back(std::move(edge));
  return graph;
}

}  // namespace

DrawnGraph Draw(std::string_view drawing) {
  std::vector<Tokens> lines;
  for (size_t begin = 0; begin < drawing.size();) {
    const size_t end = std::min(drawing.find('\n', begin), drawing.size());
    Tokens tokens = Split(WithoutComment(drawing.substr(begin, end - begin)));
    if (!tokens.empty()) lines.push_back(std::move(tokens));
    begin = end + 1;
  }
  Drawer drawer;
  for (const Tokens& tokens : lines) {
    if (IsPartnershipLine(tokens)) drawer.ReadPartnership(tokens);
  }
  for (const Tokens& tokens : lines) {
    if (!IsPartnershipLine(tokens)) drawer.ReadOther(tokens);
  }
  return std::move(drawer).Take();
}

CollaborationGraph DrawCollaboration(std::string_view drawing) {
  const DrawnGraph drawn = Draw(drawing);
  std::map<std::string, NodeId> organisations;
  std::map<std::string, NodeId> partnerships;
  for (const Node& node : drawn.nodes) {
    if (node.type == NodeType::kOrganisation) organisations.emplace(node.key, node.id());
    if (node.type == NodeType::kPartnership) partnerships.emplace(node.key, node.id());
  }
  std::map<NodeId, NodeIndex> numbers;
  for (const auto& [key, id] : organisations) {
    numbers.emplace(id, static_cast<NodeIndex>(numbers.size()));
  }
  for (const auto& [key, id] : partnerships) {
    numbers.emplace(id, static_cast<NodeIndex>(numbers.size() - organisations.size()));
  }
  CollaborationGraphBuilder builder(static_cast<NodeIndex>(organisations.size()),
                                    static_cast<NodeIndex>(partnerships.size()));
  for (const Node& node : drawn.nodes) {
    if (node.type == NodeType::kPartnership) {
      builder.SetStart(numbers.at(node.id()), ReadDate(node.Text(Field::kStart)));
    }
  }
  for (const Edge& edge : drawn.edges) {
    if (edge.key.type != EdgeType::kParticipatesIn) continue;
    builder.AddTie(numbers.at(edge.key.from), numbers.at(edge.key.to),
                   edge.Text(Field::kRole) == "coordinator");
  }
  return std::move(builder).Build();
}

}  // namespace kontor
