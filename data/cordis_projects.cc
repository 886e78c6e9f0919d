// project.csv, topics.csv and euroSciVoc.csv.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "data/cordis.h"
#include "data/embedded_table.h"
#include "data/table_row.h"

namespace kontor {
namespace {

using Column = std::optional<size_t>;

struct ProjectColumns {
  explicit ProjectColumns(const CsvTable& table)
      : id(table.Find({"id", "projectID"})),
        acronym(table.Find({"acronym", "projectAcronym"})),
        status(table.Find("status")),
        title(table.Find("title")),
        start(table.Find("startDate")),
        end(table.Find("endDate")),
        total_cost(table.Find("totalCost")),
        contribution(table.Find({"ecMaxContribution", "ecContribution"})),
        topics(table.Find({"topics", "topic"})),
        signature(table.Find("ecSignatureDate")),
        programme(table.Find({"frameworkProgramme", "programme"})),
        legal_basis(table.Find("legalBasis")),
        master_call(table.Find({"masterCall", "call"})),
        sub_call(table.Find("subCall")),
        funding_scheme(table.Find("fundingScheme")),
        nature(table.Find("nature")),
        objective(table.Find("objective")),
        updated(table.Find({"contentUpdateDate", "lastUpdateDate"})),
        doi(table.Find("grantDoi")) {}

