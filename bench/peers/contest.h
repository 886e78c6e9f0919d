// Side by side: the same questions to several systems in one run, answers compared with exact ones.
#pragma once

#include <ctime>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/best_list.h"

namespace kontor::bench {

inline constexpr size_t kTop = 20;

// The best kTop organisations for the questions from number `first` on, as many as `best` has room
// for, each best first.
using AnswerQuestions = std::function<void(size_t first, std::span<std::vector<Scored>> best)>;

struct Contestant {
  std::string name;
  bool is_ours = false;
  AnswerQuestions answer;
  size_t batch = 1;  // so many questions at a time
  // The processor clocks of other processes that work for it: a database server's.
  std::vector<clockid_t> helper_clocks;
};

// The exact score of each organisation, 0 for the asker and all that may not be answered.
using ExactScores = std::function<void(size_t question, std::vector<double>& scores)>;

struct Contest {
  std::string title;
  size_t questions = 0;
  std::vector<Contestant> contestants;
  ExactScores exact;  // none: answers are not compared
  // Answers count as equally good whose exact scores differ by this part.
  double equal_within = 1e-9;
  double least_precision = 0.999;  // that our answers must have on average
};

struct ContestLimits {
  double seconds = 20.0;           // of one contestant: then it gets no further questions
  double checking_seconds = 15.0;  // of computing exact scores
  size_t block = 32;               // questions to one contestant in a row
};

// Of one contestant. Times are of the processor, in seconds.
struct Standing {
  std::string name;
  bool is_ours = false;
  size_t questions = 0;
  double median = 0.0;
  double mean = 0.0;
  double p90 = 0.0;
  double p99 = 0.0;
  size_t checked = 0;  // questions whose answers were compared
  double mean_precision = 0.0;
  double worst_precision = 1.0;
  double allocations = 0.0;  // by this process, mean of a question
};

// Asks every contestant the same questions, a block at a time in turns, and compares their answers
// with exact ones: precision is the share of the kTop best by exact score that was answered, or of
// others that score as high.
std::vector<Standing> Run(const Contest& contest, const ContestLimits& limits);

// The best kTop of all organisations by score, which are above 0.
void BestOf(std::span<const double> scores, NodeIndex asker, std::vector<Scored>& best);

}  // namespace kontor::bench
