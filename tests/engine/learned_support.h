// Drawings and presets for the tests of what is learned.
#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/examples.h"
#include "engine/preset.h"
#include "engine/signal.h"
#include "tests/engine/support.h"

namespace kontor {

// RandomDrawing with what the signals look at besides: titles and topics of the partnerships, and
// cities.
inline std::string ThemedDrawing(uint32_t seed) {
  std::mt19937 random(seed + 1'000);
  const auto pick = [&random](uint32_t n) { return random() % n; };
  const std::array words = {"blades", "towers", "photonics", "robots", "batteries"};
  std::string text = RandomDrawing(seed);
  for (int p = 0; p < 25; ++p) {
    text += "P" + std::to_string(p) + ": title=\"" + words[pick(5)] + " " + words[pick(5)] + "\"";
    if (pick(2) == 0) text += " topic=theme:T" + std::to_string(pick(4));
    text += "\n";
  }
  for (int i = 0; i < 30; ++i) {
    if (pick(2) == 0) {
      text += "o" + std::to_string(i) + ": city=" + (pick(2) == 0 ? "Aachen" : "Porto") + "\n";
    }
  }
  return text;
}

// Curves of most signals, drawn at random, for askers with at most 2, at most 4, and more
// partnerships. Without `walks` those of the walk are left out.
inline Preset RandomLearnedPreset(uint32_t seed, bool walks) {
  std::mt19937 random(seed);
  const auto number = [&random](double most) {
    return most * static_cast<double>(1 + random() % 1'000) / 1'000.0;
  };
  Preset preset;
  preset.name = "random";
  for (const uint32_t most : {2U, 4U, UINT32_MAX}) {
    CurveSet set{most, {}};
    for (size_t i = 0; i < kSignalCount; ++i) {
      const auto signal = static_cast<Signal>(i);
      if (!walks && (signal == Signal::kWalk || signal == Signal::kWalkBack)) continue;
      if (random() % 5 == 0) continue;
      Curve curve{signal, {{0.0, number(5.0)}}};
      for (size_t knots = random() % 4; knots > 0; --knots) {
        curve.knots.push_back({curve.knots.back().value + number(1.0), number(5.0)});
      }
      set.curves.push_back(std::move(curve));
    }
    preset.learned.push_back(std::move(set));
  }
  return ParsePreset(WritePreset(preset), "random").value();
}

// Made-up questions: of the candidates of each, those with the highest `telling` became partners;
// `noise` says nothing, kSinceFirst is 5 for all, the other signals are 0. Askers have
// `partnerships`.
inline Examples MadeUpExamples(uint32_t seed, Signal telling, Signal noise, size_t partnerships) {
  constexpr size_t kQuestions = 40;
  constexpr size_t kCandidates = 30;
  constexpr size_t kNewPartners = 3;
  std::mt19937 random(seed);
  Examples examples;
  for (size_t question = 0; question < kQuestions; ++question) {
    std::vector<uint32_t> order(kCandidates);
    for (size_t i = 0; i < kCandidates; ++i) order[i] = static_cast<uint32_t>(i);
    std::ranges::shuffle(order, random);
    for (const uint32_t place : order) {
      auto& row = examples.values.emplace_back();
      row[static_cast<size_t>(telling)] = static_cast<float>(place * 10 + random() % 10) / 100.0F;
      row[static_cast<size_t>(noise)] = static_cast<float>(random() % 20);
      row[static_cast<size_t>(Signal::kSinceFirst)] = 5.0F;
      examples.became_partner.push_back(place + kNewPartners >= kCandidates ? 1 : 0);
    }
    examples.groups.push_back(
        {examples.values.size() - kCandidates, examples.values.size(), kNewPartners, partnerships});
  }
  return examples;
}

// Of the partners in `examples`, the share that these curves rank above all others.
inline double ShareRankedRight(const Examples& examples, const std::vector<Curve>& curves) {
  double right = 0.0;
  double all = 0.0;
  const auto score = [&](size_t row) {
    double sum = 0.0;
    for (const Curve& curve : curves) {
      sum += curve.Points(
          static_cast<double>(examples.values[row][static_cast<size_t>(curve.signal)]));
    }
    return sum;
  };
  for (const ExampleGroup& group : examples.groups) {
    double best_other = 0.0;
    for (size_t row = group.begin; row < group.end; ++row) {
      if (examples.became_partner[row] == 0) best_other = std::max(best_other, score(row));
    }
    for (size_t row = group.begin; row < group.end; ++row) {
      if (examples.became_partner[row] == 0) continue;
      all += 1.0;
      if (score(row) > best_other) right += 1.0;
    }
  }
  return right / all;
}

}  // namespace kontor
