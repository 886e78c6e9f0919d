// Kontor itself, and the exact scores that all are compared with.
#pragma once

#include "bench/peers/contest.h"
#include "bench/peers/dataset.h"
#include "bench/peers/neighbours.h"
#include "engine/preset.h"

namespace kontor::bench {

Contestant OurExactWalk(const Dataset& data, double restart);
Contestant OurOnlineWalk(const Dataset& data, double restart);
Contestant OurAdamicAdar(const Dataset& data);
Contestant OurSimilarity(const Dataset& data);
// Everything that a user gets: features, score, rerank, explanation of 20.
Contestant OurWholeQuestion(const Dataset& data, const Preset& preset);

ExactScores ExactWalks(const Dataset& data, double restart);  // to 1e-9
ExactScores ExactAdamicAdar(const Dataset& data, const Neighbours& neighbours);
ExactScores ExactSimilarity(const Dataset& data);

}  // namespace kontor::bench
