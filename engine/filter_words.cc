#include "engine/filter_words.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "base/distinct.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kShownBytes = 60;     // of what is refused
constexpr size_t kNearestCodes = 3;    // that a message names
constexpr size_t kMostNamesakes = 64;  // labels that are looked at for a name

std::string QuotedValue(std::string_view word) {
  return "'" + std::string(word.substr(0, kShownBytes)) + "'";
}

// "C28 (Machinery), C29 (Vehicles)"
std::string CodesInWords(const ConceptTable& concepts, std::span<const ConceptIndex> codes) {
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

// Reads the codes of one filter.
class CodeReader {
 public:
  CodeReader(const Snapshot& snapshot, Criterion criterion, NodeType type)
      : snapshot_(snapshot), criterion_(criterion), type_(type) {}

  // Adds the code, or those that the name stands for: one, in whatever revision of its taxonomy.
  Status Add(const std::string& word, std::vector<uint32_t>& values) {
    const ConceptTable& concepts = snapshot_.concepts;
    const ConceptIndex code = concepts.Find(type_, word);
    if (code != kNoConcept) {
      values.push_back(code);
      return {};
    }
    const std::vector<ConceptIndex> called = Broadest(CodesCalled(word));
    if (called.empty()) {
      const auto nearest = concepts.Nearest(type_, word, kNearestCodes);
      return Fail(
          ErrorCode::kInvalidArgument,
          QuotedValue(word) + " is not a known " + std::string(Name(criterion_)) +
              (nearest.empty() ? "" : "; the nearest are " + CodesInWords(concepts, nearest)));
    }
    const auto differs = [&](ConceptIndex one) {
      return WithoutRevision(concepts.code(one)) != WithoutRevision(concepts.code(called.front()));
    };
    if (std::ranges::any_of(called, differs)) {
      return Fail(ErrorCode::kInvalidArgument, QuotedValue(word) +
                                                   " is the name of several: write one of " +
                                                   CodesInWords(concepts, called));
    }
    values.insert(values.end(), called.begin(), called.end());
    return {};
  }

 private:
  // Ascending.
  std::vector<ConceptIndex> CodesCalled(const std::string& name) {
    std::vector<ConceptIndex> called;
    const auto whoever_carries_it = [](ConceptIndex) { return 1U; };
    for (const NameMatch& match :
         snapshot_.code_names.Search(name, kMostNamesakes, whoever_carries_it)) {
      if (match.grade == MatchGrade::kWhole && snapshot_.concepts.type(match.item) == type_) {
        called.push_back(match.item);
      }
    }
    if (called.empty()) called = UncarriedCodesCalled(name);
    SortDistinct(called);
    return called;
  }

  // Of those that no organisation carries. All labels are folded, but once for all of a filter.
  std::vector<ConceptIndex> UncarriedCodesCalled(const std::string& name) {
    const ConceptTable& concepts = snapshot_.concepts;
    if (by_label_.empty()) {
      const auto [first, last] = concepts.RangeOf(type_);
      for (ConceptIndex code = first; code < last; ++code) {
        for (const std::string_view label : concepts.Labels(code)) {
          by_label_[Fold(label)].push_back(code);
        }
      }
    }
    const auto found = by_label_.find(Fold(name));
    return found == by_label_.end() ? std::vector<ConceptIndex>() : found->second;
  }

  // Without those that are within others of them.
  [[nodiscard]] std::vector<ConceptIndex> Broadest(std::vector<ConceptIndex> codes) const {
    const std::vector<ConceptIndex> all = codes;
    std::erase_if(codes, [&](ConceptIndex code) {
      return std::ranges::any_of(all, [&](ConceptIndex other) {
        return other != code && snapshot_.concepts.IsWithin(code, other);
      });
    });
    return codes;
  }

  const Snapshot& snapshot_;
  Criterion criterion_;
  NodeType type_;
  std::unordered_map<std::string, std::vector<ConceptIndex>> by_label_;
};

Status AddKind(const std::string& word, std::vector<uint32_t>& values) {
  const std::string folded = Fold(word);  // "cluster organisation" as well
  const auto* found = std::ranges::find_if(
      kOrganisationKinds, [&](std::string_view kind) { return Fold(kind) == folded; });
  if (found == kOrganisationKinds.end()) {
    std::string message = QuotedValue(word) + " is not a known kind; there are ";
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
                QuotedValue(word) + " is no year for active_since, such as 2019");
  }
  values.push_back(year);
  return {};
}

Status AddNewcomer(const std::string& word, std::vector<uint32_t>& values) {
  if (word != "true" && word != "false") {
    return Fail(ErrorCode::kInvalidArgument, "newcomer is true or false, not " + QuotedValue(word));
  }
  values.push_back(word == "true" ? 1 : 0);
  return {};
}

// Of what is no code.
Status AddPlainValue(const std::string& word, Filter& filter) {
  if (filter.criterion == Criterion::kKind) return AddKind(word, filter.values);
  return filter.criterion == Criterion::kActiveSince ? AddYear(word, filter.values)
                                                     : AddNewcomer(word, filter.values);
}

Status AddValues(const Snapshot& snapshot, std::span<const std::string> words, Filter& filter) {
  const std::optional<NodeType> type = TypeOf(filter.criterion);
  CodeReader codes(snapshot, filter.criterion, type.value_or(NodeType::kCountry));
  for (const std::string& word : words) {
    // Finding the nearest codes compares a word with every code: its length must be bounded.
    if (word.size() > Limits::max_query_bytes) {
      return Fail(ErrorCode::kLimit, "a value of the filter '" +
                                         std::string(Name(filter.criterion)) + "' is longer than " +
                                         std::to_string(Limits::max_query_bytes) + " bytes");
    }
    Status added = type ? codes.Add(word, filter.values) : AddPlainValue(word, filter);
    if (!added) return added;
  }
  return {};
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
    if (Status added = AddValues(snapshot, words, filter); !added) {
      return std::unexpected(added.error());
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
