// ImportCsv (data/import.h): the rows of any table, as a mapping says.
#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>

#include "base/limits.h"
#include "base/vocabulary.h"
#include "data/batch_builder.h"
#include "data/codes.h"
#include "data/import_run.h"
#include "data/match_names.h"
#include "data/text_rule.h"

namespace kontor {
namespace {

constexpr size_t kRecordsPerBatch = 16'384;

// Nodes that a mapping may only tie to, not make: an organisation without a name is no use.
bool MustExist(NodeType type) {
  return type == NodeType::kOrganisation || type == NodeType::kPosting;
}

struct BoundField {
  const FieldRule* rule;
  BoundText text;
};

struct BoundEdge {
  const EdgeRule* rule;
  BoundText text;
  std::optional<size_t> valid_from;
  std::optional<size_t> valid_to;
  std::vector<std::pair<Field, std::optional<size_t>>> attributes;
};

// What of the keys is known before the rows are written.
struct KnownNodes {
  std::unordered_set<NodeId> in_file;
  std::unique_ptr<ReadView> view;
};

class RowMapper {
 public:
  // Problems go to `run`, or nowhere when it is null.
  RowMapper(const CsvMapping& mapping, const CsvTable& table, ImportRun* run, const Codes& codes)
      : mapping_(mapping),
        row_(table, run),
        codes_(codes),
        key_(mapping.key.id, mapping, table),
        name_column_(ColumnNamed(table, mapping.key.name_column)),
        country_column_(ColumnNamed(table, mapping.key.country_column)),
        date_column_(ColumnNamed(table, mapping.date_column)) {
    for (const FieldRule& rule : mapping.fields) {
      fields_.push_back({&rule, BoundText(rule.text, mapping, table)});
    }
    for (const EdgeRule& rule : mapping.edges) {
      BoundEdge edge{&rule,
                     BoundText(rule.text, mapping, table),
                     ColumnNamed(table, rule.valid_from),
                     ColumnNamed(table, rule.valid_to),
                     {}};
      for (const auto& [field, column] : rule.attributes) {
        edge.attributes.emplace_back(field, ColumnNamed(table, column));
      }
      edges_.push_back(std::move(edge));
    }
  }

  // The key of the current row; "" when it has none.
  [[nodiscard]] std::string Key() const {
    if (!name_column_) {
      const auto pieces = key_.Pieces(row_);
      return pieces.empty() ? std::string() : key_.Finish(pieces.front(), row_);
    }
    const std::string_view name = row_.Text(name_column_);
    if (name.empty()) return {};
    const auto country = codes_.Country(row_.Text(country_column_));
    return NameKey(country.value_or(""), name);
  }

  // Whether Read() will make a node of the current row, whose key is `key`.
  [[nodiscard]] bool IsUsable(const std::string& key) const {
    return !key.empty() && key.size() <= Limits::max_key_bytes &&
           std::ranges::all_of(fields_, [this](const BoundField& field) {
             return !field.rule->required || HasText(field);
           });
  }

  Status Read(BatchBuilder& batch, const KnownNodes& known) {
    const std::string key = Key();
    if (key.empty() || key.size() > Limits::max_key_bytes) {
      row_.Error(name_column_ ? name_column_ : key_.column(), "the row has no usable key");
      return {};
    }
    Node node{mapping_.node, key, {}};
    date_ = date_column_ ? ReadDateOrYear(row_, date_column_) : mapping_.date;
    for (const BoundField& field : fields_) {
      if (!AddField(field, node)) return {};
    }
    Node& kept = batch.NodeOf(mapping_.node, key);
    kept.values.insert(kept.values.end(), node.values.begin(), node.values.end());
    for (const BoundEdge& edge : edges_) {
      const Status added = AddEdges(edge, node.id(), batch, known);
      if (!added) return added;
    }
    return {};
  }

 private:
  [[nodiscard]] bool HasText(const BoundField& field) const {
    const auto pieces = field.text.Pieces(row_);
    return std::ranges::any_of(pieces, [&](const std::string& piece) {
      return !Checked(field, field.text.Finish(piece, row_)).empty();
    });
  }

  // False when the row lacks a field that it must have.
  bool AddField(const BoundField& field, Node& node) const {
    size_t count = 0;
    for (const std::string& piece : field.text.Pieces(row_)) {
      const std::string text = Checked(field, field.text.Finish(piece, row_));
      if (text.empty()) continue;
      const bool first = count++ == 0;
      const bool fits = first || IsMultiValued(field.rule->field);
      if (!fits && !field.rule->rest) break;
      node.Set(fits ? field.rule->field : *field.rule->rest, text, mapping_.source, date_,
               field.rule->lang);
    }
    if (count > 0 || !field.rule->required) return true;
    row_.Error(field.text.column(), "the row has no " + std::string(Name(field.rule->field)));
    return false;
  }

