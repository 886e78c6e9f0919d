#include "api/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "engine/default_preset.h"
#include "engine/filter_words.h"

namespace kontor {
namespace {

// The filters and then the others.
template <size_t n>
constexpr auto WithFilters(const std::array<std::string_view, n>& others) {
  std::array<std::string_view, n + kCriterionNames.size()> all;
  std::ranges::copy(others, std::ranges::copy(kCriterionNames, all.begin()).out);
  return all;
}

constexpr auto kPartnerParameters = WithFilters(std::to_array<std::string_view>(
    {"top", "preset", "exclude", "exclude_known", "pin", "max_per_country", "max_per_region",
     "max_per_kind", "newcomers", "as_of", "diversity", "lang", "facets"}));
constexpr std::array<std::string_view, 5> kExplainParameters = {"for", "candidate", "preset",
                                                                "as_of", "lang"};
constexpr auto kSearchParameters = WithFilters(std::to_array<std::string_view>(
    {"q", "top", "cursor", "sort", "near", "within", "box", "literal", "facets", "should", "nice",
     "for", "preset", "exclude_known", "lang"}));

std::unexpected<Problem> Refuse(std::string_view parameter, const Error& error) {
  Problem problem = ProblemOf(error);
  problem.parameter = parameter;
  return std::unexpected(std::move(problem));
}

std::unexpected<Problem> Refuse(std::string_view parameter, std::string detail) {
  return Refuse(parameter, Error{ErrorCode::kInvalidArgument, std::move(detail)});
}

std::string Nearest(std::string_view name, std::span<const std::string_view> known) {
  constexpr size_t farthest = 3;
  const std::string_view nearest = NearestOf(name, known, farthest);
  return nearest.empty() ? "" : " Did you mean '" + std::string(nearest) + "'?";
}

// "DE, FR" -> DE, FR. A form sends fields that are not filled in as empty: they list nothing.
std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view item = Trim(text.substr(0, comma), " ");
    if (!item.empty()) items.emplace_back(item);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return items;
}

Parsed<Preset> ReadPreset(const Snapshot& snapshot, const Target& target) {
  const std::string* name = target.Find("preset");
  if (name == nullptr) return DefaultPreset(snapshot);
  auto preset = FindPreset(*name);
  if (!preset) return Refuse("preset", preset.error().message);
  return *std::move(preset);
}

// A number from 0 to 1; -1 when it is not sent.
Parsed<double> ReadShare(const Target& target, std::string_view name) {
  const std::string* value = target.Find(name);
  if (value == nullptr) return -1.0;
  double share = 0.0;
  const char* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, share);
  const bool is_number = !value->empty() && stop == end && error == std::errc();
  if (!is_number || !(share >= 0.0 && share <= 1.0)) {
    return Refuse(name, std::string(name) + " is a number from 0 to 1.");
  }
  return share;
}

Parsed<std::vector<NodeIndex>> ReadOrganisations(const Snapshot& snapshot, const Target& target,
                                                 std::string_view name) {
  std::vector<NodeIndex> organisations;
  const std::string* value = target.Find(name);
  if (value == nullptr) return organisations;
  const std::vector<std::string> words = SplitList(*value);
  if (words.size() > Limits::max_filter_codes) {
    return Refuse(name, Error{ErrorCode::kLimit, std::string(name) + " lists at most " +
                                                     std::to_string(Limits::max_filter_codes) +
                                                     " organisations."});
  }
  for (const std::string& word : words) {
    auto organisation = ResolveOrganisation(snapshot, word);
    if (!organisation) return Refuse(name, organisation.error().message);
    organisations.push_back(*organisation);
  }
  return organisations;
}

// "country,sector" or "all".
Parsed<std::vector<Criterion>> ReadFacetNames(const Target& target) {
  const std::string* value = target.Find("facets");
  if (value == nullptr) return std::vector<Criterion>();
  auto facets = ReadFacets(SplitList(*value));
  if (!facets) return Refuse("facets", facets.error());
  return *std::move(facets);
}

// Adds those of one parameter, "country:PT,ES label:gold".
Parsed<void> AddWishes(const Snapshot& snapshot, const Target& target, Wish::Strength strength,
                       std::vector<Wish>& wishes) {
  const std::string_view name = Name(strength);
  const std::string* value = target.Find(name);
  if (value == nullptr) return {};
  auto read = ReadWishes(snapshot, strength, *value);
  if (!read) return Refuse(name, read.error());
  std::ranges::move(*read, std::back_inserter(wishes));
  return {};
}

// A form sends what is not filled in as empty: as good as not sent.
const std::string* FindFilled(const Target& target, std::string_view name) {
  const std::string* value = target.Find(name);
  return value == nullptr || value->empty() ? nullptr : value;
}

