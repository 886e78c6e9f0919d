#include "engine/search_evaluation.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/vocabulary.h"
#include "engine/scratch.h"
#include "index/code_carriers.h"
#include "index/criterion.h"

namespace kontor {
namespace {

using Code = JudgedSearch::Code;

// Of codes that may be understood.
std::optional<NodeType> TypeCalled(std::string_view name) {
  if (name == Name(NodeType::kValueChain)) return NodeType::kValueChain;
  const auto* found =
      std::ranges::find(kCarriedTypes, name, [](NodeType type) { return Name(type); });
  return found == kCarriedTypes.end() ? std::nullopt : std::optional(*found);
}

// A code with those who carry it.
struct KnownCode {
  std::string_view type;
  ConceptIndex code = kNoConcept;
  std::optional<uint8_t> kind;
  std::vector<NodeIndex> carriers;  // ascending
};

bool Contains(std::span<const std::string> list, std::string_view one) {
  return std::ranges::find(list, one) != list.end();
}

// Of each type one code, or a narrower one.
bool CarriesAll(std::span<const KnownCode> codes, NodeIndex organisation) {
  return std::ranges::all_of(codes, [&](const KnownCode& wanted) {
    return std::ranges::any_of(codes, [&](const KnownCode& one) {
      return one.type == wanted.type && std::ranges::binary_search(one.carriers, organisation);
    });
  });
}

class Judge {
 public:
  Judge(const Snapshot& snapshot, const TextIndex& index, Date as_of)
      : snapshot_(snapshot), index_(index), as_of_(as_of) {}

  Result<JudgedAnswer> Ask(const JudgedSearch& search) {
    Result<std::vector<KnownCode>> wanted = Find(search.codes);
    if (!wanted) return std::unexpected(wanted.error());
    Result<std::vector<KnownCode>> misunderstood = Find(search.misunderstood);
    if (!misunderstood) return std::unexpected(misunderstood.error());
    JudgedAnswer judged{search, 0, {}, {}};
    SearchQuery query;
    query.text = search.query;
    query.as_of = as_of_;
    query.top = kJudgedPlaces;
    const Result<SearchAnswer> answer =
        SearchOrganisations(snapshot_, index_, query, scratch_.filters, scratch_.search);
    if (!answer) return judged;
    if (!answer->hits.empty()) judged.first = Key(answer->hits.front());
    judged.understood = Understood(*answer);
    const auto is_understood = [&](const KnownCode& one) { return IsUnderstood(*answer, one); };
    const bool misread = std::ranges::any_of(*misunderstood, is_understood) ||
                         !std::ranges::all_of(*wanted, is_understood) ||
                         std::ranges::any_of(answer->hits, [&](const SearchHit& hit) {
                           return Contains(search.unwanted, Key(hit));
                         });
    if (!misread) judged.rank = Rank(search, *wanted, answer->hits);
    return judged;
  }

 private:
  [[nodiscard]] std::string Key(const SearchHit& hit) const {
    return std::string(snapshot_.profiles[hit.organisation].key);
  }

  [[nodiscard]] Result<std::vector<KnownCode>> Find(std::span<const Code> codes) const {
    std::vector<KnownCode> known;
    for (const auto& [type, code] : codes) {
      const auto* named = std::ranges::find(kOrganisationKinds, code);
      if (type == "kind" && named != kOrganisationKinds.end()) {
        const auto kind = static_cast<uint8_t>(named - kOrganisationKinds.begin());
        const auto of_kind = snapshot_.profiles.OfKind(kind);
        known.push_back({type, kNoConcept, kind, {of_kind.begin(), of_kind.end()}});
        continue;
      }
      const std::optional<NodeType> known_type = TypeCalled(type);
      const ConceptIndex one = known_type ? snapshot_.concepts.Find(*known_type, code) : kNoConcept;
      if (one == kNoConcept) {
        return Fail(ErrorCode::kInvalidArgument, "there is no " + type + ":" + code);
      }
      known.push_back({type, one, std::nullopt,
                       CarriersOf(snapshot_.concepts, snapshot_.profiles, one, as_of_)});
    }
    return known;
  }

