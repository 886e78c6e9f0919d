#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/app/program.h"
#include "tests/store/temporary_directory.h"

namespace kontor {

TEST_CASE("a batch answers line by line in order, whatever the number of threads", "[app][batch]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(),
                Fixture("cordis/seventh").string(), "--db", database});
  std::string lines;
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 16; ++i) {
      lines += "pic:" + std::to_string(888000000 + i) + (i % 2 == 0 ? "\n" : "\r\n");
    }
    lines += "\n";  // skipped
  }
  const std::string file = (directory.path() / "ids.txt").string();
  WriteText(file, lines);
  const auto ask = [&](const std::string& threads) {
    return Kontor({"partners", "--batch", file, "--db", database, "--threads", threads, "--as-of",
                   "2023-01-01", "--top", "3"});
  };
  const Outcome one = ask("1");
  CHECK(one.exit_code == 0);  // although pic:888000014 is unknown: it has no number
  CHECK(Contains(one.err, "30 lines of 480"));
  CHECK(std::ranges::count(one.out, '\n') == 480);
  CHECK(one.out.starts_with(R"({"for":"pic:888000000","generation":2,)"));
  CHECK(Contains(one.out, R"({"for":"pic:888000014","error":)"));
  for (const char* threads : {"2", "7"}) {
    CHECK(ask(threads).out == one.out);
  }
}

TEST_CASE("a batch fails when no line can be answered or the file cannot be read", "[app][batch]") {
  const TemporaryDirectory directory;
  const std::string database = (directory.path() / "db").string();
  KontorOutput({"import", "cordis", Fixture("cordis/horizon").string(), "--db", database});
  Invocation invocation;
  invocation.arguments = {"partners", "--batch", "-", "--db", database};
  invocation.input = "pic:1\n" + std::string(5000, 'x') + "\n\xff\xfe\n";
  const Outcome none = Run(invocation);
  CHECK(none.exit_code == 1);
  CHECK(std::ranges::count(none.out, '\n') == 3);
  CHECK(Contains(none.out, "at most 1024 bytes"));
  invocation.input = "";
  CHECK(Run(invocation).exit_code == 0);
  for (const std::string& file :
       {(directory.path() / "none").string(), directory.path().string()}) {
    const Outcome outcome = Kontor({"partners", "--batch", file, "--db", database});
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
  }
}

}  // namespace kontor
