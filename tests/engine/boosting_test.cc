#include "engine/boosting.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "tests/engine/learned_support.h"

namespace kontor {
namespace {

using Catch::Approx;

constexpr size_t kAll = std::numeric_limits<size_t>::max();

BoostingOptions Rounds(size_t rounds, size_t threads = 1) {
  BoostingOptions options;
  options.rounds = rounds;
  options.threads = threads;
  return options;
}

std::vector<Curve> Fitted(const Examples& examples, const BoostingOptions& options) {
  CurveFit fit(examples);
  fit.Fit(0, kAll, options);
  return fit.Curves();
}

const Curve* Find(const std::vector<Curve>& curves, Signal signal) {
  const auto found = std::ranges::find(curves, signal, &Curve::signal);
  return found == curves.end() ? nullptr : &*found;
}

bool Equal(const std::vector<Curve>& a, const std::vector<Curve>& b) {
  return std::ranges::equal(a, b, [](const Curve& x, const Curve& y) {
    return x.signal == y.signal && x.knots == y.knots;
  });
}

TEST_CASE("the curve of a signal that tells partners from others rises", "[engine][boosting]") {
  const Examples examples = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3);
  const auto curves = Fitted(examples, Rounds(200));
  const Curve* paths = Find(curves, Signal::kPaths);
  REQUIRE(paths != nullptr);
  CHECK(paths->Most() > 80.0);
  CHECK(paths->knots.front().points == 0.0);
  CHECK(paths->knots.back().points == paths->Most());
  CHECK(std::ranges::is_sorted(paths->knots, {}, &Knot::points));
}

TEST_CASE("what was learned ranks questions that it has not seen", "[engine][boosting]") {
  const auto curves = Fitted(MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3), Rounds(200));
  CHECK(ShareRankedRight(MadeUpExamples(2, Signal::kPaths, Signal::kRecent, 3), curves) > 0.9);
  CHECK(ShareRankedRight(MadeUpExamples(2, Signal::kWalk, Signal::kPaths, 3), curves) < 0.3);
}

TEST_CASE("a signal that falls with partners gets a falling curve", "[engine][boosting]") {
  Examples examples = MadeUpExamples(1, Signal::kSinceLast, Signal::kRecent, 3);
  for (auto& row : examples.values) {
    float& value = row[static_cast<size_t>(Signal::kSinceLast)];
    value = 3.0F - value;
  }
  const auto curves = Fitted(examples, Rounds(200));
  const Curve* last = Find(curves, Signal::kSinceLast);
  REQUIRE(last != nullptr);
  CHECK(last->knots.front().points == last->Most());
  CHECK(last->knots.back().points == 0.0);
}

TEST_CASE("curves are in the order of signals, and their highest points sum to 100",
          "[engine][boosting]") {
  const auto curves = Fitted(MadeUpExamples(5, Signal::kPaths, Signal::kRecent, 3), Rounds(150));
  double most = 0.0;
  for (const Curve& curve : curves) {
    most += curve.Most();
    CHECK(std::ranges::min(curve.knots, {}, &Knot::points).points == 0.0);
    CHECK(std::ranges::is_sorted(curve.knots, {}, &Knot::value));
  }
  CHECK(most == Approx(100.0));
  CHECK(std::ranges::is_sorted(curves, {}, &Curve::signal));
}

TEST_CASE("signals that are the same for all are left out", "[engine][boosting]") {
  const auto curves = Fitted(MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3), Rounds(300));
  for (const Curve& curve : curves) {
    CHECK((curve.signal == Signal::kPaths || curve.signal == Signal::kRecent));
  }
}

TEST_CASE("where no signal differs nothing is learned", "[engine][boosting]") {
  for (const float value : {0.0F, 0.5F, 7.0F}) {
    Examples examples = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3);
    for (auto& row : examples.values) row.fill(value);
    CHECK(Fitted(examples, Rounds(50)).empty());
  }
}

TEST_CASE("without rounds or askers of the class nothing is learned", "[engine][boosting]") {
  const Examples examples = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3);
  CHECK(Fitted(examples, Rounds(0)).empty());
  CurveFit fit(examples);
  fit.Fit(4, kAll, Rounds(50));
  CHECK(fit.Curves().empty());
  fit.Fit(3, 3, Rounds(50));
  CHECK_FALSE(fit.Curves().empty());
  CHECK(Fitted(Examples{}, Rounds(50)).empty());
}

TEST_CASE("fitting goes on from where it is", "[engine][boosting]") {
  const Examples examples = MadeUpExamples(1, Signal::kPaths, Signal::kRecent, 3);
  CurveFit fit(examples);
  fit.Fit(0, kAll, Rounds(30));
  CurveFit copy = fit;
  copy.Fit(0, kAll, Rounds(40));
  CHECK(Equal(copy.Curves(), Fitted(examples, Rounds(70))));
  CHECK(Equal(fit.Curves(), Fitted(examples, Rounds(30))));
}

TEST_CASE("fitting does not depend on threads", "[engine][boosting]") {
  const Examples examples = MadeUpExamples(3, Signal::kPaths, Signal::kRecent, 3);
  const auto curves = Fitted(examples, Rounds(60));
  for (const size_t threads : {size_t{2}, size_t{5}}) {
    CHECK(Equal(curves, Fitted(examples, Rounds(60, threads))));
  }
}

}  // namespace
}  // namespace kontor
