#include "engine/snapshot_records.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <tuple>

#include "base/vocabulary.h"

namespace kontor {
namespace {

constexpr size_t kDescriptionBytes = 500;

// The value in no stated language stands before English, English before the others.
int LanguageRank(std::string_view lang) { return lang.empty() ? 0 : lang == "en" ? 1 : 2; }

const ValueView* BestName(const NodeView& node) {
  const ValueView* best = nullptr;
  for (const ValueView& value : node.values) {
    if (value.field != Field::kName) continue;
    if (best == nullptr || LanguageRank(value.lang) < LanguageRank(best->lang)) best = &value;
  }
  return best;
}

std::string_view EnglishOrAny(const NodeView& node, Field field) {
  std::string_view text;
  for (const ValueView& value : node.values) {
    if (value.field != field) continue;
    if (value.lang == "en") return value.text;
    if (text.empty()) text = value.text;
  }
  return text;
}

uint8_t KindNumber(std::string_view kind) {
  const auto found = std::ranges::find(kOrganisationKinds, kind);
  constexpr uint8_t kOther = kOrganisationKinds.size() - 1;
  return found == kOrganisationKinds.end()
             ? kOther
             : static_cast<uint8_t>(found - kOrganisationKinds.begin());
}

// "latitude,longitude"
std::optional<GeoPoint> ReadLocation(std::string_view text) {
  const size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  GeoPoint point;
  const auto read = [](std::string_view number, double& value) {
    while (number.starts_with(' ')) number.remove_prefix(1);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    return error == std::errc() && end == number.data() + number.size();
  };
  if (!read(text.substr(0, comma), point.latitude) ||
      !read(text.substr(comma + 1), point.longitude)) {
    return std::nullopt;
  }
  const bool on_earth = std::abs(point.latitude) <= 90.0 && std::abs(point.longitude) <= 180.0;
  return on_earth ? std::optional(point) : std::nullopt;
}

// A date that cannot be read is as good as none; importers have reported it.
Date ReadDay(std::string_view text) { return ParseDate(text).value_or(Date{}); }

Date NewestStatement(const NodeView& node) {
  Date newest;
  for (const ValueView& value : node.values) newest = std::max(newest, value.date);
  return newest;
}

// Of several sources on the newest day, the last in alphabetical order, as in base/record.h.
std::string_view NewestSource(const NodeView& node) {
  const auto newest = std::ranges::max_element(node.values, [](const auto& a, const auto& b) {
    return std::tie(a.date, a.source) < std::tie(b.date, b.source);
  });
  return newest == node.values.end() ? std::string_view() : newest->source;
}

}  // namespace

std::string_view CutAtWord(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  const size_t space = text.rfind(' ', max_bytes);
  if (space != std::string_view::npos && space > 0) return text.substr(0, space);
  size_t end = max_bytes;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end);
}

ProfileRecord ReadProfile(const NodeView& node) {
  ProfileRecord profile;
  profile.id = node.id;
  profile.key = node.key;
  const ValueView* name = BestName(node);
  profile.name = name != nullptr && !name->text.empty() ? name->text : node.key;
  for (const ValueView& value : node.values) {
    const bool other_name = value.field == Field::kName && &value != name;
    if (value.field == Field::kAlias || other_name) profile.aliases.emplace_back(value.text);
    if (value.field == Field::kIdentifier) profile.identifiers.emplace_back(value.text);
  }
  profile.acronym = node.Text(Field::kAcronym);
  profile.kind = KindNumber(node.Text(Field::kKind));
  profile.city = node.Text(Field::kCity);
  profile.url = node.Text(Field::kUrl);
  profile.description = CutAtWord(EnglishOrAny(node, Field::kDescription), kDescriptionBytes);
  profile.invented = node.Text(Field::kInvented) == "true";
  profile.location = ReadLocation(node.Text(Field::kLocation));
  profile.updated = NewestStatement(node);
  return profile;
}

std::string_view ThemeText(const NodeView& partnership) {
  const std::string_view title = EnglishOrAny(partnership, Field::kTitle);
  return title.empty() ? EnglishOrAny(partnership, Field::kName) : title;
}

PartnershipRecord ReadPartnership(const NodeView& node) {
  PartnershipRecord facts;
  facts.id = node.id;
  facts.key = node.key;
  const std::string_view acronym = node.Text(Field::kAcronym);
  const std::string_view title = ThemeText(node);
  facts.label = !acronym.empty() ? acronym : !title.empty() ? title : node.key;
  facts.start = ReadDay(node.Text(Field::kStart));
  facts.type = node.Text(Field::kPartnershipType);
  facts.source = NewestSource(node);
  return facts;
}

PostingRecord ReadPosting(const NodeView& node) {
  PostingRecord posting;
  posting.id = node.id;
  posting.title = EnglishOrAny(node, Field::kTitle);
  posting.type = node.Text(Field::kPartnershipType);
  posting.deadline = ReadDay(node.Text(Field::kDeadline));
  return posting;
}

std::optional<GeoPoint> ReadCentre(const NodeView& node) {
  const NodeType type = node.id.type();
  if (type != NodeType::kCountry && type != NodeType::kRegion) return std::nullopt;
  return ReadLocation(node.Text(Field::kLocation));
}

std::optional<NodeType> DescribedBy(EdgeType tie) {
  switch (tie) {
    case EdgeType::kInSector:
      return NodeType::kSector;
    case EdgeType::kInEcosystem:
      return NodeType::kEcosystem;
    case EdgeType::kUsesTechnology:
      return NodeType::kTechnology;
    case EdgeType::kAtStage:
      return NodeType::kStage;
    case EdgeType::kHoldsLabel:
      return NodeType::kLabel;
    case EdgeType::kAboutTopic:
      return NodeType::kTopic;
    case EdgeType::kTargetsCountry:
    case EdgeType::kActiveInCountry:
    case EdgeType::kInCountry:
      return NodeType::kCountry;
    case EdgeType::kInRegion:
      return NodeType::kRegion;
    default:
      return std::nullopt;
  }
}

}  // namespace kontor
