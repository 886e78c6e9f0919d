#include "engine/learned_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"

namespace kontor {
namespace {

using Json = nlohmann::json;

constexpr size_t kMostSets = 8;
constexpr size_t kMostKnots = 256;

class Reader {
 public:
  explicit Reader(std::string_view origin) : origin_(origin) {}

  Result<std::vector<CurveSet>> Read(const Json& json) {
    if (!json.is_array() || json.empty() || json.size() > kMostSets) {
      return Refuse("'learned' must be a list of 1 to 8 sets of curves");
    }
    std::vector<CurveSet> sets;
    for (const Json& one : json) {
      const bool last = sets.size() + 1 == json.size();
      auto set = ReadSet(one, last);
      if (!set) return std::unexpected(set.error());
      if (!sets.empty() && set->most_partnerships <= sets.back().most_partnerships) {
        return Refuse("'most_partnerships' must ascend from set to set");
      }
      sets.push_back(std::move(*set));
    }
    return sets;
  }

 private:
  [[nodiscard]] std::unexpected<Error> Refuse(const std::string& what) const {
    return Fail(ErrorCode::kBadData, std::string(origin_) + ": " + what);
  }

  [[nodiscard]] Result<CurveSet> ReadSet(const Json& json, bool last) const {
    if (!json.is_object() || !json.contains("curves") || !json["curves"].is_object()) {
      return Refuse("each set of 'learned' must have an object 'curves'");
    }
    CurveSet set;
    for (const auto& [member, value] : json.items()) {
      if (member == "most_partnerships") {
        if (last || !value.is_number_unsigned() || value.get<uint64_t>() >= UINT32_MAX) {
          return Refuse("'most_partnerships' must be a whole number, and the last set has none");
        }
        set.most_partnerships = value.get<uint32_t>();
      } else if (member != "curves") {
        return Refuse("unknown member '" + member.substr(0, 40) +
                      "'; a set has 'most_partnerships' and 'curves'");
      }
    }
    if (!last && set.most_partnerships == UINT32_MAX) {
      return Refuse("every set but the last needs 'most_partnerships'");
    }
    for (const auto& [name, knots] : json["curves"].items()) {
      auto curve = ReadCurve(name, knots);
      if (!curve) return std::unexpected(curve.error());
      set.curves.push_back(std::move(*curve));
    }
    return Scaled(std::move(set));
  }

  [[nodiscard]] Result<Curve> ReadCurve(const std::string& name, const Json& knots) const {
    const auto signal = FindSignal(name);
    if (!signal) {
      return Refuse("unknown signal '" + name.substr(0, 40) + "'; the nearest known is '" +
                    NearestSignal(name) + "'");
    }
    const std::string where = "curve '" + name + "'";
    if (!knots.is_array() || knots.empty() || knots.size() > kMostKnots) {
      return Refuse(where + " must be a list of 1 to 256 [value, points]");
    }
    Curve curve{*signal, {}};
    for (const Json& knot : knots) {
      if (!knot.is_array() || knot.size() != 2 || !IsNumber(knot[0]) || !IsNumber(knot[1])) {
        return Refuse(where + ": each knot must be [value, points], both at least 0");
      }
      curve.knots.push_back({knot[0].get<double>(), knot[1].get<double>()});
      if (curve.knots.size() > 1 &&
          curve.knots.back().value <= curve.knots[curve.knots.size() - 2].value) {
        return Refuse(where + ": values must ascend");
      }
    }
    return curve;
  }

  // In the order of signals, with 100 points at most.
  [[nodiscard]] Result<CurveSet> Scaled(CurveSet set) const {
    std::ranges::sort(set.curves, {}, &Curve::signal);
    double most = 0.0;
    for (const Curve& curve : set.curves) most += curve.Most();
    if (most <= 0.0) return Refuse("the curves of a set must give some points");
    if (!std::isfinite(most)) return Refuse("the points of a set are too many");
    // What is 100 but for rounding stays as it is: a file that was written reads back equal.
    if (std::abs(most - 100.0) < 1e-9) return set;
    for (Curve& curve : set.curves) {
      // In this order: 100 / most may overflow.
      for (Knot& knot : curve.knots) knot.points = knot.points / most * 100.0;
    }
    return set;
  }

  static bool IsNumber(const Json& json) {
    return json.is_number() && std::isfinite(json.get<double>()) && json.get<double>() >= 0.0;
  }

  static std::string NearestSignal(const std::string& wrong) {
    std::vector<std::string_view> names;
    for (size_t i = 0; i < kSignalCount; ++i) names.push_back(Name(static_cast<Signal>(i)));
    constexpr size_t any_distance = 99;
    const std::string_view nearest = NearestOf(wrong, names, any_distance);
    return std::string(nearest.empty() ? names.front() : nearest);
  }

  std::string_view origin_;
};

}  // namespace

Status ReadLearned(const Json& json, std::string_view origin, std::vector<CurveSet>& sets) {
  auto read = Reader(origin).Read(json);
  if (!read) return std::unexpected(read.error());
  sets = std::move(*read);
  return {};
}

std::string WriteLearned(const std::vector<CurveSet>& sets) {
  std::string text = "[";
  for (const CurveSet& set : sets) {
    text += &set == sets.data() ? "\n    {" : ",\n    {";
    if (set.most_partnerships != UINT32_MAX) {
      text += "\"most_partnerships\": " + std::to_string(set.most_partnerships) + ", ";
    }
    text += "\"curves\": {";
    for (const Curve& curve : set.curves) {
      auto knots = Json::array();
      for (const Knot& knot : curve.knots) knots.push_back(Json::array({knot.value, knot.points}));
      text += &curve == set.curves.data() ? "\n" : ",\n";
      text += "      \"" + std::string(Name(curve.signal)) + "\": " + knots.dump();
    }
    text += "\n    }}";
  }
  return text + "\n  ]";
}

}  // namespace kontor