  // The text as its field wants it, or "" with a warning.
  [[nodiscard]] std::string Checked(const BoundField& field, std::string text) const {
    const auto fails = [&](std::string_view what) {
      row_.Warn(field.text.column(), "not " + std::string(what) + "; it is left out");
      return std::string();
    };
    if (text.empty()) return text;
    if (text.size() > Limits::max_value_bytes) {
      return fails("within the " + std::to_string(Limits::max_value_bytes) + " bytes of a text");
    }
    switch (FormatOf(field.rule->field)) {
      case ValueFormat::kAmount: {
        auto amount = ParseAmount(text);
        return amount ? *std::move(amount) : fails("a number");
      }
      case ValueFormat::kDate:
        return ParseDate(text) ? text.substr(0, 10) : fails("a date (YYYY-MM-DD)");
      case ValueFormat::kYear:
        return ParseDate(text.substr(0, 4) + "-01-01") ? text.substr(0, 4) : fails("a year");
      case ValueFormat::kBool:
        return ParseBool(text).empty() ? fails("true or false") : std::string(ParseBool(text));
      case ValueFormat::kPoint:
        return IsPoint(text) ? text : fails("\"latitude,longitude\"");
      case ValueFormat::kUrl:
        return IsWebAddress(text) ? text : fails("a web address");
      case ValueFormat::kKind:
        return std::ranges::find(kOrganisationKinds, text) != kOrganisationKinds.end()
                   ? text
                   : fails("a kind of organisation");
      case ValueFormat::kText:
        return text;
    }
    return text;
  }

  Status AddEdges(const BoundEdge& edge, NodeId from, BatchBuilder& batch,
                  const KnownNodes& known) const {
    for (const std::string& piece : edge.text.Pieces(row_)) {
      std::string role = edge.rule->role;
      std::string_view other = piece;
      const size_t separator = edge.rule->role_separator.empty()
                                   ? std::string::npos
                                   : piece.find(edge.rule->role_separator);
      if (separator != std::string::npos) {
        role = piece.substr(0, separator);
        other.remove_prefix(separator + edge.rule->role_separator.size());
      }
      if (role.size() > Limits::max_value_bytes) {
        row_.Warn(edge.text.column(), "the role is too long; the tie is left out");
        continue;
      }
      const std::string text = edge.text.Finish(other, row_);
      if (text.empty()) continue;
      const auto to = Target(edge, text, batch, known);
      if (!to) return std::unexpected(to.error());
      if (*to && **to != from) batch.Add(MakeTie(edge, from, **to, role));
    }
    return {};
  }

  // The other end of an edge; nothing, with a warning, when it is not known.
  Result<std::optional<NodeId>> Target(const BoundEdge& edge, const std::string& text,
                                       BatchBuilder& batch, const KnownNodes& known) const {
    const NodeType type = edge.rule->to;
    if (IsTaxonomy(type)) {
      const auto code = codes_.Find(type, text);
      if (code) return NodeId::Of(type, *code);
      row_.Warn(edge.text.column(), UnknownCode(codes_, type, text));
      return std::nullopt;
    }
    if (text.size() > Limits::max_key_bytes) {
      row_.Warn(edge.text.column(), "longer than a key; it is left out");
      return std::nullopt;
    }
    const NodeId id = NodeId::Of(type, text);
    if (!MustExist(type)) {
      batch.NodeOf(type, text);
      return id;
    }
    if (known.in_file.contains(id)) return id;
    const auto stored = known.view->FindNode(id);
    if (!stored) return std::unexpected(stored.error());
    if (*stored) return id;
    row_.Warn(edge.text.column(),
              "there is no " + std::string(Name(type)) + " " + text + "; the tie is left out");
    return std::nullopt;
  }

  [[nodiscard]] Edge MakeTie(const BoundEdge& bound, NodeId from, NodeId to,
                             const std::string& role) const {
    Edge edge = MakeEdge(from, bound.rule->type, to, mapping_.source, date_);
    edge.weight = bound.rule->weight;
    edge.valid_from = ReadDateOrYear(row_, bound.valid_from);
    edge.valid_to = ReadDateOrYear(row_, bound.valid_to, true);
    for (const auto& [field, column] : bound.attributes) {
      const std::string_view text = row_.Text(column);
      if (!text.empty()) edge.attributes.push_back({field, std::string(text)});
    }
    if (!role.empty()) edge.attributes.push_back({Field::kRole, role});
    std::ranges::sort(edge.attributes);
    return edge;
  }

