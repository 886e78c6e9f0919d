#include "engine/examples.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <string>

#include "engine/learn.h"
#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

const Date kExampleCut = MakeDate(2018, 1, 1);
const Date kUntil = MakeDate(2019, 1, 1);

// Organisations o0 to o39 that worked together before the cut, in neighbourhoods of five.
std::string ExamplesBefore() {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    const int base = i / 5 * 5;
    text += "o" + std::to_string(i) + "* --E" + std::to_string(i) + "(201" + std::to_string(i % 8) +
            "-01-01)-- o" + std::to_string(base + (i + 1) % 5) + " o" +
            std::to_string((i * 11 + 5) % 40) + "\n";
    text += "E" + std::to_string(i) + ": title=\"Works " + std::to_string(i % 5) + " blades\"\n";
  }
  return text;
}

// What they did in the year from then on.
std::string ExamplesAfter() {
  std::string text;
  for (int i = 0; i < 40; i += 2) {
    text += "o" + std::to_string(i) + " --L" + std::to_string(i) + "(2018-03-01)-- o" +
            std::to_string(i / 5 * 5 + (i + 2) % 5) + " o" + std::to_string((i * 3 + 1) % 40) +
            " n" + std::to_string(i) + "\n";
  }
  return text;
}

// Records of after that year.
std::string Afterwards() {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "o" + std::to_string(i);
    text += name + ": topic=theme:Secret" + std::to_string(i % 7) + "@2019-02-01\n";
    text += name + " --A" + std::to_string(i) + "(2019-01-01)-- o" +
            std::to_string((i * 7 + 3) % 40) + " a" + std::to_string(i) + "\n";
    text += "A" + std::to_string(i) + ": title=\"Secret blades\" topic=theme:Secret\n";
  }
  return text;
}

struct Year {
  explicit Year(const std::string& drawing) {
    SnapshotOptions options;
    options.as_of = Date{kExampleCut.days - 1};
    past = DrawSnapshot(drawing, options);
    truth = CollectTruth(*past, *DrawSnapshot(drawing), {.cut = kExampleCut, .until = kUntil});
  }

  std::shared_ptr<const Snapshot> past;
  Truth truth;
};

bool Equal(const Examples& a, const Examples& b) {
  return a.values == b.values && a.became_partner == b.became_partner &&
         std::ranges::equal(a.groups, b.groups, [](const ExampleGroup& x, const ExampleGroup& y) {
           return x.begin == y.begin && x.end == y.end && x.new_partners == y.new_partners &&
                  x.partnerships == y.partnerships;
         });
}

std::string Learned(const Examples& examples) {
  LearnOptions options;
  options.shared.rounds = options.apart.rounds = 20;
  return WritePreset(LearnPreset(examples, options).value());
}

TEST_CASE("examples are candidates of past questions, marked by what came true",
          "[engine][examples]") {
  const Year year(ExamplesBefore() + ExamplesAfter());
  const Examples examples = CollectExamples(*year.past, year.truth, {});
  REQUIRE(examples.groups.size() > 20);
  CHECK(examples.values.size() == examples.became_partner.size());
  size_t next = 0;
  for (const ExampleGroup& group : examples.groups) {
    CHECK(group.begin == next);
    REQUIRE(group.end > group.begin);
    next = group.end;
    const auto partners = static_cast<size_t>(std::accumulate(
        examples.became_partner.begin() + static_cast<std::ptrdiff_t>(group.begin),
        examples.became_partner.begin() + static_cast<std::ptrdiff_t>(group.end), 0));
    CHECK(partners >= 1);
    CHECK(partners <= group.new_partners);
    CHECK(group.partnerships >= 1);
  }
  CHECK(next == examples.values.size());
}

TEST_CASE("the number of questions and of those not chosen is bounded", "[engine][examples]") {
  const Year year(ExamplesBefore() + ExamplesAfter());
  ExampleOptions options;
  options.questions = 5;
  options.others_per_question = 2;
  const Examples examples = CollectExamples(*year.past, year.truth, options);
  CHECK(examples.groups.size() <= 5);
  for (const ExampleGroup& group : examples.groups) {
    CHECK(group.end - group.begin <= group.new_partners + 2);
  }
  CHECK(CollectExamples(*year.past, Truth{}, {}).groups.empty());
}

TEST_CASE("examples depend on the seed, not on threads", "[engine][examples]") {
  const Year year(ExamplesBefore() + ExamplesAfter());
  ExampleOptions options;
  options.questions = 12;
  options.others_per_question = 5;
  const Examples examples = CollectExamples(*year.past, year.truth, options);
  CHECK(Equal(examples, CollectExamples(*year.past, year.truth, options)));
  for (const size_t threads : {size_t{2}, size_t{5}}) {
    options.threads = threads;
    CHECK(Equal(examples, CollectExamples(*year.past, year.truth, options)));
  }
  options.seed = 8;
  CHECK_FALSE(Equal(examples, CollectExamples(*year.past, year.truth, options)));
}

TEST_CASE("examples that are appended keep their rows", "[engine][examples]") {
  const Examples one = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3);
  const Examples two = MadeUpExamples(2, Signal::kWalk, Signal::kRecent, 8);
  Examples both = one;
  both.Append(two);
  REQUIRE(both.values.size() == one.values.size() + two.values.size());
  REQUIRE(both.groups.size() == one.groups.size() + two.groups.size());
  const ExampleGroup& moved = both.groups[one.groups.size()];
  CHECK(moved.begin == one.values.size());
  CHECK(moved.partnerships == 8);
  CHECK(both.values[moved.begin] == two.values[0]);
  CHECK(both.became_partner.back() == two.became_partner.back());
}

TEST_CASE("what is dated after the last day changes nothing that is learned",
          "[engine][examples]") {
  const Year ignorant(ExamplesBefore() + ExamplesAfter());
  const Year knowing(ExamplesBefore() + ExamplesAfter() + Afterwards());
  const Examples examples = CollectExamples(*ignorant.past, ignorant.truth, {});
  const Examples same = CollectExamples(*knowing.past, knowing.truth, {});
  CHECK(Equal(examples, same));
  CHECK(Learned(examples) == Learned(same));
}

TEST_CASE("partners of partners are learned from a past that chose them", "[engine][examples]") {
  // Whoever shares a partner with o<i> becomes its partner, and nobody else does.
  std::string drawing;
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    drawing += "x" + n + " --P" + n + "(2016-01-01)-- m" + n + "\n";
    drawing += "m" + n + " --Q" + n + "(2016-01-01)-- y" + n + "\n";
    drawing += "x" + n + " --R" + n + "(2018-05-01)-- y" + n + "\n";
    drawing += "P" + n + ": title=\"Works\"\nQ" + n + ": title=\"Works\"\n";
  }
  const Year year(drawing);
  const Examples examples = CollectExamples(*year.past, year.truth, {});
  REQUIRE(examples.groups.size() == 60);
  LearnOptions options;
  options.shared.rounds = options.apart.rounds = 30;
  const Preset preset = LearnPreset(examples, options).value();
  for (const CurveSet& set : preset.learned) {
    CHECK(ShareRankedRight(examples, set.curves) == 1.0);
    CHECK(set.Most(Feature::kNetwork) > 90.0);
  }
}

}  // namespace
}  // namespace kontor
