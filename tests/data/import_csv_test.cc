#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "data/csv_mapping.h"
#include "store/memory_store.h"
#include "tests/data/import_support.h"

namespace kontor {
namespace {

constexpr std::string_view kMapping = R"(
source = "test"
delimiter = ";"
date_column = "as_of"

[key]
column = "id"
prefix = "t:"

[[field]]
field = "name"
column = "name"
required = true

[[field]]
field = "acronym"
column = "short"
split = "|"
rest = "alias"

[[field]]
field = "location"
column = ["lat", "lon"]

[[field]]
field = "kind"
column = "type"
codes = "kinds"

[[field]]
field = "founded"
column = "since"

[[field]]
field = "staff"
column = "staff"

[[edge]]
edge = "in_country"
to = "country"
column = "country"

[[edge]]
edge = "in_sector"
to = "sector"
column = "nace"
split = ","
weight = 0.5

[[edge]]
edge = "holds_label"
to = "label"
column = "label"
valid_from_column = "from"
valid_to_column = "to"
attributes = { url = "proof" }

[[edge]]
edge = "related_to"
to = "organisation"
column = "relatives"
split = "|"
role_separator = ":"
prefix = "t:"

[[edge]]
edge = "about_topic"
to = "topic"
column = "topic"
prefix = "theme:"

[codes.kinds]
Uni = "university"
Firma = "company"
"k. A." = ""
)";

constexpr std::string_view kHeader =
    "id;name;short;lat;lon;type;since;staff;country;nace;label;from;to;proof;relatives;topic;as_"
    "of\n";

Result<ImportSummary> Import(const TemporaryDirectory& directory, Store& store,
                             std::string_view rows, const ImportOptions& options = {}) {
  const auto mapping = directory.Write("m.toml", kMapping);
  const auto file = directory.Write("t.csv", std::string(kHeader) + std::string(rows));
  return ImportCsv(store, file, mapping, options);
}

Node StoredOrganisation(const Store& store, std::string_view key) {
  return Find(store, NodeType::kOrganisation, key);
}

// The message of a mapping that is refused.
std::string Refused(std::string_view toml) {
  const auto mapping = ParseMapping(toml, "m.toml");
  return mapping ? "accepted" : mapping.error().message;
}

}  // namespace

TEST_CASE("a mapping turns rows into organisations and ties", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto summary = Import(directory, *store,
                              "1;Eins;E|One|Uno;48.1;11.5;uni;1900;3,5;UK;28.1,C29;ecei-gold;2020;"
                              "2022;https://x.org;parent:2|child:1;Health;2021-05-06\n"
                              "2;Zwei;;;;FIRMA;;;Greece;;;;;;;;2020\n",
                              problems.Options());
  REQUIRE(summary);
  CHECK(problems.all.empty());
  CHECK(summary->rows == 2);
  const Node one = StoredOrganisation(*store, "t:1");
  CHECK(one.Text(Field::kName) == "Eins");
  CHECK(one.values.front().date == MakeDate(2021, 5, 6));
  CHECK(one.Text(Field::kAcronym) == "E");
  CHECK(one.Text(Field::kAlias) == "One");
  CHECK(one.Text(Field::kLocation) == "48.1,11.5");
  CHECK(one.Text(Field::kKind) == "university");
  CHECK(one.Text(Field::kFounded) == "1900");
  CHECK(one.Text(Field::kStaff) == "3.5");
  const Node two = StoredOrganisation(*store, "t:2");
  CHECK(two.values.front().date == MakeDate(2020, 1, 1));
  CHECK(FindEdge(*store, one, EdgeType::kInCountry, {NodeType::kCountry, "GB", {}}));
  CHECK(FindEdge(*store, two, EdgeType::kInCountry, {NodeType::kCountry, "GR", {}}));
  const auto sector = FindEdge(*store, one, EdgeType::kInSector, {NodeType::kSector, "C28.1", {}});
  REQUIRE(sector);
  CHECK(sector->weight == 0.5F);
  CHECK(FindEdge(*store, one, EdgeType::kInSector, {NodeType::kSector, "C29", {}}));
  const auto label =
      FindEdge(*store, one, EdgeType::kHoldsLabel, {NodeType::kLabel, "ecei-gold", {}});
  REQUIRE(label);
  CHECK(label->valid_from == MakeDate(2020, 1, 1));
  CHECK(label->valid_to == MakeDate(2022, 12, 31));
  CHECK(label->Text(Field::kUrl) == "https://x.org");
  const auto parent = FindEdge(*store, one, EdgeType::kRelatedTo, two);
  REQUIRE(parent);
  CHECK(parent->Text(Field::kRole) == "parent");
  CHECK_FALSE(FindEdge(*store, one, EdgeType::kRelatedTo, one));
  CHECK(FindEdge(*store, one, EdgeType::kAboutTopic, {NodeType::kTopic, "theme:Health", {}}));
  CHECK(store->Verify().value().empty());
}