  const CsvMapping& mapping_;
  const TableRow row_;
  const Codes& codes_;
  const BoundText key_;
  const std::optional<size_t> name_column_;
  const std::optional<size_t> country_column_;
  const std::optional<size_t> date_column_;
  std::vector<BoundField> fields_;
  std::vector<BoundEdge> edges_;
  Date date_;  // of the current row
};

// The same failure, with the delimiter that the first line speaks for if it is another one.
Status Hint(const Status& failed, const std::filesystem::path& file, const CsvMapping& mapping) {
  const auto source = OpenFile(file);
  std::string head(4'096, '\0');
  const auto count = source ? (*source)->Read(head) : Result<size_t>(0);
  const char guess = GuessDelimiter(std::string_view(head).substr(0, count.value_or(0)));
  if (!count || guess == mapping.delimiter) return failed;
  return Fail(failed.error().code,
              failed.error().message + ": the file seems to be separated by '" +
                  std::string(1, guess) + "', not by '" + std::string(1, mapping.delimiter) + "'");
}

// Opens the file and calls `use` with its table once the columns are checked.
Status WithMappedTable(const std::filesystem::path& file, const CsvMapping& mapping,
                       const std::function<Status(CsvTable&)>& use) {
  const auto source = OpenFile(file);
  if (!source) return std::unexpected(source.error());
  CsvOptions options;
  options.delimiter = mapping.delimiter;
  CsvTable table(**source, options);
  const Status header = table.ReadHeader();
  if (!header)
    return header.error().code == ErrorCode::kBadData ? Hint(header, file, mapping) : header;
  std::vector<std::string_view> missing;
  for (const std::string_view column : mapping.Columns()) {
    if (!table.Find(column)) missing.push_back(column);
  }
  if (!missing.empty()) {
    return Within("mapping " + mapping.name, table.MissingColumns(missing));
  }
  return use(table);
}

// First pass, only where a mapping ties rows to each other: which organisations the file has.
Status CollectKeys(CsvTable& table, const CsvMapping& mapping, const ImportRun& run,
                   const Codes& codes, KnownNodes& known) {
  const RowMapper mapper(mapping, table, nullptr, codes);
  return ForEachRowInSilence(table, run, [&](const TableRow&) -> Status {
    const std::string key = mapper.Key();
    if (mapper.IsUsable(key)) known.in_file.insert(NodeId::Of(mapping.node, key));
    return {};
  });
}

Status WriteRows(CsvTable& table, const CsvMapping& mapping, ImportRun& run, const Codes& codes,
                 const KnownNodes& known) {
  RowMapper mapper(mapping, table, &run, codes);
  BatchBuilder batch;
  const Status done = ForEachRow(table, run, [&](const TableRow&) {
    Status read = mapper.Read(batch, known);
    if (!read || batch.size() < kRecordsPerBatch) return read;
    return run.Write(batch.Take(), table.source().name());
  });
  return done ? run.Write(batch.Take(), table.source().name()) : done;
}

}  // namespace

Result<ImportSummary> ImportCsv(Store& store, const std::filesystem::path& file,
                                const std::filesystem::path& mapping_path,
                                const ImportOptions& options) {
  const auto mapping = LoadMapping(mapping_path);
  if (!mapping) return std::unexpected(mapping.error());
  const auto codes = Codes::Load();
  if (!codes) return std::unexpected(codes.error());
  auto run = ImportRun::Begin(store, options, "import csv", file.filename().string());
  if (!run) return std::unexpected(run.error());
  KnownNodes known;
  auto view = run->writer().View();
  if (!view) return std::unexpected(view.error());
  known.view = std::move(*view);
  const bool ties_rows =
      std::ranges::any_of(mapping->edges, [](const EdgeRule& rule) { return MustExist(rule.to); });
  Status done;
  if (ties_rows) {
    done = WithMappedTable(file, *mapping, [&](CsvTable& table) {
      return CollectKeys(table, *mapping, *run, *codes, known);
    });
  }
  if (done) {
    done = WithMappedTable(file, *mapping, [&](CsvTable& table) {
      return WriteRows(table, *mapping, *run, *codes, known);
    });
  }
  if (done) done = MatchNames(*run);
  if (!done) return std::unexpected(done.error());
  return run->Finish();
}

}  // namespace kontor