// "near" with "within", and "box".
Parsed<Area> ReadArea(const Snapshot& snapshot, const Target& target) {
  Area area;
  const std::string* near = FindFilled(target, "near");
  const std::string* within = FindFilled(target, "within");
  const std::string_view kilometres = within == nullptr ? std::string_view() : *within;
  if (const auto radius = ReadRadius(kilometres); !radius) return Refuse("within", radius.error());
  if (near != nullptr) {
    auto circle = ReadCircle(snapshot, *near, kilometres);
    if (!circle) return Refuse("near", circle.error());
    area.circles.push_back(*std::move(circle));
  } else if (within != nullptr) {
    return Refuse("within", "within says how far from 'near' hits may be: it wants 'near'.");
  }
  if (const std::string* text = FindFilled(target, "box")) {
    const auto box = ReadBox(*text);
    if (!box) return Refuse("box", box.error());
    area.box = *box;
  }
  return area;
}

// True for an order by distance.
Parsed<bool> ReadSort(const Target& target, const SearchQuery& query) {
  const std::string* value = FindFilled(target, "sort");
  if (value == nullptr) return false;
  const auto by_distance = ReadByDistance(*value);
  if (!by_distance) return Refuse("sort", by_distance.error());
  if (*by_distance && target.Find("for") != nullptr) {
    return Refuse("sort", "hits are in the order of partners or by distance, not both");
  }
  const auto parsed = ParseQuery(query.text);  // what is wrong with it is told of q
  if (*by_distance && query.area.circles.empty() && parsed && parsed->near.empty()) {
    return Refuse("sort", "an order by distance wants a place, as in near=Potsdam");
  }
  return *by_distance;
}

// Moves what was read to its place; false, with the problem, when there is one.
template <typename T>
bool Take(Parsed<T> read, T& place, Problem& problem) {
  const bool is_good = read.has_value();
  if (is_good) {
    place = *std::move(read);
  } else {
    problem = std::move(read.error());
  }
  return is_good;
}

}  // namespace

Parsed<bool> ReadFlag(const Target& target, std::string_view name) {
  const std::string* value = target.Find(name);
  if (value == nullptr || *value == "false") return false;
  if (*value == "true") return true;
  return Refuse(name, std::string(name) + " is true or false.");
}

Parsed<uint64_t> ReadGeneration(const Target& target, std::string_view name) {
  const std::string* value = target.Find(name);
  if (value == nullptr) return 0;
  uint64_t generation = 0;
  const char* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, generation);
  if (!value->empty() && stop == end && error == std::errc()) return generation;
  return Refuse(name, std::string(name) + " is a generation, a whole number.");
}

Parsed<void> CheckParameters(const Target& target, std::span<const std::string_view> known) {
  const std::vector<Parameter>& sent = target.parameters;
  for (auto parameter = sent.begin(); parameter != sent.end(); ++parameter) {
    const std::string& name = parameter->name;
    if (std::ranges::find(known, name) == known.end()) {
      return Refuse(name, "Unknown parameter '" + name + "'." + Nearest(name, known));
    }
    if (std::find_if(sent.begin(), parameter, [&](const Parameter& p) { return p.name == name; }) !=
        parameter) {
      return Refuse(name, "The parameter '" + name +
                              "' is sent twice. Several values are separated by commas.");
    }
  }
  return {};
}

std::span<const std::string_view> PartnerParameters() { return kPartnerParameters; }
std::span<const std::string_view> ExplainParameters() { return kExplainParameters; }

std::span<const std::string_view> SearchParameters() { return kSearchParameters; }

Parsed<Date> ReadAsOf(const Target& target) {
  const std::string* value = target.Find("as_of");
  if (value == nullptr) return Date{};
  auto date = ParseDate(*value);
  if (!date || !date->known()) {
    return Refuse("as_of", "as_of is a day of the calendar, such as 2020-06-30.");
  }
  return *date;
}

Parsed<const Language*> ReadLanguage(const Target& target) {
  const std::string* code = target.Find("lang");
  if (code == nullptr) return &English();
  auto language = FindLanguage(*code);
  if (!language) return Refuse("lang", language.error());
  return *language;
}

Parsed<size_t> ReadCount(const Target& target, std::string_view name, size_t otherwise,
                         size_t most) {
  const std::string* value = target.Find(name);
  if (value == nullptr) return otherwise;
  size_t count = 0;
  const char* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, count);
  if (value->empty() || stop != end || error != std::errc() || count < 1 || count > most) {
    return Refuse(name,
                  std::string(name) + " is a whole number from 1 to " + std::to_string(most) + ".");
  }
  return count;
}