TEST_CASE("what a mapping cannot place is told by line, column and nearest code",
          "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  const auto summary =
      Import(directory, *store,
             "1;Eins;;91;0;Unu;19x0;many;Germnay;C28.11,X99;ecei-golf;soon;;;parent:9;;\n"
             ";Kein;;;;;;;;;;;;;;;\n"
             "3;;;;;;;;;;;;;;;;\n"
             "4;Vier;;;;k. A.;;;;;;;;;;;\n"
             "5;short\n",
             problems.Options());
  REQUIRE(summary);
  CHECK(summary->bad_rows == 3);
  CHECK(problems.Mentions("2 lat: not \"latitude,longitude\""));
  CHECK(problems.Mentions("2 type: \"Unu\" is not in [codes.kinds]; the nearest is \"uni\""));
  CHECK(problems.Mentions("2 since: not a year"));
  CHECK(problems.Mentions("2 staff: not a number"));
  CHECK(problems.Mentions("2 country: unknown country \"Germnay\"; the nearest is DE"));
  CHECK(problems.Mentions("2 nace: unknown sector \"X99\""));
  CHECK(problems.Mentions("2 label: unknown label \"ecei-golf\"; the nearest is ecei-gold"));
  CHECK(problems.Mentions("2 relatives: there is no organisation t:9"));
  CHECK(problems.Mentions("3 id: the row has no usable key"));
  CHECK(problems.Mentions("4 name: the row has no name"));
  CHECK(problems.Mentions("6 short: 2 fields instead of the header's 17"));
  CHECK(StoredOrganisation(*store, "t:4").Text(Field::kKind).empty());
  CHECK(StoredOrganisation(*store, "t:3").key.empty());
}

TEST_CASE("a tie to a row that is refused is left out", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  Problems problems;
  REQUIRE(Import(directory, *store, "1;Eins;;;;;;;;;;;;;parent:2;;\n2;;;;;;;;;;;;;;;;\n",
                 problems.Options()));
  CHECK(problems.Mentions("2 relatives: there is no organisation t:2"));
  CHECK(store->Verify().value().empty());
}

