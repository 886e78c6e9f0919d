#include "engine/learn.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

LearnOptions LessonOf(size_t rounds, size_t threads = 1) {
  LearnOptions options;
  options.shared.rounds = rounds;
  options.apart.rounds = rounds;
  options.shared.threads = options.apart.threads = threads;
  return options;
}

// Newcomers choose by paths, others by recent partnerships.
Examples TwoClasses() {
  Examples examples = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 4);
  examples.Append(MadeUpExamples(2, Signal::kRecent, Signal::kPaths, 5));
  return examples;
}

Signal Strongest(const CurveSet& set) {
  return std::ranges::max_element(set.curves, {}, &Curve::Most)->signal;
}

TEST_CASE("each class of askers gets the curves that it chose by", "[engine][learn]") {
  const Preset preset = LearnPreset(TwoClasses(), LessonOf(80)).value();
  REQUIRE(preset.learned.size() == 2);
  CHECK(preset.learned[0].most_partnerships == 4);
  CHECK(Strongest(preset.CurvesFor(4)) == Signal::kPaths);
  CHECK(Strongest(preset.CurvesFor(5)) == Signal::kRecent);
  const Examples later = MadeUpExamples(9, Signal::kPaths, Signal::kWalk, 4);
  CHECK(ShareRankedRight(later, preset.CurvesFor(4).curves) > 0.8);
}

TEST_CASE("a learned preset is read back as it was learned", "[engine][learn]") {
  const Preset preset = LearnPreset(TwoClasses(), LessonOf(80)).value();
  const Preset again = ParsePreset(WritePreset(preset), "again.json").value();
  CHECK(WritePreset(again) == WritePreset(preset));
  REQUIRE(again.learned.size() == preset.learned.size());
  for (size_t i = 0; i < again.learned.size(); ++i) {
    double most = 0.0;
    REQUIRE(again.learned[i].curves.size() == preset.learned[i].curves.size());
    for (size_t k = 0; k < again.learned[i].curves.size(); ++k) {
      CHECK(again.learned[i].curves[k].knots == preset.learned[i].curves[k].knots);
      most += preset.learned[i].curves[k].Most();
    }
    CHECK(std::abs(most - 100.0) < 1e-9);
  }
}

TEST_CASE("what was learned can be read by people", "[engine][learn]") {
  const Preset preset = LearnPreset(TwoClasses(), LessonOf(80)).value();
  for (const CurveSet& set : preset.learned) {
    for (const Curve& curve : set.curves) {
      CHECK(curve.Most() > 0.0);
      CHECK(curve.knots.size() <= 64);
      for (const Knot& knot : curve.knots) {
        CHECK(knot.points == std::round(knot.points * 1e3) / 1e3);
      }
    }
  }
  // No number has more than five digits and its sign, point and exponent.
  const std::string text = WritePreset(preset);
  size_t digits = 0;
  for (const char c : text) {
    digits = std::isdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : c == '.' ? digits : 0;
    REQUIRE(digits <= 10);
  }
}

TEST_CASE("signals that tell nothing are left out of a learned preset", "[engine][learn]") {
  const Preset preset = LearnPreset(TwoClasses(), LessonOf(80)).value();
  for (const CurveSet& set : preset.learned) {
    for (const Curve& curve : set.curves) {
      CHECK((curve.signal == Signal::kPaths || curve.signal == Signal::kRecent));
    }
  }
}

TEST_CASE("learning does not depend on threads", "[engine][learn]") {
  const Examples examples = TwoClasses();
  const std::string text = WritePreset(LearnPreset(examples, LessonOf(30)).value());
  for (const size_t threads : {size_t{2}, size_t{5}}) {
    CHECK(text == WritePreset(LearnPreset(examples, LessonOf(30, threads)).value()));
  }
}

TEST_CASE("there may be any number of classes, also empty ones", "[engine][learn]") {
  LearnOptions options = LessonOf(30);
  options.classes = {};
  CHECK(LearnPreset(TwoClasses(), options)->learned.size() == 1);
  options.classes = {0, 1, 4, 100};
  const Preset preset = LearnPreset(TwoClasses(), options).value();
  CHECK(preset.learned.size() == 5);
  CHECK(ParsePreset(WritePreset(preset), "again.json"));
}

TEST_CASE("examples that tell nothing are refused", "[engine][learn]") {
  const auto none = LearnPreset(Examples{}, LessonOf(5));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kInvalidArgument);
  CHECK(none.error().message.contains("nothing to learn from"));
  for (const float value : {0.0F, 3.0F}) {
    Examples same = TwoClasses();
    for (auto& row : same.values) row.fill(value);
    const auto nothing = LearnPreset(same, LessonOf(5));
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == ErrorCode::kInvalidArgument);
    CHECK(nothing.error().message.contains("too little"));
  }
}

}  // namespace
}  // namespace kontor
