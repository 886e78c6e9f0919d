#include "engine/learned_json.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "engine/preset.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr auto kFile = R"({
  "name": "history", "version": "2019-01-01", "description": "Learned.", "diversity": 0.2,
  "newcomer_floor": 0.1,
  "learned": [
    {"most_partnerships": 4, "curves": {
      "walk": [[0, 0], [0.001, 3], [0.02, 7.5]],
      "theme_cosine": [[0, 1], [0.5, 2.5]]}},
    {"curves": {
      "since_last": [[0, 60], [3.5, 0]],
      "same_city": [[0, 0], [1, 40]]}}
  ]})";

// A learned preset with these sets.
std::string With(const std::string& sets) { return R"({"learned": )" + sets + "}"; }
// One with these curves.
std::string WithCurves(const std::string& curves) {
  return With(R"([{"curves": {)" + curves + "}}]");
}

std::string Complaint(const std::string& json) {
  INFO(json);
  const auto preset = ParsePreset(json, "w.json");
  REQUIRE_FALSE(preset);
  CHECK(preset.error().code == ErrorCode::kBadData);
  CHECK(preset.error().message.starts_with("w.json: "));
  return preset.error().message;
}

bool Complains(const std::string& json, std::string_view hint) {
  const std::string complaint = Complaint(json);
  UNSCOPED_INFO(complaint);
  return complaint.contains(hint);
}

double MostOf(const CurveSet& set) {
  double most = 0.0;
  for (const Curve& curve : set.curves) most += curve.Most();
  return most;
}

void CheckEqual(const Preset& a, const Preset& b) {
  CHECK(a.name == b.name);
  CHECK(a.version == b.version);
  CHECK(a.description == b.description);
  CHECK(a.diversity == b.diversity);
  CHECK(a.newcomer_floor == b.newcomer_floor);
  CHECK(a.weights == b.weights);
  REQUIRE(a.learned.size() == b.learned.size());
  for (size_t i = 0; i < a.learned.size(); ++i) {
    CHECK(a.learned[i].most_partnerships == b.learned[i].most_partnerships);
    REQUIRE(a.learned[i].curves.size() == b.learned[i].curves.size());
    for (size_t k = 0; k < a.learned[i].curves.size(); ++k) {
      CHECK(a.learned[i].curves[k].signal == b.learned[i].curves[k].signal);
      CHECK(a.learned[i].curves[k].knots == b.learned[i].curves[k].knots);
    }
  }
}

// What every preset that was read promises.
void CheckSound(const Preset& preset) {
  for (const CurveSet& set : preset.learned) {
    CHECK(MostOf(set) == Approx(100.0));
    for (const Curve& curve : set.curves) {
      REQUIRE_FALSE(curve.knots.empty());
      for (const Knot& knot : curve.knots) {
        CHECK((std::isfinite(knot.points) && knot.points >= 0.0));
      }
      for (size_t i = 1; i < curve.knots.size(); ++i) {
        CHECK(curve.knots[i - 1].value < curve.knots[i].value);
      }
    }
  }
  CheckEqual(preset, ParsePreset(WritePreset(preset), "again.json").value());
}

TEST_CASE("a learned preset is scaled to 100 points for each class of askers",
          "[engine][learned]") {
  const auto preset = ParsePreset(kFile, "w.json");
  REQUIRE(preset);
  CHECK(preset->is_learned());
  CHECK(preset->name == "history");
  CHECK(preset->diversity == 0.2);
  CHECK(preset->newcomer_floor == 0.1);
  CHECK(preset->Weight(Feature::kTheme) == 0.0);
  REQUIRE(preset->learned.size() == 2);
  const auto& few = preset->learned[0].curves;
  REQUIRE(few.size() == 2);
  CHECK(few[0].signal == Signal::kThemeCosine);  // in the order of signals
  CHECK(few[0].knots == std::vector<Knot>{{0.0, 10.0}, {0.5, 25.0}});
  CHECK(few[1].knots == std::vector<Knot>{{0.0, 0.0}, {0.001, 30.0}, {0.02, 75.0}});
  CHECK(preset->learned[1].curves[1].knots == std::vector<Knot>{{0.0, 60.0}, {3.5, 0.0}});
  CheckSound(*preset);
}

