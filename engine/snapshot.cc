#include "engine/snapshot.h"

#include <algorithm>
#include <cassert>
#include <compare>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "base/distinct.h"
#include "engine/snapshot_as_of.h"
#include "engine/snapshot_duplicates.h"
#include "engine/snapshot_places.h"
#include "engine/snapshot_records.h"
#include "engine/snapshot_sources.h"
#include "index/concept_builder.h"
#include "index/geography_builder.h"
#include "index/id_map.h"
#include "index/name_builder.h"
#include "index/posting_builder.h"
#include "index/profile_builder.h"
#include "index/theme_builder.h"
#include "index/word_table.h"

namespace kontor {
namespace {

// So few that they cost a fraction of the rest of a snapshot; more would save questions little.
constexpr size_t kWalkHubs = 64;

constexpr size_t kThemeTextBytes = 4'096;  // of a description that are read for its themes

struct Participation {
  NodeIndex organisation;
  NodeIndex partnership;
  bool coordinates;
};

struct PostingTie {
  NodeIndex organisation;
  uint32_t posting;
  bool is_need;
  Date end;
};

// A code of a partnership or posting, by the position of its owner.
struct OwnedConcept {
  uint32_t owner;
  ConceptIndex concept_index;
  friend auto operator<=>(const OwnedConcept&, const OwnedConcept&) = default;
};

Date NewestUpdate(const ProfileTable& profiles) {
  Date newest;
  for (NodeIndex i = 0; i < profiles.size(); ++i) newest = std::max(newest, profiles[i].updated);
  return newest;
}

// Sorts records by id. Returns where each record went: its new position by its old one.
template <typename Record>
std::vector<uint32_t> SortById(std::vector<Record>& records) {
  std::vector<uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), uint32_t{0});
  if (std::ranges::is_sorted(records, {}, &Record::id)) return order;
  std::ranges::sort(order, {}, [&records](uint32_t i) { return records[i].id; });
  std::vector<uint32_t> place(records.size());
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(std::move(records[order[i]]));
  }
  records = std::move(sorted);
  return place;
}

// Gives every record its concepts, ascending.
template <typename Record>
void AssignConcepts(std::vector<OwnedConcept>& owned, std::vector<Record>& records) {
  SortDistinct(owned);
  for (const OwnedConcept& one : owned) {
    records[one.owner].concepts.push_back(one.concept_index);
  }
}

}  // namespace

// Positions of organisations, partnerships and postings count from 0 within their kind: in the
// order of arrival until FinishNodes, in the order of ids after it.
struct SnapshotBuilder::State {
  explicit State(const SnapshotOptions& snapshot_options)
      : options(snapshot_options), as_of(options.as_of) {}

  void AddOrganisation(const NodeView& node);
  void AddPartnership(const NodeView& node);
  void FinishNodes();
  void AddEdge(const Edge& edge);
  void AddOrganisationEdge(const Edge& edge, NodeIndex organisation, uint32_t to);
  void AddCode(NodeIndex organisation, ConceptIndex code, const Edge& edge);
  void AddConceptEdge(const Edge& edge, ConceptIndex from, ConceptIndex to);

  void JoinDuplicates();
  CollaborationGraph BuildGraph() const;
  void PlaceOrganisations(const ConceptTable& table);
  void AddPostings(ProfileTableBuilder& builder);
  ProfileTable BuildProfiles(const ConceptTable& table);
  ThemeTable BuildThemes(const ConceptTable& table, const ProfileTable& profile_table,
                         const CollaborationGraph& graph);

  SnapshotOptions options;
  AsOf as_of;
  bool nodes_finished = false;

  std::vector<ProfileRecord> profiles;
  std::vector<uint8_t> known;  // of each organisation: whether anyone knew of it on the as-of date
  std::vector<PartnershipRecord> partnerships;
  std::vector<PostingRecord> postings;
  ConceptTableBuilder concepts;
  GeographyBuilder geography;
  IdMap positions;  // of all nodes, within their kind
  WordCollector words;
  std::vector<WordUse> organisation_words;
  std::vector<WordUse> partnership_words;
  SourceUses sources;

  std::vector<std::pair<NodeIndex, NodeIndex>> same_as;
  std::vector<Participation> participations;
  std::vector<CodeStatement> codes;
  std::vector<PlaceStatement> places;
  std::vector<RegionCountry> region_countries;
  std::vector<PostingTie> posting_ties;
  std::vector<OwnedConcept> partnership_concepts;
  std::vector<OwnedConcept> posting_concepts;

