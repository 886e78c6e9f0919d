// Any bytes are a preset that is written and read back equal, or a refusal that names the file.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/preset.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckSet(const kontor::CurveSet& set) {
  double most = 0.0;
  for (const kontor::Curve& curve : set.curves) {
    Require(!curve.knots.empty());
    most += curve.Most();
    for (const kontor::Knot& knot : curve.knots) {
      const double points = curve.Points(knot.value);
      Require(std::isfinite(points) && points >= 0.0 && points <= curve.Most());
    }
  }
  Require(std::abs(most - 100.0) < 1e-6);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto preset =
      kontor::ParsePreset({reinterpret_cast<const char*>(data), size}, "preset.json");
  if (!preset) {
    Require(preset.error().message.starts_with("preset.json: "));
    return 0;
  }
  for (const kontor::CurveSet& set : preset->learned) CheckSet(set);
  const auto again = kontor::ParsePreset(kontor::WritePreset(*preset), "again.json");
  Require(again.has_value());
  Require(again->name == preset->name && again->learned.size() == preset->learned.size());
  for (size_t i = 0; i < preset->learned.size(); ++i) {
    Require(again->CurvesFor(i).curves.size() == preset->CurvesFor(i).curves.size());
    for (size_t k = 0; k < preset->learned[i].curves.size(); ++k) {
      Require(again->learned[i].curves[k].knots == preset->learned[i].curves[k].knots);
    }
  }
  return 0;
}