Parsed<Filters> ReadFilterParameters(const Snapshot& snapshot, const Target& target) {
  Filters all;
  for (size_t i = 0; i < kCriterionNames.size(); ++i) {
    const std::string* value = target.Find(kCriterionNames[i]);
    if (value == nullptr) continue;
    const FilterWords words{static_cast<Criterion>(i), SplitList(*value)};
    auto read = ReadFilters(snapshot, {&words, 1});
    if (!read) return Refuse(kCriterionNames[i], read.error());
    std::ranges::move(*read, std::back_inserter(all));
  }
  return all;
}

Parsed<NodeIndex> ReadOrganisation(const Snapshot& snapshot, const Target& target,
                                   std::string_view name) {
  const std::string* value = target.Find(name);
  if (value == nullptr || value->empty()) {
    return Refuse(name, "The parameter '" + std::string(name) + "' is " +
                            (value == nullptr ? "missing" : "empty") +
                            ": the identifier or name of an organisation.");
  }
  auto organisation = ResolveOrganisation(snapshot, *value);
  if (!organisation) return Refuse(name, organisation.error());
  return *organisation;
}

Parsed<PartnerQuery> ReadPartnerQuery(const Snapshot& snapshot, const Target& target, Date as_of) {
  constexpr size_t most = Limits::max_top;
  PartnerQuery query;
  query.as_of = as_of;
  Problem problem;
  const bool read =
      Take(ReadCount(target, "top", Limits::default_top, most), query.top, problem) &&
      Take(ReadFilterParameters(snapshot, target), query.filters, problem) &&
      Take(ReadOrganisations(snapshot, target, "exclude"), query.excluded, problem) &&
      Take(ReadFlag(target, "exclude_known"), query.exclude_known, problem) &&
      Take(ReadOrganisations(snapshot, target, "pin"), query.pinned, problem) &&
      Take(ReadCount(target, "max_per_country", 0, most), query.caps.country, problem) &&
      Take(ReadCount(target, "max_per_region", 0, most), query.caps.region, problem) &&
      Take(ReadCount(target, "max_per_kind", 0, most), query.caps.kind, problem) &&
      Take(ReadShare(target, "newcomers"), query.newcomer_share, problem) &&
      Take(ReadShare(target, "diversity"), query.diversity, problem) &&
      Take(ReadPreset(snapshot, target), query.preset, problem) &&
      Take(ReadFacetNames(target), query.facets, problem);
  if (!read) return std::unexpected(std::move(problem));
  return query;
}

Parsed<SearchQuery> ReadSearchQuery(const Snapshot& snapshot, const Target& target, Date as_of) {
  SearchQuery query;
  query.as_of = as_of;
  if (const std::string* text = target.Find("q")) query.text = *text;
  if (target.Find("for") == nullptr) {
    for (const std::string_view name : {"preset", "exclude_known", "lang"}) {
      if (target.Find(name) != nullptr) {
        return Refuse(name, std::string(name) +
                                " says how hits are ranked for an organisation: "
                                "it wants 'for'.");
      }
    }
  }
  Problem problem;
  const bool is_good =
      Take(ReadFilterParameters(snapshot, target), query.filters, problem) &&
      Take(ReadCount(target, "top", Limits::default_top, Limits::max_top), query.top, problem) &&
      Take(ReadArea(snapshot, target), query.area, problem) &&
      Take(ReadSort(target, query), query.by_distance, problem) &&
      Take(ReadFlag(target, "literal"), query.literal, problem) &&
      Take(ReadFacetNames(target), query.facets, problem);
  if (!is_good) return std::unexpected(std::move(problem));
  for (const auto strength : {Wish::Strength::kShould, Wish::Strength::kNice}) {
    if (auto added = AddWishes(snapshot, target, strength, query.wishes); !added) {
      return std::unexpected(added.error());
    }
  }
  return query;
}

Parsed<std::optional<Cursor>> ReadCursorParameter(const Target& target) {
  const std::string* text = target.Find("cursor");
  if (text == nullptr || text->empty()) return std::nullopt;
  auto cursor = ReadCursor(*text);
  if (!cursor) return Refuse("cursor", cursor.error());
  return *cursor;
}

Parsed<std::optional<PartnerQuery>> ReadForWhom(const Snapshot& snapshot, const Target& target,
                                                Date as_of) {
  if (target.Find("for") == nullptr) return std::nullopt;
  PartnerQuery query;
  query.as_of = as_of;
  Problem problem;
  const bool is_good =
      Take(ReadOrganisation(snapshot, target, "for"), query.organisation, problem) &&
      Take(ReadFlag(target, "exclude_known"), query.exclude_known, problem) &&
      Take(ReadPreset(snapshot, target), query.preset, problem);
  if (!is_good) return std::unexpected(std::move(problem));
  return query;
}

}  // namespace kontor
