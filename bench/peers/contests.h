// Which systems meet in which contest.
#pragma once

#include <string>
#include <vector>

#include "bench/peers/contest.h"
#include "bench/peers/dataset.h"
#include "bench/peers/report.h"

namespace kontor::bench {

struct ContestOptions {
  size_t questions = 200;
  std::string only;  // "walk", "adamic-adar", "similarity", "whole" or "text"; empty: all of them
  ContestLimits limits;
};

class Contests {
 public:
  explicit Contests(const ContestOptions& options) : options_(options) {}

  // Runs all contests on one dataset and prints their tables.
  void RunAll(const Dataset& data);
  // How our times grow with the number of organisations.
  void PrintSummary() const { PrintGrowth(growths_); }
  // False if answers of ours were not as good as they should be.
  [[nodiscard]] bool all_good() const { return all_good_; }

 private:
  void ExactWalkContest(const Dataset& data, double restart);
  void OnlineWalkContest(const Dataset& data, double restart);
  void AdamicAdarContest(const Dataset& data);
  void SimilarityContest(const Dataset& data);
  void WholeQuestions(const Dataset& data);
  void TextContests(const Dataset& data);  // text_contests.cc
  // Runs it, prints it, and notes the first of our medians.
  void Hold(const Dataset& data, const Contest& contest);

  ContestOptions options_;
  std::vector<Growth> growths_;
  bool all_good_ = true;
};

}  // namespace kontor::bench