TEST_CASE("askers get the curves of their class", "[engine][learned]") {
  const Preset preset = ParsePreset(kFile, "w.json").value();
  CHECK(&preset.CurvesFor(0) == &preset.learned[0]);
  CHECK(&preset.CurvesFor(4) == &preset.learned[0]);
  CHECK(&preset.CurvesFor(5) == &preset.learned[1]);
  CHECK(&preset.CurvesFor(1'000'000) == &preset.learned[1]);
}

TEST_CASE("tiny points are scaled as well as large ones", "[engine][learned]") {
  for (const char* points : {"5e-324", "1e-310", "1e-9", "1e9", "1e307"}) {
    const auto preset = ParsePreset(
        WithCurves(R"("walk": [[0, 0], [1e-300, )" + std::string(points) + "]]"), "w.json");
    REQUIRE(preset);
    CHECK(preset->learned[0].curves[0].Most() == Approx(100.0));
    CheckSound(*preset);
  }
}

TEST_CASE("weights are written and read back too", "[engine][preset]") {
  for (const Preset& preset : BuiltInPresets()) {
    const auto again = ParsePreset(WritePreset(preset), "again.json");
    REQUIRE(again);
    CHECK(again->name == preset.name);
    for (const Feature feature : kFeatures) {
      CHECK(again->Weight(feature) == Approx(preset.Weight(feature)));
    }
  }
}

TEST_CASE("a preset is written whatever its name is", "[engine][preset]") {
  Preset preset = ParsePreset(kFile, "w.json").value();
  preset.name = "quote \" and \\ and \n, ümlaut";
  CheckSound(preset);
  preset.name = "no UTF-8: \xff\xc3";
  CHECK(ParsePreset(WritePreset(preset), "again.json")->name.starts_with("no UTF-8: "));
}

TEST_CASE("a learned preset that cannot be used says why", "[engine][learned]") {
  CHECK(Complains(WithCurves(R"("wlak": [[0, 1]])"), "unknown signal 'wlak'"));
  CHECK(Complains(WithCurves(R"("wlak": [[0, 1]])"), "'walk'"));
  CHECK(Complains(WithCurves(R"("": [[0, 1]])"), "unknown signal ''"));
  CHECK(Complains(R"({"learnt": []})", "'learned'"));
  CHECK(Complains(R"({"weights": {"theme": 1}, "learned": [{"curves": {"walk": [[0, 1]]}}]})",
                  "either 'weights' or 'learned'"));
  CHECK(Complains(With(R"([{"curves": {"walk": [[0, 1]]}, "askers": 3}])"), "'askers'"));
  CHECK(Complains(WithCurves(R"("walk": [[0, 1], [0, 2]])"), "'walk': values must ascend"));
  CHECK(Complains(WithCurves(R"("walk": [[1, 1], [0, 2]])"), "'walk': values must ascend"));
  CHECK(Complains(WithCurves(R"("walk": [[0, 0], [1, 0]])"), "some points"));
  CHECK(Complains(WithCurves(""), "some points"));
}

TEST_CASE("knots are pairs of numbers of at least 0", "[engine][learned]") {
  for (const char* knot : {"[-1, 1]", "[1, -1]", "[1]", "[1, 2, 3]", "[]", "1", "null", "{}",
                           R"(["1", 2])", "[1, null]", "[true, 1]", "[[1], 2]"}) {
    CHECK(Complains(WithCurves(R"("walk": [[0, 0], )" + std::string(knot) + "]"), "'walk'"));
  }
  for (const char* number : {"1e999", "-1e999", "NaN", "Infinity", "1e", "0x1", "01"}) {
    CHECK(Complains(WithCurves(R"("walk": [[0, )" + std::string(number) + "]]"), "JSON"));
  }
  CHECK(Complains(WithCurves(R"("walk": [[0, 1e308]], "recent": [[0, 1.7e308]])"), "too many"));
}

