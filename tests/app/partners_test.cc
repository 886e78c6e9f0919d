#include <catch2/catch_test_macros.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {
namespace {

struct AskedDatabase {
  TemporaryDirectory directory;
  std::string path = (directory.path() / "db").string();

  AskedDatabase() {
    KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(),
                  Fixture("cordis/seventh").string(), "--db", path});
  }
};

// CSV without its last column, which tells in what words it was asked.
std::string WithoutQuestion(const std::string& csv) {
  std::string text;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) text += line.substr(0, line.rfind(',')) + "\n";
  return text;
}

}  // namespace

TEST_CASE("partners are listed in every format, by id and by name", "[app][partners]") {
  const AskedDatabase database;
  for (const char* format : {"table", "json", "ndjson", "csv"}) {
    const std::string by_id = KontorOutput({"partners", "pic:888000000", "--db", database.path,
                                            "--format", format, "--as-of", "2023-01-01"});
    CHECK(Contains(by_id, "Universität Halmberg"));
    const std::string by_name =
        KontorOutput({"partners", "maschinenbau netz oberland", "--db", database.path, "--format",
                      format, "--as-of", "2023-01-01"});
    if (std::string_view(format) == "csv") {
      CHECK(WithoutQuestion(by_id) == WithoutQuestion(by_name));
    } else {
      CHECK(by_id == by_name);
    }
  }
}

TEST_CASE("reasons are told in English, German or French", "[app][partners]") {
  const AskedDatabase database;
  for (const char* format : {"table", "json", "csv"}) {
    const auto ask = [&](const std::vector<std::string>& more) {
      std::vector<std::string> words = {"partners", "pic:888000000", "--db",     database.path,
                                        "--as-of",  "2023-01-01",    "--format", format};
      words.insert(words.end(), more.begin(), more.end());
      return KontorOutput(words);
    };
    CHECK(Contains(ask({"--lang", "en"}), "You have worked together"));
    CHECK(Contains(ask({}), "You have worked together"));
    CHECK(Contains(ask({"--lang", "de"}), "Sie haben schon in "));
    CHECK(Contains(ask({"--lang", "fr"}), "Vous avez déjà travaillé ensemble"));
  }
  CHECK(Contains(KontorOutput({"explain", "pic:888000000", "pic:888000001", "--db", database.path,
                               "--as-of", "2023-01-01", "--lang", "de"}),
                 "Sie haben schon in "));
}

TEST_CASE("filters, exclusions and top narrow the list", "[app][partners]") {
  const AskedDatabase database;
  // The batch format names the partners and nobody else.
  const auto ask = [&](const std::vector<std::string>& more) {
    Invocation invocation;
    invocation.arguments = {"partners", "--batch", "-", "--db", database.path};
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    invocation.input = "pic:888000000\n";
    return Run(invocation).out;
  };
  CHECK(Contains(ask({}), "pic:888000001"));
  CHECK_FALSE(Contains(ask({"--exclude", "pic:888000001,pic:888000002"}), "pic:888000001"));
  CHECK_FALSE(Contains(ask({"--exclude-known"}), "pic:888000003"));
  const std::string italian = ask({"--country", "IT,EL"});
  CHECK(Contains(italian, "pic:888000001"));
  CHECK_FALSE(Contains(italian, "pic:888000003"));
  CHECK(Contains(ask({"--kind", "university"}), "pic:888000003"));
  CHECK_FALSE(Contains(ask({"--kind", "university"}), "pic:888000001"));
  CHECK(ask({"--top", "1"}).size() < ask({"--top", "3"}).size());
}

TEST_CASE("pins and caps shape the list, of one question and of a batch", "[app][partners]") {
  const AskedDatabase database;
  const auto ask = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"partners", "pic:888000000", "--db", database.path, "--format",
                               "csv", "--as-of", "2023-01-01"});
    return KontorOutput(more);
  };
  const std::string pinned = ask({"--pin", "pic:888000003", "--country", "IT"});
  CHECK(Contains(pinned, "\r\n1,pic:888000003"));
  CHECK(Contains(pinned, ",pin,"));
  CHECK(ask({"--max-per-country", "1"}).size() < ask({}).size());
  const std::string all = WithoutQuestion(ask({}));
  CHECK(WithoutQuestion(ask({"--max-per-kind", "100", "--max-per-region", "100"})) == all);
  CHECK(WithoutQuestion(ask({"--newcomers", "0"})) == all);

  Invocation batch;
  batch.arguments = {"partners", "--batch", "-", "--db", database.path, "--pin", "pic:888000003"};
  batch.input = "pic:888000000\npic:888000003\n";
  const std::string lines = Run(batch).out;
  CHECK(Contains(lines, "\"partners\":[{\"id\":\"pic:888000003\""));
  CHECK(Contains(lines, "cannot be pinned"));  // to itself
}

TEST_CASE("who cannot be pinned is told", "[app][partners]") {
  const AskedDatabase database;
  const auto failure = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"partners", "pic:888000000", "--db", database.path});
    const Outcome outcome = Kontor(more);
    CHECK(outcome.exit_code != 0);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(Contains(failure({"--pin", "nobody at all"}), "--pin"));
  CHECK(Contains(failure({"--pin", "pic:888000003", "--exclude", "pic:888000003"}),
                 "both pinned and excluded"));
  std::string many = "pic:888000003";
  for (int i = 0; i < 200; ++i) many += ",pic:888000003";
  CHECK(Contains(failure({"--exclude", many}), "at most 200"));
}