  std::vector<NodeIndex> final_place;  // of each organisation's record, duplicates joined
  std::vector<std::pair<NodeId, NodeIndex>> duplicates;
};

void SnapshotBuilder::State::AddOrganisation(const NodeView& node) {
  const auto arrival = static_cast<NodeIndex>(profiles.size());
  const std::vector<ValueView> values = as_of.Known(node.values);
  profiles.push_back(ReadProfile({node.id, node.key, values}));
  known.push_back(as_of.Knew(node) ? 1 : 0);
  for (const ValueView& value : values) {
    sources.Add(arrival, value.source);
    if (value.field == Field::kDescription) {
      words.Add(arrival, CutAtWord(value.text, kThemeTextBytes), organisation_words);
    }
  }
}

void SnapshotBuilder::State::AddPartnership(const NodeView& node) {
  PartnershipRecord facts = ReadPartnership(node);
  if (as_of.IsLater(facts.start)) return;
  words.Add(static_cast<uint32_t>(partnerships.size()), ThemeText(node), partnership_words);
  partnerships.push_back(std::move(facts));
}

void SnapshotBuilder::State::FinishNodes() {
  if (nodes_finished) return;
  nodes_finished = true;
  const std::vector<uint32_t> organisation_places = SortById(profiles);
  const std::vector<uint32_t> partnership_places = SortById(partnerships);
  SortById(postings);
  for (WordUse& use : organisation_words) use.owner = organisation_places[use.owner];
  for (WordUse& use : partnership_words) use.owner = partnership_places[use.owner];
  sources.Renumber(organisation_places);
  const std::vector<uint8_t> known_by_arrival = known;
  for (uint32_t i = 0; i < known.size(); ++i) known[organisation_places[i]] = known_by_arrival[i];

  const std::vector<NodeId> concept_ids = concepts.Number();
  positions.Reserve(profiles.size() + partnerships.size() + postings.size() + concept_ids.size());
  for (uint32_t i = 0; i < profiles.size(); ++i) positions.Put(profiles[i].id, i);
  for (uint32_t i = 0; i < partnerships.size(); ++i) positions.Put(partnerships[i].id, i);
  for (uint32_t i = 0; i < postings.size(); ++i) positions.Put(postings[i].id, i);
  for (uint32_t i = 0; i < concept_ids.size(); ++i) positions.Put(concept_ids[i], i);
}

void SnapshotBuilder::State::AddCode(NodeIndex organisation, ConceptIndex code, const Edge& edge) {
  if (edge.key.type == EdgeType::kInCountry || edge.key.type == EdgeType::kInRegion) {
    places.push_back({organisation, code, edge.date});
  } else if (edge.weight > 0.0F) {
    const float weight = std::min(edge.weight, 1.0F);
    codes.push_back(
        {organisation, {code, edge.key.type, weight, edge.valid_from, edge.valid_to}, edge.date});
  }
}

void SnapshotBuilder::State::AddOrganisationEdge(const Edge& edge, NodeIndex organisation,
                                                 uint32_t to) {
  const EdgeType tie = edge.key.type;
  const NodeType target = edge.key.to.type();
  const bool participates = tie == EdgeType::kParticipatesIn && target == NodeType::kPartnership;
  if (as_of.IsLater(edge, participates ? partnerships[to].start : Date{})) return;
  sources.Add(organisation, edge.source);
  if (!as_of.IsLater(edge.date)) {
    profiles[organisation].updated = std::max(profiles[organisation].updated, edge.date);
  }
  if (as_of.Knew(edge)) known[organisation] = 1;
  if (DescribedBy(tie) == target) {
    AddCode(organisation, to, edge);
  } else if (participates) {
    participations.push_back({organisation, to, edge.Text(Field::kRole) == "coordinator"});
  } else if (tie == EdgeType::kSameAs && target == NodeType::kOrganisation) {
    same_as.emplace_back(organisation, to);
  } else if ((tie == EdgeType::kOffers || tie == EdgeType::kNeeds) &&
             target == NodeType::kPosting) {
    posting_ties.push_back({organisation, to, tie == EdgeType::kNeeds, edge.valid_to});
  }
}