TEST_CASE("classes of askers ascend, and the last is for all others", "[engine][learned]") {
  const auto sets = [](std::initializer_list<const char*> mosts) {
    std::string text;
    for (const std::string_view most : mosts) {
      text += text.empty() ? "[" : ", ";
      text += R"({"curves": {"walk": [[0, 1]]})";
      if (!most.empty()) text += R"(, "most_partnerships": )" + std::string(most);
      text += "}";
    }
    return With(text + "]");
  };
  CHECK(ParsePreset(sets({""}), "w.json"));
  CHECK(ParsePreset(sets({"0", "3", ""}), "w.json"));
  for (const auto& wrong : {sets({"4"}), sets({"", ""}), sets({"4", "4", ""}), sets({"4", "2", ""}),
                            sets({"-1", ""}), sets({"1.5", ""}), sets({"\"4\"", ""}),
                            sets({"null", ""}), sets({"4294967295", ""}), sets({"4", "5"})}) {
    CHECK(Complains(wrong, "'most_partnerships'"));
  }
}

TEST_CASE("a learned preset has bounds", "[engine][learned]") {
  const auto knots = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i == 0 ? "[" : ", [") + std::to_string(i) + ", 1]";
    return WithCurves(R"("walk": [)" + text + "]");
  };
  CHECK(ParsePreset(knots(256), "w.json"));
  CHECK(Complains(knots(257), "256"));
  CHECK(Complains(knots(0), "256"));
  const auto sets = [](int count) {
    std::string text = "[";
    for (int i = 1; i < count; ++i) {
      text +=
          R"({"most_partnerships": )" + std::to_string(i) + R"(, "curves": {"walk": [[0, 1]]}},)";
    }
    return With(text + R"({"curves": {"walk": [[0, 1]]}}])");
  };
  CHECK(ParsePreset(sets(8), "w.json"));
  CHECK(Complains(sets(9), "8 sets"));
  CHECK(Complains(With("[]"), "8 sets"));
}

TEST_CASE("a learned preset of other types is refused", "[engine][learned]") {
  for (const char* learned :
       {"1", "null", "{}", "\"walk\"", "[1]", "[[]]", "[{}]", "[null]", R"([{"curves": []}])",
        R"([{"curves": 1}])", R"([{"curves": {"walk": {}}}])", R"([{"curves": {"walk": 1}}])"}) {
    CHECK_FALSE(Complaint(With(learned)).empty());
  }
  const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
  CHECK_FALSE(Complaint(With(deep)).empty());
  CHECK_FALSE(Complaint(WithCurves(R"("walk": )" + deep)).empty());
  CHECK_FALSE(Complaint(WithCurves(R"("walk": [[0, )" + deep + "]]")).empty());
}

TEST_CASE("nothing is taken over from a list that cannot be read", "[engine][learned]") {
  std::vector<CurveSet> sets(3);
  CHECK_FALSE(
      ReadLearned(nlohmann::json::parse(R"([{"curves": {"walk": [[0, 1]]}}, 1])"), "w.json", sets));
  CHECK(sets.size() == 3);
}

TEST_CASE("a damaged preset is refused or sound, never anything else", "[engine][learned]") {
  const std::string valid = WritePreset(ParsePreset(kFile, "w.json").value());
  constexpr std::string_view kPieces = "0123456789[]{},:\"-.eE +x\n";
  std::mt19937 random(1);
  size_t accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = valid;
    for (size_t times = 1 + random() % 3; times > 0; --times) {
      const size_t at = random() % damaged.size();
      const size_t length = 1 + random() % 8;
      switch (random() % 4) {
        case 0:
          damaged[at] = kPieces[random() % kPieces.size()];
          break;
        case 1:
          damaged.erase(at, length);
          break;
        case 2:
          damaged.insert(at, damaged.substr(random() % damaged.size(), length));
          break;
        default:
          damaged[at] = static_cast<char>(random() % 256);
      }
      if (damaged.empty()) break;
    }
    const auto preset = ParsePreset(damaged, "w.json");
    if (!preset) {
      CHECK(preset.error().message.starts_with("w.json: "));
      continue;
    }
    INFO(damaged);
    ++accepted;
    CheckSound(*preset);
  }
  CHECK(accepted > 500);
}

}  // namespace
}  // namespace kontor
