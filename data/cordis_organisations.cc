// organization.csv: one row for each organisation in each project.
#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "data/cordis.h"
#include "data/match_names.h"
#include "data/table_row.h"

namespace kontor {
namespace {

using Column = std::optional<size_t>;

struct OrganisationColumns {
  explicit OrganisationColumns(const CsvTable& table)
      : project(table.Find({"projectID", "project"})),
        project_acronym(table.Find("projectAcronym")),
        id(table.Find({"organisationID", "organizationID", "id", "pic"})),
        vat(table.Find("vatNumber")),
        name(table.Find({"name", "legalName"})),
        short_name(table.Find("shortName")),
        sme(table.Find("SME")),
        activity(table.Find("activityType")),
        street(table.Find("street")),
        post_code(table.Find("postCode")),
        city(table.Find("city")),
        country(table.Find("country")),
        nuts(table.Find({"nutsCode", "nuts"})),
        point(table.Find("geolocation")),
        url(table.Find({"organizationURL", "organisationURL"})),
        updated(table.Find({"contentUpdateDate", "lastUpdateDate"})),
        order(table.Find("order")),
        role(table.Find("role")),
        contribution(table.Find("ecContribution")),
        net_contribution(table.Find("netEcContribution")),
        total_cost(table.Find("totalCost")),
        ended(table.Find("endOfParticipation")) {}

  [[nodiscard]] std::vector<std::string_view> Missing() const {
    std::vector<std::string_view> missing;
    if (!project) missing.emplace_back("projectID");
    if (!id) missing.emplace_back("organisationID");
    if (!name) missing.emplace_back("name");
    if (!country) missing.emplace_back("country");
    return missing;
  }

  Column project, project_acronym, id, vat, name, short_name, sme, activity, street, post_code,
      city, country, nuts, point, url, updated, order, role, contribution, net_contribution,
      total_cost, ended;
};

constexpr size_t kLongestId = 64;

std::string_view CleanText(const CsvTable& table, Column column) {
  if (!column) return {};
  const std::string_view text = Trim(table[*column]);
  return table.clean() || IsCleanUtf8(text) ? text : std::string_view();
}

bool IsUsableId(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

// The key of the organisation of the current row; "" when it has neither an id nor a name. Tells
// nothing, so that both passes may call it.
std::string KeyOfRow(const CsvTable& table, const OrganisationColumns& columns,
                     const Codes& codes) {
  const std::string_view id = CleanText(table, columns.id);
  if (IsUsableId(id)) return "pic:" + std::string(id);
  const std::string_view name = CleanText(table, columns.name);
  if (name.empty()) return {};
  return NameKey(codes.Country(CleanText(table, columns.country)).value_or(""), name);
}

uint64_t HashOfParticipation(std::string_view project, std::string_view key) {
  std::string text(project);
  text += '\n';
  text += key;
  return CordisImport::HashOf(text);
}

// First pass: which pairs of project and organisation occur on more than one row. Rows may stand in
// any order, and an edge must be complete before it is written, or importing twice would differ.
Result<std::unordered_set<uint64_t>> FindRepeated(const TableFile& file,
                                                  const CordisImport& import) {
  std::vector<uint64_t> seen;
  const Status read = WithTable(file, [&](CsvTable& table) -> Status {
    const OrganisationColumns columns(table);
    const auto missing = columns.Missing();
    if (!missing.empty()) return std::unexpected(table.MissingColumns(missing));
    return ForEachRowInSilence(table, import.run, [&](const TableRow&) -> Status {
      const std::string key = KeyOfRow(table, columns, import.codes);
      if (key.empty()) return {};
      seen.push_back(HashOfParticipation(CleanText(table, columns.project), key));
      return {};
    });
  });
  if (!read) return std::unexpected(read.error());
  std::ranges::sort(seen);
  std::unordered_set<uint64_t> repeated;
  for (size_t i = 1; i < seen.size(); ++i) {
    if (seen[i] == seen[i - 1]) repeated.insert(seen[i]);
  }
  return repeated;
}

std::string_view KindOf(std::string_view activity) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kKinds = {{
      {"HES", "university"},
      {"REC", "research_organisation"},
      {"PRC", "company"},
      {"PUB", "public_body"},
      {"OTH", "other"},
  }};
  const auto found =
      std::ranges::find(kKinds, activity, &std::pair<std::string_view, std::string_view>::first);
  return found == kKinds.end() ? std::string_view() : found->second;
}

// What one row says about a participation.
struct Participation {
  Edge edge;
  std::string role;
  std::string contribution;
  std::string total_cost;
  bool ended = false;
  std::string order;
};

// Coordinators come before participants, and these before all others.
int RankOfRole(std::string_view role) {
  if (role == "coordinator") return 0;
  if (role == "participant") return 1;
  return role.empty() ? 3 : 2;
}

// All that tells two rows of one participation apart.
auto Content(const Participation& one) {
  return std::tie(one.edge.date, one.edge.source, one.edge.valid_from, one.edge.valid_to, one.role,
                  one.contribution, one.total_cost, one.ended, one.order);
}

// Of rows with the same place in the project the newest is kept: they are one statement. Leaves an
// order that does not depend on how the rows stood in the file.
void DropRestated(std::vector<Participation>& rows) {
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return Content(b) < Content(a); });
  std::unordered_set<std::string> orders;
  std::erase_if(rows, [&orders](const Participation& one) {
    return !one.order.empty() && !orders.insert(one.order).second;
  });
}