  static bool IsUnderstood(const SearchAnswer& answer, const KnownCode& one) {
    return std::ranges::any_of(answer.plan.understood, [&one](const UnderstoodCode& understood) {
      return understood.code == one.code && understood.kind == one.kind;
    });
  }

  [[nodiscard]] std::string Understood(const SearchAnswer& answer) const {
    std::string list;
    for (const UnderstoodCode& one : answer.plan.understood) {
      list += list.empty() ? "" : " ";
      list += one.kind ? "kind:" + std::string(kOrganisationKinds[*one.kind])
                       : std::string(Name(snapshot_.concepts.type(one.code))) + ":" +
                             std::string(snapshot_.concepts.code(one.code));
    }
    return list;
  }

  [[nodiscard]] size_t Rank(const JudgedSearch& search, std::span<const KnownCode> codes,
                            std::span<const SearchHit> hits) const {
    if (search.nothing) return hits.empty() ? 1 : 0;
    if (search.organisations.empty() && codes.empty()) return 1;
    const auto is_wanted = [&](const SearchHit& hit) {
      return search.organisations.empty() ? CarriesAll(codes, hit.organisation)
                                          : Contains(search.organisations, Key(hit));
    };
    const auto first = std::ranges::find_if(hits, is_wanted);
    return first == hits.end() ? 0 : static_cast<size_t>(first - hits.begin()) + 1;
  }

  const Snapshot& snapshot_;
  const TextIndex& index_;
  Date as_of_;
  EngineScratch scratch_;
};

void Count(size_t rank, GroupScores& scores) {
  ++scores.queries;
  if (rank > 0) scores.mrr += 1.0 / static_cast<double>(rank);
  if (rank > 0 && rank <= kHitPlaces) scores.hit += 1.0;
}

void Average(GroupScores& scores) {
  if (scores.queries == 0) return;
  scores.mrr /= static_cast<double>(scores.queries);
  scores.hit /= static_cast<double>(scores.queries);
}

}  // namespace

Result<SearchEvaluation> EvaluateSearches(const Snapshot& snapshot, const TextIndex& index,
                                          std::span<const JudgedSearch> searches, Date as_of) {
  SearchEvaluation evaluation;
  Judge judge(snapshot, index, as_of);
  for (const JudgedSearch& search : searches) {
    Result<JudgedAnswer> answer = judge.Ask(search);
    if (!answer) return Within("'" + search.query + "'", answer.error());
    auto group = std::ranges::find(evaluation.groups, search.group, &GroupScores::group);
    if (group == evaluation.groups.end()) {
      group = evaluation.groups.insert(group, {.group = search.group});
    }
    Count(answer->rank, *group);
    Count(answer->rank, evaluation.all);
    if (answer->rank == 0 || answer->rank > kHitPlaces) {
      evaluation.missed.push_back(*std::move(answer));
    }
  }
  std::ranges::for_each(evaluation.groups, Average);
  Average(evaluation.all);
  return evaluation;
}

std::vector<JudgedSearch> ListOtherNames(const Snapshot& snapshot, size_t step) {
  std::vector<JudgedSearch> searches;
  size_t aliases = 0;
  size_t acronyms = 0;
  const auto add = [&](std::string_view group, std::string_view name, std::string_view key,
                       size_t& count) {
    if (Fold(name).empty() || count++ % step != 0) return;
    JudgedSearch search;
    search.group = group;
    search.query = name;
    search.expectation = key;
    search.organisations.emplace_back(key);
    searches.push_back(std::move(search));
  };
  for (NodeIndex i = 0; i < snapshot.profiles.size(); ++i) {
    const Profile profile = snapshot.profiles[i];
    for (const std::string_view alias : profile.aliases) add("alias", alias, profile.key, aliases);
    add("acronym", profile.acronym, profile.key, acronyms);
  }
  return searches;
}

}  // namespace kontor
