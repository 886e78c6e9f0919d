// All columns of a snapshot by name: what measuring, saving and mapping it have in common.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "engine/snapshot.h"

namespace kontor {

// Calls Derived::Visit(path, member) for every column and plain value, where the path is
// "profiles/names/letters/begins", and Derived::Check(path, member) for whatever can say whether it
// IsSound, after its columns. What is not may be asked no more, nor what holds it.
template <typename Derived>
class ColumnVisitor {
 public:
  template <typename Member>
  void operator()(std::string_view name, Member& member) {
    using Plain = std::remove_const_t<Member>;
    Derived& derived = static_cast<Derived&>(*this);
    const size_t length = path_.size();
    if (!path_.empty()) path_ += '/';
    path_ += name;
    if constexpr (requires { Plain::VisitColumns(member, derived); }) {
      Plain::VisitColumns(member, derived);
    } else {
      derived.Visit(path_, member);
    }
    if constexpr (requires { member.IsSound(); }) derived.Check(path_, member);
    path_.resize(length);
  }

 private:
  std::string path_;
};

// Always in the same order. `Self` is Snapshot or const Snapshot. A new member of Snapshot does not
// compile before it is named here.
template <typename Self, typename Visitor>
void VisitColumns(Self& snapshot, Visitor& visit) {
  auto& [generation, as_of, reference_date, known_until, graph, strengths, walk, partner_ties,
         activity, concepts, profiles, themes, names, code_names, country_affinity, postings,
         sectors, summaries, geography] = snapshot;
  visit("generation", generation);
  visit("as_of", as_of);
  visit("reference_date", reference_date);
  visit("known_until", known_until);
  visit("graph", graph);
  visit("strengths", strengths);
  visit("walk", walk);
  visit("partner_ties", partner_ties);
  visit("activity", activity);
  visit("concepts", concepts);
  visit("profiles", profiles);
  visit("themes", themes);
  visit("names", names);
  visit("code_names", code_names);
  visit("country_affinity", country_affinity);
  visit("postings", postings);
  visit("sectors", sectors);
  visit("summaries", summaries);
  visit("geography", geography);
}

}  // namespace kontor