// Joins the rows of one participation, in whatever order they come. REQUIRES: !rows.empty()
Participation Combine(std::vector<Participation> rows) {
  DropRestated(rows);
  Participation sum = rows.front();
  std::vector<std::string> contributions;
  std::vector<std::string> costs;
  for (Participation& one : rows) {
    contributions.push_back(std::move(one.contribution));
    costs.push_back(std::move(one.total_cost));
    if (std::pair(RankOfRole(one.role), one.role) < std::pair(RankOfRole(sum.role), sum.role)) {
      sum.role = one.role;
    }
    sum.ended = sum.ended && one.ended;
    const bool both_end = sum.edge.valid_to.known() && one.edge.valid_to.known();
    sum.edge.valid_to = both_end ? std::max(sum.edge.valid_to, one.edge.valid_to) : Date();
  }
  sum.contribution = SumOfAmounts(contributions);
  sum.total_cost = SumOfAmounts(costs);
  return sum;
}

Edge EdgeOf(Participation&& one) {
  const auto add = [&one](Field field, std::string text) {
    if (!text.empty()) one.edge.attributes.push_back({field, std::move(text)});
  };
  add(Field::kTotalCost, std::move(one.total_cost));  // in the order of fields
  add(Field::kEuContribution, std::move(one.contribution));
  add(Field::kStatus, one.ended ? "ended" : "");
  add(Field::kRole, std::move(one.role));
  return std::move(one.edge);
}

class OrganisationReader {
 public:
  OrganisationReader(const CsvTable& table, CordisImport& import,
                     std::unordered_set<uint64_t> repeated)
      : table_(table),
        columns_(table),
        row_(table, &import.run),
        import_(import),
        repeated_(std::move(repeated)) {}

  void Read() {
    const std::string_view project = row_.Text(columns_.project);
    const std::string key = KeyOfRow(table_, columns_, import_.codes);
    if (project.empty() || project.size() > kLongestId) {
      row_.Error(columns_.project, "the row has no usable project id");
      return;
    }
    if (key.empty()) {
      row_.Error(columns_.name, "the organisation has neither an id nor a name");
      return;
    }
    FindProject(project);
    WriteOrganisation(key);
    Participate(project, key);
  }

  // Writes what was held back, and tells the counts.
  void Finish() {
    for (auto& [key, rows] : combined_) {
      combined_rows_ += rows.size() - 1;
      import_.batch.Add(EdgeOf(Combine(std::move(rows))));
    }
    const auto& name = table_.source().name();
    import_.run.Note(
        name + ": " + std::to_string(participations_) + " participations" +
        (by_name_ > 0 ? ", " + std::to_string(by_name_) + " of them without an id" : ""));
    if (combined_rows_ > 0) {
      import_.run.Note(name + ": " + std::to_string(combined_rows_) +
                       " rows repeat an organisation within a project; they were combined");
    }
    if (!unknown_projects_.empty()) {
      import_.run.Note(name + ": " + std::to_string(unknown_projects_.size()) +
                       " projects are not in the table of projects; they were made from their ids "
                       "and acronyms");
    }
  }

 private:
  // Finds what the row's statements are dated and sourced by.
  void FindProject(std::string_view project) {
    const uint64_t hash = CordisImport::HashOf(project);
    const Date updated = row_.Day(columns_.updated);
    const auto found = import_.projects.find(hash);
    if (found != import_.projects.end()) {
      start_ = found->second.start;
      source_ = import_.sources[found->second.programme];
      date_ = updated.known() ? updated : found->second.stated;
      return;
    }
    start_ = Date();
    source_ = import_.sources.size() == 1 ? import_.sources.front() : "cordis";
    date_ = updated;
    if (unknown_projects_.insert(hash).second) {
      row_.Warn(columns_.project, "project " + std::string(project) +
                                      " is not in the table of projects; it was made from its id "
                                      "and acronym");
    }
    Node& node = import_.batch.NodeOf(NodeType::kPartnership, "cordis:" + std::string(project));
    node.Set(Field::kAcronym, row_.Text(columns_.project_acronym), source_, date_);
    node.Set(Field::kPartnershipType, "joint-project", source_, date_);
  }

