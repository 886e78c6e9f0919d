#include "engine/preset.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

namespace kontor {
namespace {

TEST_CASE("the built-in presets are seven, and their weights sum to one", "[engine][preset]") {
  const auto presets = BuiltInPresets();
  REQUIRE(presets.size() == 7);
  CHECK(presets.front().name == "balanced");
  for (const Preset& preset : presets) {
    INFO(preset.name);
    double sum = 0.0;
    for (const Feature feature : kFeatures) sum += preset.Weight(feature);
    CHECK(std::abs(sum - 1.0) < 1e-9);
    CHECK(preset.is_learned() == (preset.name == "history"));
    CHECK_FALSE(preset.description.empty());
    CHECK(FindPreset(preset.name)->name == preset.name);
  }
}

TEST_CASE("an unknown preset names the ones there are", "[engine][preset]") {
  const auto preset = FindPreset("simlar");
  REQUIRE_FALSE(preset);
  CHECK(preset.error().code == ErrorCode::kInvalidArgument);
  CHECK(preset.error().message.find("similar") != std::string::npos);
}

TEST_CASE("weights are scaled to sum to one and missing ones are zero", "[engine][preset]") {
  const auto preset = ParsePreset(R"({"weights": {"theme": 3, "network": 1}})", "w.json");
  REQUIRE(preset);
  CHECK(preset->Weight(Feature::kTheme) == 0.75);
  CHECK(preset->Weight(Feature::kNetwork) == 0.25);
  CHECK(preset->Weight(Feature::kExperience) == 0.0);
  CHECK(preset->name == "custom");
}

TEST_CASE("a weights file that cannot be used says why", "[engine][preset]") {
  const auto complaint = [](std::string_view json) {
    const auto preset = ParsePreset(json, "w.json");
    REQUIRE_FALSE(preset);
    CHECK(preset.error().code == ErrorCode::kBadData);
    CHECK(preset.error().message.starts_with("w.json: "));
    return preset.error().message;
  };
  CHECK(complaint("{").find("not a JSON object") != std::string::npos);
  CHECK(complaint("[1]").find("not a JSON object") != std::string::npos);
  CHECK(complaint("{}").find("'weights'") != std::string::npos);
  CHECK(complaint(R"({"weights": {"teme": 1}})").find("'theme'") != std::string::npos);
  CHECK(complaint(R"({"wieghts": {"theme": 1}})").find("'weights'") != std::string::npos);
  CHECK(complaint(R"({"weights": {"theme": -1}})").find("at least 0") != std::string::npos);
  CHECK(complaint(R"({"weights": {"theme": "1"}})").find("at least 0") != std::string::npos);
  CHECK(complaint(R"({"weights": {"theme": 0}})").find("above 0") != std::string::npos);
  CHECK(complaint(R"({"weights": {"theme": 1}, "diversity": 2})").find("between 0 and 1") !=
        std::string::npos);
  CHECK(complaint(R"({"weights": {"theme": 1}, "newcomer_floor": -1})").contains("at least 0"));
  CHECK(complaint(R"({"weights": {"theme": 1}, "name": 2})").find("'name'") != std::string::npos);
  CHECK(complaint(std::string(100'000, '[')).find("not a JSON object") != std::string::npos);
}

TEST_CASE("every feature belongs to fit or to reach", "[engine][preset]") {
  CHECK(BelongsToReach(Feature::kNetwork));
  CHECK(BelongsToReach(Feature::kExperience));
  CHECK_FALSE(BelongsToReach(Feature::kTheme));
  CHECK_FALSE(BelongsToReach(Feature::kInternationalisation));
}

}  // namespace
}  // namespace kontor
