#include "engine/wishes.h"

#include <bit>

namespace kontor {

std::string_view Name(Wish::Strength strength) {
  return strength == Wish::Strength::kShould ? "should" : "nice";
}

Result<Wish> ReadWish(const Snapshot& snapshot, const QueryClause& clause) {
  const bool should = clause.role == QueryClause::Role::kShould;
  Wish wish{should ? Wish::Strength::kShould : Wish::Strength::kNice,
            std::string(Name(clause.criterion)) + ":",
            {}};
  for (const std::string& value : clause.values) {
    wish.text += (wish.text.ends_with(':') ? "" : ",") + value;
  }
  Result<Filters> filters = ReadClauses(snapshot, {&clause, 1});
  if (!filters) return std::unexpected(filters.error());
  wish.filters = *std::move(filters);
  return wish;
}

Result<std::vector<Wish>> ReadWishes(const Snapshot& snapshot, Wish::Strength strength,
                                     std::string_view text) {
  Result<ParsedQuery> parsed = ParseQuery(text);
  if (!parsed) return std::unexpected(parsed.error());
  const bool is_plain = parsed->words.empty() && parsed->phrases.empty() && parsed->near.empty() &&
                        parsed->excluded_words.empty() && parsed->excluded_phrases.empty();
  if (!parsed->notes.empty()) return Fail(ErrorCode::kInvalidArgument, parsed->notes.front());
  std::vector<Wish> wishes;
  for (QueryClause& clause : parsed->clauses) {
    if (!is_plain || clause.role != QueryClause::Role::kMust) break;
    clause.role =
        strength == Wish::Strength::kShould ? QueryClause::Role::kShould : QueryClause::Role::kNice;
    Result<Wish> wish = ReadWish(snapshot, clause);
    if (!wish) return std::unexpected(wish.error());
    wishes.push_back(*std::move(wish));
  }
  if (wishes.size() < parsed->clauses.size() || !is_plain) {
    return Fail(ErrorCode::kInvalidArgument,
                "a wish is a field and what it should be, as in country:PT,ES");
  }
  return wishes;
}

WishCheck::WishCheck(const Snapshot& snapshot, const std::vector<Wish>& wishes, Date as_of,
                     FilterScratch& scratch, std::vector<uint32_t>& met)
    : met_(met) {
  if (wishes.empty()) return;
  met_.assign(snapshot.profiles.size(), 0);
  uint32_t bit = 1;
  for (const Wish& wish : wishes) {
    all_ |= bit;
    if (wish.strength == Wish::Strength::kShould) should_ |= bit;
    FilterCheck(snapshot, wish.filters, as_of, scratch).ForEachPassing([&](NodeIndex organisation) {
      met_[organisation] |= bit;
    });
    bit <<= 1U;
  }
}

// Those that should be met count twice.
uint32_t WishCheck::Worth(uint32_t wishes) const {
  return static_cast<uint32_t>(std::popcount(wishes) + std::popcount(wishes & should_));
}

double WishCheck::Raise(NodeIndex organisation, double score) const {
  if (all_ == 0) return score;
  const auto met = static_cast<double>(Worth(met_[organisation]));
  return score * (1.0 + met / static_cast<double>(Worth(all_)));
}

}  // namespace kontor