TEST_CASE("an earlier day knows nothing of what came later", "[app][partners]") {
  const AskedDatabase database;
  const std::string then = KontorOutput({"partners", "pic:888000000", "--db", database.path,
                                         "--format", "json", "--as-of", "2013-01-01"});
  CHECK_FALSE(Contains(then, "900110"));  // a partnership of 2019
  CHECK_FALSE(Contains(then, "900106"));
}

TEST_CASE("unknown and ambiguous organisations fail and resembling ones are listed",
          "[app][partners]") {
  const AskedDatabase database;
  const Outcome unknown = Kontor({"partners", "universität halmb", "--db", database.path});
  INFO(unknown.err);
  CHECK(unknown.exit_code == 1);
  CHECK(unknown.out.empty());
  CHECK(Contains(unknown.err, "Universität Halmberg"));
  const Outcome empty = Kontor({"partners", "", "--db", database.path});
  CHECK(empty.exit_code == 2);
}

TEST_CASE("an unknown code is bad usage and the nearest are named", "[app][partners]") {
  const AskedDatabase database;
  for (const auto& [option, code] :
       std::vector<std::pair<std::string, std::string>>{{"--country", "XX"},
                                                        {"--sector", "C99"},
                                                        {"--kind", "universty"},
                                                        {"--label", "golden"},
                                                        {"--region", "DE9Z"},
                                                        {"--technology", "fotonics"},
                                                        {"--ecosystem", "agrifod"},
                                                        {"--stage", "nonsense"}}) {
    const Outcome outcome =
        Kontor({"partners", "pic:888000000", "--db", database.path, option, code});
    INFO(outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(Contains(outcome.err, code));
  }
}

TEST_CASE("weights of one's own change the list, wrong ones are bad usage", "[app][partners]") {
  const AskedDatabase database;
  const std::string file = (database.directory.path() / "weights.json").string();
  WriteText(file, R"({"name": "mine", "version": "3", "weights": {"network": 1}})");
  const std::string text = KontorOutput(
      {"partners", "pic:888000000", "--db", database.path, "--weights", file, "--format", "json"});
  CHECK(Contains(text, "mine/3"));
  WriteText(file, R"({"weights": {"netwrk": 1}})");
  const Outcome wrong =
      Kontor({"partners", "pic:888000000", "--db", database.path, "--weights", file});
  CHECK(wrong.exit_code == 2);
  CHECK(Contains(wrong.err, "network"));
}

TEST_CASE("an explanation has the numbers of the list, and is refused for oneself",
          "[app][explain]") {
  const AskedDatabase database;
  const std::string page =
      KontorOutput({"explain", "pic:888000000", "pic:888000003", "--db", database.path});
  CHECK(Contains(page, "Universität Halmberg"));
  const std::string json = KontorOutput(
      {"explain", "pic:888000000", "pic:888000003", "--db", database.path, "--format", "json"});
  CHECK(json.starts_with("{"));
  const Outcome same = Kontor({"explain", "pic:888000000", "pic:888000000", "--db", database.path});
  CHECK(same.exit_code == 2);
  const Outcome unknown = Kontor({"explain", "pic:888000000", "pic:1", "--db", database.path});
  CHECK(unknown.exit_code == 1);
}

TEST_CASE("search finds by words, by prefix and by identifier", "[app][search]") {
  const AskedDatabase database;
  for (const char* text : {"oberland", "maschinenb", "pic:888000000"}) {
    CHECK(Contains(KontorOutput({"search", text, "--db", database.path}), "pic:888000000"));
  }
  const Outcome none = Kontor({"search", "zzzz", "--db", database.path});
  CHECK(none.exit_code == 0);
  CHECK(Contains(none.err, "zzzz"));
}

TEST_CASE("search goes on page by page, and what is misused is told", "[app][search]") {
  const AskedDatabase database;
  const auto search = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "search");
    arguments.insert(arguments.end(), {"--db", database.path, "--top", "1"});
    return Kontor(arguments);
  };
  const std::string first = search({"newcomer:true"}).out;
  const std::string mark = "the next page: --cursor ";
  REQUIRE(Contains(first, mark));
  std::string cursor = first.substr(first.find(mark) + mark.size());
  cursor.pop_back();
  const Outcome second = search({"newcomer:true", "--cursor", cursor});
  CHECK(second.exit_code == 0);
  CHECK(second.out != first);
  CHECK(search({"newcomer:false", "--cursor", cursor}).exit_code == 2);
  CHECK(search({"newcomer:true", "--cursor", "x"}).exit_code == 2);
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {std::string(1'025, 'x')},
           {"a", "--should", "country:DE,"},
           {"a", "--near", "91,0"},
           {"a", "--near", "1,0", "--within", "x"},
           {"a", "--box", "1"},
           {"a", "--sort", "name"},
           {"a", "--sort", "distance"},
           {"a", "--active-since", "x"},
           {"near:1,1", "--near", "1,1", "--sort", "distance", "--for", "pic:888000000"}}) {
    const Outcome outcome = search(arguments);
    INFO(arguments.back());
    CHECK(outcome.exit_code == 2);
  }
  CHECK(Contains(search({"wind", "-solar"}).err, "quote the query: 'wind -solar'"));
  CHECK(search({"a", "--near", "Atlantis"}).exit_code == 1);
  CHECK(search({"country:DE", "--near", "50,8", "--within", "2000", "--box", "0,0,60,20"})
            .exit_code == 0);
}

}  // namespace kontor
