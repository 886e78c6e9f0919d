#include "bench/peers/report.h"

#include <algorithm>
#include <cstdio>

namespace kontor::bench {
namespace {

std::string Formatted(const char* format, double number) {
  std::string text(32, '\0');
  text.resize(static_cast<size_t>(std::snprintf(text.data(), text.size(), format, number)));
  return text;
}

// Three digits that count.
std::string Digits(double number) {
  return Formatted(number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f", number);
}

std::string Precision(const Standing& standing) {
  if (standing.checked == 0) return "";
  return Formatted("%.4f", standing.mean_precision) + " (" +
         Formatted("%.2f", standing.worst_precision) + ")";
}

}  // namespace

std::string Duration(double seconds) {
  if (seconds < 1e-3) return Digits(1e6 * seconds) + " µs";
  return seconds < 1.0 ? Digits(1e3 * seconds) + " ms" : Digits(seconds) + " s";
}

void PrintStandings(const std::string& title, const std::vector<Standing>& standings) {
  const auto ours = std::ranges::find_if(standings, &Standing::is_ours);
  std::printf(
      "\n### %s\n\n| who | questions | median | mean | p90 | p99 | times ours | precision@20, mean "
      "(worst) | allocations |\n|---|---|---|---|---|---|---|---|---|\n",
      title.c_str());
  for (const Standing& one : standings) {
    const std::string times =
        ours != standings.end() && !one.is_ours ? Digits(one.median / ours->median) : "";
    const std::string allocations = one.is_ours ? Formatted("%.1f", one.allocations) : "";
    std::printf("| %s | %zu | %s | %s | %s | %s | %s | %s | %s |\n", one.name.c_str(),
                one.questions, Duration(one.median).c_str(), Duration(one.mean).c_str(),
                Duration(one.p90).c_str(), Duration(one.p99).c_str(), times.c_str(),
                Precision(one).c_str(), allocations.c_str());
  }
  std::fflush(stdout);
}

void PrintGrowth(const std::vector<Growth>& growths) {
  if (growths.empty()) return;
  std::printf("\n### Growth: medians by number of organisations\n\n| |");
  for (const std::string& name : growths.front().datasets) std::printf(" %s |", name.c_str());
  std::printf("\n|---|");
  for (size_t i = 0; i < growths.front().datasets.size(); ++i) std::printf("---|");
  std::printf("\n");
  for (const Growth& growth : growths) {
    std::printf("| %s |", growth.what.c_str());
    for (const double median : growth.medians) std::printf(" %s |", Duration(median).c_str());
    std::printf("\n");
  }
  std::fflush(stdout);
}

}  // namespace kontor::bench