void SnapshotBuilder::State::AddConceptEdge(const Edge& edge, ConceptIndex from, ConceptIndex to) {
  const EdgeType tie = edge.key.type;
  const bool awards = tie == EdgeType::kInCountry && edge.key.from.type() == NodeType::kLabel;
  if (tie == EdgeType::kParent || awards) {
    concepts.SetParent(from, to, edge.date);
  } else if (tie == EdgeType::kSupplies) {
    concepts.AddSupply(from, to, edge.weight);
  } else if (tie == EdgeType::kStageOf) {
    concepts.SetStage(from, to, edge.weight);
  } else if (tie == EdgeType::kInCountry && edge.key.from.type() == NodeType::kRegion) {
    region_countries.push_back({from, to});
  } else if (tie == EdgeType::kUnderProgramme && edge.key.from.type() == NodeType::kCountry) {
    if (const auto status = ReadProgrammeStatus(edge.Text(Field::kRole))) {
      geography.AddStatus(from, to, *status, edge.valid_from, edge.valid_to);
    }
  }
}

void SnapshotBuilder::State::AddEdge(const Edge& edge) {
  FinishNodes();
  if (as_of.IsLater(edge.valid_from)) return;
  // An end that is missing was never described, or left out because of the as-of date.
  const uint32_t from = positions.Find(edge.key.from);
  const uint32_t to = positions.Find(edge.key.to);
  if (from == IdMap::kAbsent || to == IdMap::kAbsent) return;
  const bool to_concept = ConceptTableBuilder::Holds(edge.key.to.type());
  switch (edge.key.from.type()) {
    case NodeType::kOrganisation:
      AddOrganisationEdge(edge, from, to);
      break;
    case NodeType::kPartnership:
      if (to_concept) partnership_concepts.push_back({from, to});
      break;
    case NodeType::kPosting:
      if (to_concept) posting_concepts.push_back({from, to});
      break;
    default:
      if (to_concept) AddConceptEdge(edge, from, to);
  }
}

// Duplicates give all they have to the record that stands for them, if anyone knew one of them;
// what is left is numbered anew.
void SnapshotBuilder::State::JoinDuplicates() {
  const auto count = static_cast<NodeIndex>(profiles.size());
  const std::vector<NodeIndex> representatives = Representatives(count, same_as);
  for (NodeIndex i = 0; i < count; ++i) known[representatives[i]] |= known[i];
  final_place.assign(count, kNoNode);
  NodeIndex next = 0;
  for (NodeIndex i = 0; i < count; ++i) {
    if (representatives[i] == i && known[i] != 0) final_place[i] = next++;
  }
  for (NodeIndex i = 0; i < count; ++i) {
    const NodeIndex representative = representatives[i];
    final_place[i] = final_place[representative];
    if (representative == i || final_place[i] == kNoNode) continue;
    duplicates.emplace_back(profiles[i].id, final_place[i]);
    TakeOver(profiles[representative], std::move(profiles[i]));
  }
  for (NodeIndex i = 0; i < count; ++i) {
    if (representatives[i] != i || final_place[i] == kNoNode) continue;
    SortNames(profiles[i]);
    if (final_place[i] != i) profiles[final_place[i]] = std::move(profiles[i]);
  }
  profiles.resize(next);
  const auto move = [&](auto& statement) {
    statement.of_duplicate = representatives[statement.organisation] != statement.organisation;
    statement.organisation = final_place[statement.organisation];
  };
  std::ranges::for_each(codes, move);
  std::ranges::for_each(places, move);
  std::erase_if(places, [](const PlaceStatement& place) { return place.organisation == kNoNode; });
  for (Participation& tie : participations) tie.organisation = final_place[tie.organisation];
  for (PostingTie& tie : posting_ties) tie.organisation = final_place[tie.organisation];
  for (WordUse& use : organisation_words) use.owner = final_place[use.owner];
  sources.Renumber(final_place);
  sources.Assign(profiles);
}

void SnapshotBuilder::State::PlaceOrganisations(const ConceptTable& table) {
  const auto count = static_cast<NodeIndex>(profiles.size());
  const std::vector<Place> chosen =
      ChoosePlaces(count, table, std::move(places), std::move(region_countries));
  for (NodeIndex i = 0; i < count; ++i) {
    const auto [country, region] = chosen[i];
    profiles[i].country = country;
    profiles[i].region = region;
    if (country != kNoConcept) codes.push_back({i, {country, EdgeType::kInCountry}, {}});
    if (region != kNoConcept) codes.push_back({i, {region, EdgeType::kInRegion}, {}});
  }
}

void SnapshotBuilder::State::AddPostings(ProfileTableBuilder& builder) {
  for (const PostingTie& tie : posting_ties) {
    PostingRecord posting = postings[tie.posting];
    posting.is_need = tie.is_need;
    if (tie.end.known() && (!posting.deadline.known() || tie.end < posting.deadline)) {
      posting.deadline = tie.end;
    }
    words.Add(tie.organisation, posting.title, organisation_words);
    builder.AddPosting(tie.organisation, std::move(posting));
  }
}

