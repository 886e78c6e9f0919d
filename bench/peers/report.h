// Standings as Markdown tables, ready for docs/performance.md.
#pragma once

#include <string>
#include <vector>

#include "bench/peers/contest.h"

namespace kontor::bench {

// "1.23 ms"
std::string Duration(double seconds);

// How much slower than the first of ours is each: by medians.
void PrintStandings(const std::string& title, const std::vector<Standing>& standings);

// The medians of one contest of ours by size.
struct Growth {
  std::string what;
  std::vector<std::string> datasets;
  std::vector<double> medians;
};
void PrintGrowth(const std::vector<Growth>& growths);

}  // namespace kontor::bench