TEST_CASE("a text that grows too long by its mapping is left out", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto mapping = directory.Write("m.toml",
                                       "source = \"x\"\n[key]\ncolumn = \"id\"\n"
                                       "[[field]]\nfield = \"name\"\ncolumn = \"name\"\n"
                                       "[[field]]\nfield = \"description\"\n"
                                       "column = [\"a\", \"b\"]\n");
  const std::string half(40'000, 'x');
  const auto file =
      directory.Write("t.csv", "id,name,a,b\n1,Eins," + half + "," + half + "\n2,Zwei,a,b\n");
  Problems problems;
  const auto summary = ImportCsv(*store, file, mapping, problems.Options());
  REQUIRE(summary);
  CHECK(summary->warnings == 1);
  CHECK(problems.Mentions("2 a: not within the 65536 bytes of a text"));
  CHECK(StoredOrganisation(*store, "1").Text(Field::kName) == "Eins");
  CHECK(StoredOrganisation(*store, "2").Text(Field::kDescription) == "a,b");
}

TEST_CASE("a mapping may not give an edge more attributes than it can hold", "[data][mapping]") {
  std::string toml =
      "source = \"x\"\n[key]\ncolumn = \"id\"\n[[edge]]\nedge = \"in_country\"\n"
      "to = \"country\"\ncolumn = \"c\"\nrole = \"r\"\n[edge.attributes]\n";
  const std::vector<std::string> fields = {
      "city",  "post_code", "street", "location", "url", "founded", "sme",     "staff",
      "title", "start",     "end",    "status",   "doi", "subject", "deadline"};
  for (const std::string& field : fields) toml += field + " = \"c\"\n";
  CHECK(Refused(toml) == "accepted");
  CHECK(Refused(toml + "kind = \"c\"\n").find("at most 16 attributes") != std::string::npos);
}

TEST_CASE("importing a table twice by a mapping changes nothing", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto first =
      Import(directory, *store, "1;Eins;;;;;;;;;;;;;parent:2;;\n2;Zwei;;;;;;;;;;;;;;;\n");
  REQUIRE(first);
  const auto second =
      Import(directory, *store, "2;Zwei;;;;;;;;;;;;;;;\n1;Eins;;;;;;;;;;;;;parent:2;;\n");
  REQUIRE(second);
  CHECK(second->generation == first->generation);
}

TEST_CASE("a wrong delimiter is named", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  const auto mapping = directory.Write("m.toml", kMapping);
  const auto plain = directory.Write("plain.csv", "id,name\n1,x\n");
  const auto quoted = directory.Write("quoted.csv", "\"id\",\"name\"\n\"1\",\"x\"\n");
  for (const auto& file : {plain, quoted}) {
    const auto summary = ImportCsv(*store, file, mapping, {});
    REQUIRE_FALSE(summary);
    CHECK(summary.error().message.find("separated by ','") != std::string::npos);
  }
}

TEST_CASE("cancelling an import by a mapping keeps nothing", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  std::string rows;
  for (int i = 0; i < 20'000; ++i) rows += std::to_string(i) + ";N;;;;;;;;;;;;;;;\n";
  ImportOptions options;
  options.on_progress = [](const Progress&) { return false; };
  CHECK_FALSE(Import(directory, *store, rows, options));
  CHECK(store->Stats().value().nodes == 0);
}

TEST_CASE("mistakes in a mapping are told with their place", "[data][mapping]") {
  const std::string head = "source = \"x\"\n[key]\ncolumn = \"id\"\n";
  CHECK(Refused("source = \"x\"\n[key\n").starts_with("m.toml line 2, column 5: "));
  CHECK(Refused("sorce = \"x\"\n[key]\ncolumn = \"id\"\n") ==
        "m.toml line 1, column 1: the mapping lacks \"source\"");
  CHECK(Refused("source = \"x\"\ndelimeter = \";\"\n[key]\ncolumn = \"id\"\n") ==
        "m.toml line 2, column 1: unknown key \"delimeter\" in the mapping; did you mean "
        "\"delimiter\"?");
  CHECK(Refused(head + "[[field]]\nfield = \"nmae\"\ncolumn = \"n\"\n") ==
        "m.toml line 5, column 9: unknown field \"nmae\"; did you mean \"name\"?");
  CHECK(Refused(head + "[[edge]]\nedge = \"in_county\"\nto = \"country\"\ncolumn = \"n\"\n") ==
        "m.toml line 5, column 8: unknown edge \"in_county\"; did you mean \"in_country\"?");
  CHECK(Refused(head + "[[field]]\nfield = \"name\"\ncolum = \"n\"\n") ==
        "m.toml line 6, column 1: unknown key \"colum\" in [[field]]; did you mean \"column\"?");
  CHECK(Refused(head + "[[field]]\nfield = \"name\"\n").find("either a \"column\" or") !=
        std::string::npos);
  CHECK(Refused(head + "[[field]]\nfield = 5\ncolumn = \"n\"\n").find("must be a string") !=
        std::string::npos);
  CHECK(Refused(head + "[[field]]\nfield = \"kind\"\ncolumn = \"n\"\ncodes = \"kids\"\n"
                       "[codes.kinds]\na = \"b\"\n")
            .find("there is no [codes.kids]; did you mean \"kinds\"?") != std::string::npos);
  CHECK(Refused("source = \"x\"\ndelimiter = \"ab\"\n[key]\ncolumn = \"id\"\n")
            .find("one character") != std::string::npos);
  CHECK(Refused("source = \"x\"\nencoding = \"latin-1\"\n[key]\ncolumn = \"id\"\n").find("utf-8") !=
        std::string::npos);
  CHECK(Refused("source = \"x\"\ndate = \"soon\"\n[key]\ncolumn = \"id\"\n").find("a date is") !=
        std::string::npos);
  CHECK(Refused("source = \"x\"\n[key]\ncolumn = \"id\"\nname_column = \"n\"\n").find("either") !=
        std::string::npos);
  CHECK(Refused("source = \"x\"\nfield = 3\n[key]\ncolumn = \"id\"\n").find("[[field]]") !=
        std::string::npos);
  CHECK(Refused(head + "[codes]\nkinds = 3\n").find("[codes.NAME]") != std::string::npos);
  CHECK(Refused(head + "[codes.kinds]\n\"*\" = \"drop\"\n").find("\"keep\" or \"ignore\"") !=
        std::string::npos);
  CHECK(Refused(head + "[codes.kinds]\na = 1\n").find("a code must be a string") !=
        std::string::npos);
  CHECK(Refused(head + "[[edge]]\nedge = \"in_country\"\nto = \"country\"\ncolumn = \"n\"\n"
                       "weight = 2\n")
            .find("between 0 and 1") != std::string::npos);
  CHECK(Refused(head + "[[edge]]\nedge = \"in_country\"\nto = \"country\"\ncolumn = \"n\"\n"
                       "attributes = { ulr = \"x\" }\n")
            .find("did you mean \"url\"?") != std::string::npos);
  CHECK(Refused(head) == "accepted");
}

TEST_CASE("the samples in docs/mapping.md are mappings", "[data][mapping]") {
  const char* const root = std::getenv("KONTOR_SOURCE_DIR");
  if (root == nullptr) SKIP("KONTOR_SOURCE_DIR is not set: run the tests with ctest");
  const std::string page = ReadFile(std::filesystem::path(root) / "docs/mapping.md");
  constexpr std::string_view kOpening = "```toml\n";
  size_t samples = 0;
  for (size_t at = page.find(kOpening); at != std::string::npos; at = page.find(kOpening, at)) {
    at += kOpening.size();
    std::string sample = page.substr(at, page.find("```", at) - at);
    if (sample.starts_with("[codes.")) {  // a part of a mapping
      sample = "source = \"x\"\n[key]\ncolumn = \"id\"\n" + sample;
    }
    CHECK(Refused(sample) == "accepted");
    ++samples;
  }
  CHECK(samples == 2);
}

TEST_CASE("mappings that are built in are found by name", "[data][mapping]") {
  for (const EmbeddedFile& file : MappingFiles()) {
    INFO(file.path);
    CHECK(LoadMapping(file.path));
    CHECK(LoadMapping(file.path.substr(0, file.path.rfind('.'))));
  }
  const auto none = LoadMapping("rro");
  REQUIRE_FALSE(none);
  CHECK(none.error().message.find("built in are cluster-organisations, ror") != std::string::npos);
}

TEST_CASE("files that are missing or lack columns are told", "[data][mapping]") {
  const TemporaryDirectory directory;
  const auto store = MakeMemoryStore();
  CHECK(ImportCsv(*store, directory.path() / "none.csv", "ror", {}).error().code ==
        ErrorCode::kNotFound);
  const auto file = directory.Write("t.csv", "ror,name\nx,y\n");
  const auto summary = ImportCsv(*store, file, "ror", {});
  REQUIRE_FALSE(summary);
  CHECK(summary.error().message.find("lacks the columns acronyms, aliases") != std::string::npos);
  CHECK(ImportCsv(*store, directory.path(), "ror", {}).error().code == ErrorCode::kInvalidArgument);
}

}  // namespace kontor