  Column id, acronym, status, title, start, end, total_cost, contribution, topics, signature,
      programme, legal_basis, master_call, sub_call, funding_scheme, nature, objective, updated,
      doi;
};

// "H2020", "HORIZON"; "" when it is no plain word.
std::string ProgrammeKey(std::string_view text) {
  constexpr size_t kLongest = 24;
  std::string key;
  for (const char c : text.substr(0, std::min(text.find('.'), text.size()))) {
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-') return {};
    key += lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return key.size() <= kLongest ? key : std::string();
}

// True for "FP7", "fp7" and "FP7-ICT" of "FP7", not for "FP72". REQUIRES: programme is a key
bool NamesProgramme(std::string_view part, std::string_view programme) {
  const std::string_view rest = part.substr(std::min(programme.size(), part.size()));
  return ProgrammeKey(part.substr(0, programme.size())) == programme &&
         (rest.empty() || rest.starts_with('-') || rest.starts_with('.'));
}

std::string SourceOf(std::string_view programme) {
  std::string source = "cordis";
  if (!programme.empty()) source += ':';
  for (const char c : programme) {
    source += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return source;
}

// Themes are phrases ("Health", "Security"); keywords of the portal ("crisisRecovery") are not.
bool IsTheme(std::string_view nature) {
  return !nature.empty() && !(nature.front() >= 'a' && nature.front() <= 'z');
}

// One row of project.csv.
class ProjectRow {
 public:
  ProjectRow(const TableRow& row, const ProjectColumns& columns, CordisImport& import)
      : row_(row), columns_(columns), import_(import) {}

  void Read() {
    const std::string_view id = row_.Text(columns_.id);
    if (id.empty() || id.size() > kLongestId) {
      row_.Error(columns_.id, "the project has no usable id");
      return;
    }
    const std::string programme = Programme();
    const Date start = row_.Day(columns_.start);
    const Date updated = row_.Day(columns_.updated);
    const Date signature = row_.Day(columns_.signature);
    facts_.start = start;
    facts_.stated = start.known() ? start : signature;
    facts_.programme = IndexOfSource(SourceOf(programme));
    import_.projects.insert_or_assign(CordisImport::HashOf(id), facts_);
    date_ = updated.known() ? updated : facts_.stated;
    source_ = import_.sources[facts_.programme];
    const std::string key = "cordis:" + std::string(id);
    node_ = NodeId::Of(NodeType::kPartnership, key);
    Values(import_.batch.NodeOf(NodeType::kPartnership, key));
    if (!programme.empty()) {
      TieTo(NodeType::kProgramme, EdgeType::kUnderProgramme, programme, programme);
      Parts(programme);
    }
    Calls();
    const std::string_view nature = row_.Text(columns_.nature);
    if (IsTheme(nature)) {
      TieTo(NodeType::kTopic, EdgeType::kAboutTopic, "theme:" + std::string(nature), nature);
    }
  }

 private:
  static constexpr size_t kLongestId = 64;

  std::string Programme() {
    const std::string_view text = row_.Text(columns_.programme);
    std::string key = ProgrammeKey(text);
    if (key.empty() && !text.empty()) {
      row_.Warn(columns_.programme, "not the short name of a programme; it is left out");
    }
    return key;
  }

  uint16_t IndexOfSource(const std::string& source) {
    constexpr size_t kMostSources = 64;  // there are ten programmes; a file of garbage has more
    auto& sources = import_.sources;
    const auto found = std::ranges::find(sources, source);
    if (found != sources.end()) return static_cast<uint16_t>(found - sources.begin());
    if (sources.size() == kMostSources) return 0;
    sources.push_back(source);
    return static_cast<uint16_t>(sources.size() - 1);
  }

  void Values(Node& node) {
    const auto set = [&](Field field, std::string_view text) {
      node.Set(field, text, source_, date_);
    };
    set(Field::kTitle, row_.Text(columns_.title));
    set(Field::kAcronym, row_.Text(columns_.acronym));
    set(Field::kStart, FormatDate(facts_.start));
    set(Field::kEnd, FormatDate(row_.Day(columns_.end)));
    set(Field::kTotalCost, row_.Amount(columns_.total_cost));
    set(Field::kEuContribution, row_.Amount(columns_.contribution));
    set(Field::kStatus, row_.Text(columns_.status));
    set(Field::kFundingScheme, row_.Text(columns_.funding_scheme));
    set(Field::kSubject, row_.Text(columns_.objective));
    set(Field::kDoi, row_.Text(columns_.doi));
    set(Field::kPartnershipType, "joint-project");
  }

  // Calls visit(code) for each code of a cell that holds several.
  template <typename Visit>
  void ForEachCode(Column column, Visit visit) {
    std::string_view rest = row_.Text(column);
    while (!rest.empty()) {
      const size_t end = std::min(rest.find_first_of("|;"), rest.size());
      const std::string_view code = Trim(rest.substr(0, end));
      if (code.size() > kLongestCode) {
        row_.Warn(column, "longer than any code; it is left out");
      } else if (!code.empty()) {
        visit(code);
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  // The parts of the programme that pay for the project: "H2020-SC4", "FP7-ICT", each below its
  // programme. The bare name of the programme is no part of it.
  void Parts(const std::string& programme) {
    ForEachCode(columns_.legal_basis, [&](std::string_view part) {
      const bool named = NamesProgramme(part, programme);
      if (named && part.size() == programme.size()) return;
      const std::string key =
          programme + (named ? "" : "-") + std::string(part.substr(named ? programme.size() : 0));
      TieTo(NodeType::kProgramme, EdgeType::kUnderProgramme, key, key);
      import_.batch.Add(MakeEdge(NodeId::Of(NodeType::kProgramme, key), EdgeType::kParent,
                                 NodeId::Of(NodeType::kProgramme, programme), source_, Date()));
    });
  }

  void Calls() {
    for (const Column column : {columns_.topics, columns_.master_call, columns_.sub_call}) {
      ForEachCode(column, [&](std::string_view code) {
        TieTo(NodeType::kCall, EdgeType::kUnderCall, code, {});
      });
    }
  }

  void TieTo(NodeType type, EdgeType tie, std::string_view key, std::string_view name) {
    if (key.size() > Limits::max_key_bytes) {
      row_.Warn(std::nullopt, "a code of more than 512 bytes is left out");
      return;
    }
    Node& node = import_.batch.NodeOf(type, key);
    // The name of a programme or theme is the same on every row: one date, so that it does not
    // look newer each time.
    node.Set(Field::kName, name, source_, Date());
    import_.batch.Add(MakeEdge(node_, tie, node.id(), source_, date_));
  }

  static constexpr size_t kLongestCode = 200;

  const TableRow& row_;
  const ProjectColumns& columns_;
  CordisImport& import_;
  ProjectFacts facts_;
  Date date_;
  std::string source_;
  NodeId node_;
};

// Calls `read` for each good row and writes what it made.
Status ReadRows(CsvTable& table, CordisImport& import,
                const std::function<void(const TableRow&)>& read) {
  const Status done = ForEachRow(table, import.run, [&](const TableRow& row) {
    read(row);
    return import.Flush(table);
  });
  return done ? import.FlushAll() : done;
}

// The project that a row of a smaller table belongs to.
struct ProjectOfRow {
  NodeId node;
  std::string source;
  Date date;
};

std::optional<ProjectOfRow> FindProject(const TableRow& row, Column column,
                                        const CordisImport& import) {
  const std::string_view id = row.Text(column);
  const auto found = import.projects.find(CordisImport::HashOf(id));
  if (id.empty() || found == import.projects.end()) {
    row.Error(column, "the project is not in the table of projects");
    return std::nullopt;
  }
  return ProjectOfRow{NodeId::Of(NodeType::kPartnership, "cordis:" + std::string(id)),
                      import.sources[found->second.programme], found->second.stated};
}

std::vector<std::string_view> PathParts(std::string_view path) { return SplitList(path, '/'); }

// A topic with all topics above it: codes "/21/33", names "/medical and health sciences/…".
void AddTopicPath(const std::vector<std::string_view>& codes,
                  const std::vector<std::string_view>& names, const ProjectOfRow& project,
                  BatchBuilder& batch) {
  std::string key = "euroscivoc:";
  NodeId above;
  for (size_t i = 0; i < codes.size(); ++i) {
    if (i > 0) key += '/';
    key += codes[i];
    Node& topic = batch.NodeOf(NodeType::kTopic, key);
    if (names.size() == codes.size()) topic.Set(Field::kName, names[i], "euroscivoc", Date(), "en");
    const NodeId id = topic.id();
    if (i > 0) batch.Add(MakeEdge(id, EdgeType::kParent, above, "euroscivoc", Date()));
    above = id;
  }
  batch.Add(MakeEdge(project.node, EdgeType::kAboutTopic, above, project.source, project.date));
}

}  // namespace

Status ReadCordisProjects(const TableFile& file, CordisImport& import) {
  return WithTable(file, [&import](CsvTable& table) -> Status {
    const ProjectColumns columns(table);
    if (!columns.id) return std::unexpected(table.MissingColumns({"id"}));
    return ReadRows(table, import,
                    [&](const TableRow& row) { ProjectRow(row, columns, import).Read(); });
  });
}

Status ReadCordisTopics(const TableFile& file, CordisImport& import) {
  return WithTable(file, [&import](CsvTable& table) -> Status {
    const Column project = table.Find({"projectID", "project"});
    const Column topic = table.Find({"topic", "topics", "code"});
    const Column title = table.Find("title");
    if (!project || !topic) return std::unexpected(table.MissingColumns({"projectID", "topic"}));
    return ReadRows(table, import, [&](const TableRow& row) {
      const auto found = FindProject(row, project, import);
      const std::string_view code = row.Text(topic);
      if (!found) return;
      if (code.empty() || code.size() > Limits::max_key_bytes) {
        row.Error(topic, "the topic has no usable code");
        return;
      }
      Node& call = import.batch.NodeOf(NodeType::kCall, code);
      call.Set(Field::kTitle, row.Text(title), found->source, Date());
      import.batch.Add(
          MakeEdge(found->node, EdgeType::kUnderCall, call.id(), found->source, found->date));
    });
  });
}

Status ReadEuroSciVoc(const TableFile& file, CordisImport& import) {
  return WithTable(file, [&import](CsvTable& table) -> Status {
    const Column project = table.Find({"projectID", "project"});
    const Column code = table.Find({"euroSciVocCode", "code"});
    const Column path = table.Find({"euroSciVocPath", "path"});
    if (!project || !code) {
      return std::unexpected(table.MissingColumns({"projectID", "euroSciVocCode"}));
    }
    return ReadRows(table, import, [&](const TableRow& row) {
      const auto found = FindProject(row, project, import);
      const std::vector<std::string_view> codes = PathParts(row.Text(code));
      if (!found) return;
      if (codes.empty() || row.Text(code).size() > Limits::max_key_bytes - 16) {
        row.Error(code, "the topic has no usable code");
        return;
      }
      AddTopicPath(codes, PathParts(row.Text(path)), *found, import.batch);
    });
  });
}

}  // namespace kontor
