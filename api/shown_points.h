// Scores and points as they are shown: in hundredths, and so that what belongs together still adds
// up. Points are cut to hundredths, and what is then missing from the score goes to those that lost
// most (the largest remainder method), so each shown number is within 0.01 of the true one.
#pragma once

#include <array>
#include <span>

#include "engine/partners.h"

namespace kontor {

struct ShownPoints {
  std::array<double, kFeatureCount> points = {};  // in the order of Feature; they sum to score
  double score = 0.0;
  double fit = 0.0;  // fit and reach sum to score
  double reach = 0.0;
};

ShownPoints ShowPoints(const std::array<Contribution, kFeatureCount>& contributions);

double RoundTo2(double value);
double RoundTo4(double value);

}  // namespace kontor
