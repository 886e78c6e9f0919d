#include "index/profile_builder.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

#include "index/completeness.h"

namespace kontor {
namespace {

// By organisation, tie and concept; among equals the one that stands first.
bool StandsBefore(const CodeStatement& a, const CodeStatement& b) {
  const auto place = [](const CodeStatement& s) {
    return std::tuple(s.organisation, s.code.tie, s.code.concept_index, s.of_duplicate);
  };
  const auto precedence = [](const CodeStatement& s) {
    return std::tuple(s.stated, s.code.weight, s.code.valid_to, s.code.valid_from);
  };
  const auto place_a = place(a);
  const auto place_b = place(b);
  return place_a != place_b ? place_a < place_b : precedence(a) > precedence(b);
}

bool SameCode(const CodeStatement& a, const CodeStatement& b) {
  return a.organisation == b.organisation && a.code.tie == b.code.tie &&
         a.code.concept_index == b.code.concept_index;
}

// What `field` makes of each record.
template <typename Value, typename Record, typename Field>
std::vector<Value> ValuesOf(const std::vector<Record>& records, Field field) {
  std::vector<Value> values;
  values.reserve(records.size());
  for (const Record& record : records) values.push_back(std::invoke(field, record));
  return values;
}

template <typename Record, typename Field>
auto ColumnOf(const std::vector<Record>& records, Field field) {
  return Column(
      ValuesOf<std::remove_cvref_t<std::invoke_result_t<Field, const Record&>>>(records, field));
}

template <typename Record>
Texts TextsOf(const std::vector<Record>& records, std::string Record::* field) {
  TextsBuilder texts;
  for (const Record& record : records) texts.Add(record.*field);
  return std::move(texts).Build();
}

template <typename Record>
CodedTexts CodedTextsOf(const std::vector<Record>& records, std::string Record::* field) {
  CodedTextsBuilder texts;
  for (const Record& record : records) texts.Add(record.*field);
  return std::move(texts).Build();
}

template <typename Record>
Lists<ConceptIndex> ListsOf(const std::vector<Record>& records,
                            std::vector<ConceptIndex> Record::* field) {
  ListsBuilder<ConceptIndex> lists;
  for (const Record& record : records) {
    lists.AddAll(record.*field);
    lists.EndList();
  }
  return std::move(lists).Build();
}

}  // namespace

ProfileTableBuilder::ProfileTableBuilder(std::vector<ProfileRecord> profiles,
                                         std::vector<PartnershipRecord> partnerships)
    : profiles_(std::move(profiles)), partnerships_(std::move(partnerships)) {
  assert(std::ranges::is_sorted(profiles_, {}, &ProfileRecord::id));
  assert(std::ranges::is_sorted(partnerships_, {}, &PartnershipRecord::id));
}

void ProfileTableBuilder::AddCodes(std::vector<CodeStatement> statements) {
  if (codes_.empty()) {
    codes_ = std::move(statements);
  } else {
    codes_.insert(codes_.end(), statements.begin(), statements.end());
  }
}

void ProfileTableBuilder::AddPosting(NodeIndex organisation, PostingRecord posting) {
  postings_.emplace_back(organisation, std::move(posting));
}

void ProfileTableBuilder::AddDuplicate(NodeId duplicate, NodeIndex stands_for_it) {
  duplicates_.emplace_back(duplicate, stands_for_it);
}

void ProfileTableBuilder::PlaceProfiles() {
  const auto stored = [](const std::optional<GeoPoint>& point) {
    using Stored = ProfileTable::StoredPoint;
    if (!point) return Stored{};
    return Stored{static_cast<int32_t>(std::lround(point->latitude * Stored::kUnits)),
                  static_cast<int32_t>(std::lround(point->longitude * Stored::kUnits))};
  };
  table_.ids_ = ColumnOf(profiles_, &ProfileRecord::id);
  table_.locations_ =
      ColumnOf(profiles_, [&](const ProfileRecord& one) { return stored(one.location); });
}

void ProfileTableBuilder::PlaceTexts() {
  table_.keys_ = TextsOf(profiles_, &ProfileRecord::key);
  table_.names_ = TextsOf(profiles_, &ProfileRecord::name);
  table_.acronyms_ = TextsOf(profiles_, &ProfileRecord::acronym);
  table_.urls_ = TextsOf(profiles_, &ProfileRecord::url);
  table_.descriptions_ = TextsOf(profiles_, &ProfileRecord::description);
  table_.cities_ = CodedTextsOf(profiles_, &ProfileRecord::city);
  TextListsBuilder aliases;
  TextListsBuilder identifiers;
  std::vector<bool> invented;
  for (const ProfileRecord& profile : profiles_) {
    aliases.AddList(profile.aliases);
    identifiers.AddList(profile.identifiers);
    invented.push_back(profile.invented);
  }
  table_.aliases_ = std::move(aliases).Build();
  table_.identifiers_ = std::move(identifiers).Build();
  table_.invented_ = Bits(invented);
}

// There are few sources, and fewer sets of them that occur.
void ProfileTableBuilder::PlaceSources() {
  std::map<std::vector<std::string>, uint32_t> numbers;
  TextListsBuilder sets;
  std::vector<uint32_t> set_of;
  for (const ProfileRecord& profile : profiles_) {
    const auto next = static_cast<uint32_t>(numbers.size());
    const auto [set, is_new] = numbers.try_emplace(profile.sources, next);
    if (is_new) sets.AddList(profile.sources);
    set_of.push_back(set->second);
  }
  table_.source_sets_ = std::move(sets).Build();
  table_.source_set_ = PackedNumbers(set_of);
}

void ProfileTableBuilder::PlacePartnerships() {
  table_.partnership_ids_ = ColumnOf(partnerships_, &PartnershipRecord::id);
  table_.partnership_keys_ = TextsOf(partnerships_, &PartnershipRecord::key);
  table_.labels_ = TextsOf(partnerships_, &PartnershipRecord::label);
  table_.starts_ = PackedDates(ValuesOf<Date>(partnerships_, &PartnershipRecord::start));
  table_.partnership_types_ = CodedTextsOf(partnerships_, &PartnershipRecord::type);
  table_.partnership_sources_ = CodedTextsOf(partnerships_, &PartnershipRecord::source);
  table_.partnership_concepts_ = ListsOf(partnerships_, &PartnershipRecord::concepts);
}

void ProfileTableBuilder::PlaceDuplicates() {
  std::ranges::sort(duplicates_);
  table_.duplicate_ids_ = ColumnOf(duplicates_, &std::pair<NodeId, NodeIndex>::first);
  table_.duplicates_ = ColumnOf(duplicates_, &std::pair<NodeId, NodeIndex>::second);
}

void ProfileTableBuilder::PlaceCodes() {
  std::ranges::sort(codes_, StandsBefore);
  const auto repeated = std::ranges::unique(codes_, SameCode);
  codes_.erase(repeated.begin(), repeated.end());
  std::vector<uint32_t> begins(profiles_.size() + 1, 0);
  std::vector<Attribution> codes;
  codes.reserve(codes_.size());
  for (const CodeStatement& statement : codes_) {
    const EdgeType tie = statement.code.tie;
    if (tie == EdgeType::kInCountry || tie == EdgeType::kInRegion) continue;  // have columns
    ++begins[statement.organisation + 1];
    codes.push_back(statement.code);
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  table_.codes_ = CodeLists(begins, codes);
}

void ProfileTableBuilder::IndexCarriers() {
  std::vector<std::pair<uint64_t, NodeIndex>> entries;
  entries.reserve(codes_.size());
  for (const CodeStatement& statement : codes_) {
    entries.emplace_back(ProfileTable::CarrierKey(statement.code.concept_index, statement.code.tie),
                         statement.organisation);
  }
  std::ranges::sort(entries);
  std::vector<uint64_t> keys;
  ListsBuilder<NodeIndex> carriers;
  for (size_t i = 0; i < entries.size(); ++i) {
    const auto& [key, organisation] = entries[i];
    carriers.Add(organisation);
    if (i + 1 < entries.size() && entries[i + 1].first == key) continue;
    keys.push_back(key);
    carriers.EndList();
  }
  table_.carrier_keys_ = Column(std::move(keys));
  table_.carriers_ = std::move(carriers).Build();
}

void ProfileTableBuilder::IndexKinds() {
  std::array<std::vector<NodeIndex>, kOrganisationKinds.size()> by_kind;
  for (NodeIndex i = 0; i < profiles_.size(); ++i) by_kind[profiles_[i].kind].push_back(i);
  ListsBuilder<NodeIndex> lists;
  for (const std::vector<NodeIndex>& organisations : by_kind) {
    lists.AddAll(organisations);
    lists.EndList();
  }
  table_.by_kind_ = std::move(lists).Build();
}

void ProfileTableBuilder::PlacePostings() {
  const auto place = [](const auto& one) {
    return std::tuple(one.first, one.second.is_need, one.second.id);
  };
  std::ranges::sort(postings_, {}, place);
  const auto repeated = std::ranges::unique(postings_, {}, place);
  postings_.erase(repeated.begin(), repeated.end());
  std::vector<uint32_t> begins(profiles_.size() + 1, 0);
  std::vector<PostingRecord> postings;
  std::vector<bool> needs;
  for (auto& [organisation, posting] : postings_) {
    ++begins[organisation + 1];
    needs.push_back(posting.is_need);
    postings.push_back(std::move(posting));
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  PostingColumns& table = table_.postings_;
  table.begins_ = PackedNumbers(begins);
  table.ids_ = ColumnOf(postings, &PostingRecord::id);
  table.needs_ = Bits(needs);
  table.titles_ = TextsOf(postings, &PostingRecord::title);
  table.types_ = CodedTextsOf(postings, &PostingRecord::type);
  table.deadlines_ = ColumnOf(postings, &PostingRecord::deadline);
  table.concepts_ = ListsOf(postings, &PostingRecord::concepts);
}

// How many fields are filled is known only when all others are placed.
void ProfileTableBuilder::PlaceFields() {
  using Table = ProfileTable;
  std::array<std::vector<uint32_t>, Table::kFieldCount> fields;
  fields[Table::kKind] = ValuesOf<uint32_t>(profiles_, &ProfileRecord::kind);
  fields[Table::kCountry] = ValuesOf<uint32_t>(profiles_, &ProfileRecord::country);
  fields[Table::kRegion] = ValuesOf<uint32_t>(profiles_, &ProfileRecord::region);
  fields[Table::kUpdated] = ValuesOf<uint32_t>(
      profiles_, [](const ProfileRecord& one) { return NumberOfDay(one.updated); });
  fields[Table::kLabels] = CountCodes(EdgeType::kHoldsLabel);
  fields[Table::kTargets] = CountCodes(EdgeType::kTargetsCountry);
  std::vector<uint32_t>& filled = fields[Table::kFilled];
  filled.assign(profiles_.size(), 0);
  table_.fields_ = PackedRows(fields);
  for (NodeIndex i = 0; i < table_.size(); ++i) filled[i] = FilledFields(table_, i);
  table_.fields_ = PackedRows(fields);
}

std::vector<uint32_t> ProfileTableBuilder::CountCodes(EdgeType tie) const {
  std::vector<uint32_t> counts;
  counts.reserve(profiles_.size());
  for (NodeIndex i = 0; i < table_.size(); ++i) {
    counts.push_back(static_cast<uint32_t>(table_.Codes(i, tie).size()));
  }
  return counts;
}

ProfileTable ProfileTableBuilder::Build() && {
  PlaceProfiles();
  PlaceTexts();
  PlaceSources();
  PlacePartnerships();
  PlaceDuplicates();
  PlaceCodes();
  IndexCarriers();
  IndexKinds();
  PlacePostings();
  PlaceFields();
  return std::move(table_);
}

}  // namespace kontor