ProfileTable SnapshotBuilder::State::BuildProfiles(const ConceptTable& table) {
  PlaceOrganisations(table);
  AssignConcepts(partnership_concepts, partnerships);
  AssignConcepts(posting_concepts, postings);
  ProfileTableBuilder builder(std::move(profiles), std::move(partnerships));
  builder.AddCodes(std::move(codes));
  AddPostings(builder);
  for (const auto& [id, organisation] : duplicates) builder.AddDuplicate(id, organisation);
  return std::move(builder).Build();
}

CollaborationGraph SnapshotBuilder::State::BuildGraph() const {
  CollaborationGraphBuilder builder(static_cast<NodeIndex>(profiles.size()),
                                    static_cast<NodeIndex>(partnerships.size()));
  for (const auto& [organisation, partnership, coordinates] : participations) {
    builder.AddTie(organisation, partnership, coordinates);
  }
  for (NodeIndex i = 0; i < partnerships.size(); ++i) {
    builder.SetStart(i, partnerships[i].start);
  }
  return std::move(builder).Build();
}

ThemeTable SnapshotBuilder::State::BuildThemes(const ConceptTable& table,
                                               const ProfileTable& profile_table,
                                               const CollaborationGraph& graph) {
  const WordLists of_organisations(profile_table.size(), organisation_words);
  const WordLists of_partnerships(graph.partnership_count(), partnership_words);
  return BuildThemeTable(
      {table, profile_table, graph, words.words(), of_organisations, of_partnerships});
}

SnapshotBuilder::SnapshotBuilder(const SnapshotOptions& options)
    : state_(std::make_unique<State>(options)) {}

SnapshotBuilder::~SnapshotBuilder() = default;

void SnapshotBuilder::AddNode(const NodeView& node) {
  assert(!state_->nodes_finished);
  const NodeType type = node.id.type();
  if (type == NodeType::kOrganisation) {
    state_->AddOrganisation(node);
  } else if (type == NodeType::kPartnership) {
    state_->AddPartnership(node);
  } else if (type == NodeType::kPosting) {
    state_->postings.push_back(ReadPosting(node));
  } else if (ConceptTableBuilder::Holds(type)) {
    state_->concepts.AddNode(node);
    if (const auto at = ReadCentre(node)) state_->geography.AddCentre(type, node.key, *at);
  }
}

void SnapshotBuilder::AddEdge(const Edge& edge) { state_->AddEdge(edge); }

std::shared_ptr<const Snapshot> SnapshotBuilder::Build(uint64_t generation) {
  State& state = *state_;
  const Date as_of = state.options.as_of;
  state.FinishNodes();
  state.JoinDuplicates();
  CollaborationGraph graph = state.BuildGraph();
  const Date newest = graph.newest_start();
  const Date reference = newest.known() ? newest : as_of;
  TieStrengths strengths(graph, reference, state.options.half_life_years);
  WalkIndex walk(graph, strengths, {.hubs = kWalkHubs});
  ConceptTable concepts = std::move(state.concepts).Build();
  ProfileTable profiles = state.BuildProfiles(concepts);
  const Date known_until = std::max(reference, NewestUpdate(profiles));
  ThemeTable themes = state.BuildThemes(concepts, profiles, graph);
  NameIndex names = BuildNameIndex(profiles, graph);
  CodeNames code_names(concepts, profiles);
  PartnerTies partner_ties(graph, reference);
  Column<Activity> activity(MeasureActivity(graph, reference));
  CountryAffinity country_affinity(graph, profiles, reference);
  PostingTable postings = BuildPostingTable(concepts, profiles);
  SectorTable sectors(concepts, profiles);
  Column<OrganisationSummary> summaries = Summarise(graph, strengths, activity, reference);
  Geography geography = std::move(state.geography).Build(concepts);
  state_.reset();
  return std::make_shared<const Snapshot>(
      Snapshot{generation, as_of, reference, known_until, std::move(graph), std::move(strengths),
               std::move(walk), std::move(partner_ties), std::move(activity), std::move(concepts),
               std::move(profiles), std::move(themes), std::move(names), std::move(code_names),
               std::move(country_affinity), std::move(postings), std::move(sectors),
               std::move(summaries), std::move(geography)});
}

}  // namespace kontor
