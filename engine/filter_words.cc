#include "engine/filter_words.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/limits.h"
#include "base/text.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kShownBytes = 60;     // of what is refused
constexpr size_t kNearestCodes = 3;    // that a message names
constexpr size_t kMostNamesakes = 64;  // labels that are looked at for a name

std::string Quoted(std::string_view word) {
  return "'" + std::string(word.substr(0, kShownBytes)) + "'";
}

// "C28 (Machinery), C29 (Vehicles)"
std::string List(const ConceptTable& concepts, std::span<const ConceptIndex> codes) {
  std::string list;
  for (const ConceptIndex code : codes) {
    list += (list.empty() ? "" : ", ") + std::string(concepts.code(code)) + " (" +
            std::string(concepts.Label(code, "en")) + ")";
  }
  return list;
}

std::string_view WithoutRevision(std::string_view code) {
  return code.substr(code.find(':') + 1);  // "2.1:C28"
}

// Codes of a type that are called so, without those within others of them.
std::vector<ConceptIndex> CodesCalled(const Snapshot& snapshot, NodeType type,
                                      std::string_view name) {
  const ConceptTable& concepts = snapshot.concepts;
  std::vector<ConceptIndex> called;
  for (const NameMatch& match : snapshot.code_names.Search(name, kMostNamesakes)) {
    if (match.grade == MatchGrade::kWhole && concepts.type(match.item) == type) {
      called.push_back(match.item);
    }
  }
  std::vector<ConceptIndex> broadest;
  for (const ConceptIndex code : called) {
    const bool is_narrower = std::ranges::any_of(called, [&](ConceptIndex other) {
      return other != code && concepts.IsWithin(code, other);
    });
    if (!is_narrower) broadest.push_back(code);
  }
  return broadest;
}

// Adds the code, or those that the name stands for: one, in whatever revision of its taxonomy.
Status AddCode(const Snapshot& snapshot, Criterion criterion, NodeType type,
               const std::string& word, std::vector<uint32_t>& values) {
  const ConceptTable& concepts = snapshot.concepts;
  const ConceptIndex code = concepts.Find(type, word);
  if (code != kNoConcept) {
    values.push_back(code);
    return {};
  }
  const std::vector<ConceptIndex> called = CodesCalled(snapshot, type, word);
  if (called.empty()) {
    const auto nearest = concepts.Nearest(type, word, kNearestCodes);
    return Fail(ErrorCode::kInvalidArgument,
                Quoted(word) + " is not a known " + std::string(Name(criterion)) +
                    (nearest.empty() ? "" : "; the nearest are " + List(concepts, nearest)));
  }
  const auto plain = [&](ConceptIndex one) { return WithoutRevision(concepts.code(one)); };
  if (std::ranges::any_of(called,
                          [&](ConceptIndex one) { return plain(one) != plain(called[0]); })) {
    return Fail(ErrorCode::kInvalidArgument,
                Quoted(word) + " is the name of several: write one of " + List(concepts, called));
  }
  values.insert(values.end(), called.begin(), called.end());
  return {};
}

Status AddKind(const std::string& word, std::vector<uint32_t>& values) {
  const std::string folded = Fold(word);  // "cluster organisation" as well
  const auto* found = std::ranges::find_if(
      kOrganisationKinds, [&](std::string_view kind) { return Fold(kind) == folded; });
  if (found == kOrganisationKinds.end()) {
    std::string message = Quoted(word) + " is not a known kind; there are ";
    for (const std::string_view kind : kOrganisationKinds) {
      message += (kind == kOrganisationKinds.front() ? "" : ", ") + std::string(kind);
    }
    return Fail(ErrorCode::kInvalidArgument, message);
  }
  values.push_back(static_cast<uint32_t>(found - kOrganisationKinds.begin()));
  return {};
}

Status AddYear(const std::string& word, std::vector<uint32_t>& values) {
  uint32_t year = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, year);
  if (error != std::errc() || stop != end || year < kFirstActiveYear || year > kLastActiveYear) {
    return Fail(ErrorCode::kInvalidArgument,
                Quoted(word) + " is no year for active_since, such as 2019");
  }
  values.push_back(year);
  return {};
}

Status AddNewcomer(const std::string& word, std::vector<uint32_t>& values) {
  if (word != "true" && word != "false") {
    return Fail(ErrorCode::kInvalidArgument, "newcomer is true or false, not " + Quoted(word));
  }
  values.push_back(word == "true" ? 1 : 0);
  return {};
}

Status AddValue(const Snapshot& snapshot, const std::string& word, Filter& filter) {
  // Finding the nearest codes compares a word with every code: its length must be bounded.
  if (word.size() > Limits::max_query_bytes) {
    return Fail(ErrorCode::kLimit, "a value of the filter '" + std::string(Name(filter.criterion)) +
                                       "' is longer than " +
                                       std::to_string(Limits::max_query_bytes) + " bytes");
  }
  if (const std::optional<NodeType> type = TypeOf(filter.criterion)) {
    return AddCode(snapshot, filter.criterion, *type, word, filter.values);
  }
  if (filter.criterion == Criterion::kKind) return AddKind(word, filter.values);
  return filter.criterion == Criterion::kActiveSince ? AddYear(word, filter.values)
                                                     : AddNewcomer(word, filter.values);
}

}  // namespace

std::vector<FilterWords> NoFilterWords() {
  std::vector<FilterWords> all;
  for (size_t i = 0; i < kCriterionNames.size(); ++i) {
    all.push_back({static_cast<Criterion>(i), {}});
  }
  return all;
}

Result<Filters> ReadFilters(const Snapshot& snapshot, std::span<const FilterWords> filters) {
  Filters read;
  for (const auto& [criterion, words] : filters) {
    if (words.empty()) continue;
    if (words.size() > Limits::max_filter_codes) {
      return Fail(ErrorCode::kLimit, "more than " + std::to_string(Limits::max_filter_codes) +
                                         " values in the filter '" + std::string(Name(criterion)) +
                                         "'");
    }
    Filter& filter = read.emplace_back(criterion);
    for (const std::string& word : words) {
      if (Status added = AddValue(snapshot, word, filter); !added) {
        return std::unexpected(added.error());
      }
    }
  }
  return read;
}

Result<Filters> ReadClauses(const Snapshot& snapshot, std::span<const QueryClause> clauses) {
  std::vector<FilterWords> all = NoFilterWords();
  for (const QueryClause& clause : clauses) {
    auto& values = all[static_cast<size_t>(clause.criterion)].values;
    values.insert(values.end(), clause.values.begin(), clause.values.end());
  }
  return ReadFilters(snapshot, all);
}

}  // namespace kontor