  void WriteOrganisation(const std::string& key) {
    Node& node = import_.batch.NodeOf(NodeType::kOrganisation, key);
    const NodeId id = node.id();
    const auto set = [&](Field field, std::string_view text) {
      node.Set(field, text, source_, date_);
    };
    const std::string_view activity = row_.Text(columns_.activity);
    const std::string_view kind = KindOf(activity);
    if (kind.empty() && !activity.empty()) {
      row_.Warn(columns_.activity, "unknown type of activity; known are HES, REC, PRC, PUB, OTH");
    }
    const std::string_view given_id = row_.Text(columns_.id);
    if (!given_id.empty() && IsNameKey(key)) {
      row_.Warn(columns_.id, "not an id; the organisation is known by its name instead");
    }
    set(Field::kName, row_.Text(columns_.name));
    set(Field::kAcronym, row_.Text(columns_.short_name));
    set(Field::kKind, kind);
    set(Field::kSme, ParseBool(row_.Text(columns_.sme)));
    set(Field::kStreet, row_.Text(columns_.street));
    set(Field::kPostCode, row_.Text(columns_.post_code));
    set(Field::kCity, row_.Text(columns_.city));
    set(Field::kLocation, row_.Point(columns_.point));
    set(Field::kUrl, row_.Url(columns_.url));
    const std::string_view vat = row_.Text(columns_.vat);
    if (vat.size() > kLongestId) {
      row_.Warn(columns_.vat, "longer than a VAT number may be; it is left out");
    } else if (!vat.empty()) {
      set(Field::kIdentifier, "vat:" + std::string(vat));
    }
    Place(id);
  }

  void Place(NodeId id) {
    const std::string_view country_text = row_.Text(columns_.country);
    const auto country = import_.codes.Country(country_text);
    if (country) {
      import_.batch.Add(MakeEdge(id, EdgeType::kInCountry, NodeId::Of(NodeType::kCountry, *country),
                                 source_, date_));
    } else if (!country_text.empty()) {
      row_.Warn(columns_.country, UnknownCode(import_.codes, NodeType::kCountry, country_text));
    }
    const std::string_view nuts = row_.Text(columns_.nuts);
    const bool is_country = nuts.size() <= 2;  // "FR", "-": no more than the country's column
    if (is_country) return;
    const auto region = import_.codes.RegionOrParent(nuts);
    if (region) {
      import_.batch.Add(MakeEdge(id, EdgeType::kInRegion, NodeId::Of(NodeType::kRegion, *region),
                                 source_, date_));
    } else {
      row_.Warn(columns_.nuts, "not a NUTS 2021 code, nor is it below one; it is left out");
    }
  }

  void Participate(std::string_view project, const std::string& key) {
    ++participations_;
    if (IsNameKey(key)) ++by_name_;
    Participation one = ReadParticipation(project, key);
    if (!repeated_.contains(HashOfParticipation(project, key))) {
      import_.batch.Add(EdgeOf(std::move(one)));
      return;
    }
    one.order = row_.Text(columns_.order);
    combined_[one.edge.key].push_back(std::move(one));
  }

  Participation ReadParticipation(std::string_view project, const std::string& key) {
    Participation one;
    one.edge = MakeEdge(NodeId::Of(NodeType::kOrganisation, key), EdgeType::kParticipatesIn,
                        NodeId::Of(NodeType::kPartnership, "cordis:" + std::string(project)),
                        source_, date_);
    one.edge.valid_from = start_;
    one.role = row_.Text(columns_.role);
    one.contribution = row_.Amount(columns_.contribution);
    if (one.contribution.empty()) one.contribution = row_.Amount(columns_.net_contribution);
    one.total_cost = row_.Amount(columns_.total_cost);
    const std::string_view ended = row_.Text(columns_.ended);
    const std::string_view flag = ParseBool(ended);
    one.ended = flag == "true";
    if (flag.empty()) {
      one.edge.valid_to = row_.Day(columns_.ended);  // older tables name the day
      one.ended = one.edge.valid_to.known();
    }
    return one;
  }

  const CsvTable& table_;
  const OrganisationColumns columns_;
  const TableRow row_;
  CordisImport& import_;

  const std::unordered_set<uint64_t> repeated_;
  std::map<EdgeKey, std::vector<Participation>> combined_;
  std::unordered_set<uint64_t> unknown_projects_;
  uint64_t participations_ = 0;
  uint64_t by_name_ = 0;
  uint64_t combined_rows_ = 0;

  // Of the current row.
  Date start_;
  Date date_;
  std::string source_;
};

}  // namespace

Status ReadCordisOrganisations(const TableFile& file, CordisImport& import) {
  auto repeated = FindRepeated(file, import);
  if (!repeated) return std::unexpected(repeated.error());
  return WithTable(file, [&](CsvTable& table) -> Status {
    OrganisationReader reader(table, import, std::move(*repeated));
    const Status done = ForEachRow(table, import.run, [&](const TableRow&) {
      reader.Read();
      return import.Flush(table);
    });
    if (!done) return done;
    reader.Finish();
    return import.FlushAll();
  });
}

}  // namespace kontor
