// Kontor beside the systems that one would use instead: the same questions, in one run, on one
// core.
//
//   bench_peers [--sizes 1500,40000,1000000] [--db DIR] [--seconds 20] [--questions 200] [--quick]
//               [--only walk|adamic-adar|similarity|whole|text]
//
// Sizes are of generated networks, DIR is a store with real data. Prints Markdown tables. Each
// contestant gets as many questions as fit into --seconds. Systems whose library was missing when
// this was built are left out. Fails where answers of ours are not right.
#include <sched.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>

#include "bench/peers/contests.h"

namespace kontor::bench {
namespace {

struct Arguments {
  std::vector<NodeIndex> sizes = {1'500, 40'000, 1'000'000};
  std::string store;
  ContestOptions options;
};

std::vector<NodeIndex> ReadSizes(const char* text) {
  std::vector<NodeIndex> sizes;
  while (*text != '\0') {
    char* end = nullptr;
    sizes.push_back(static_cast<NodeIndex>(std::strtoul(text, &end, 10)));
    if (end == text || sizes.back() < 100) return {};
    text = *end == ',' ? end + 1 : end;
  }
  return sizes;
}

// Nothing: the command line cannot be read.
std::optional<Arguments> Read(std::span<char*> words) {
  Arguments arguments;
  for (size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--quick") {
      arguments.sizes = {1'500};
      arguments.options = {.questions = 32, .limits = {.seconds = 0.3, .checking_seconds = 0.5}};
      continue;
    }
    if (++i == words.size()) return std::nullopt;
    if (word == "--sizes") {
      arguments.sizes = ReadSizes(words[i]);
      if (arguments.sizes.empty() && *words[i] != '\0') return std::nullopt;
    } else if (word == "--db") {
      arguments.store = words[i];
    } else if (word == "--seconds") {
      arguments.options.limits.seconds = std::strtod(words[i], nullptr);
    } else if (word == "--only") {
      arguments.options.only = words[i];
    } else if (word == "--questions") {
      arguments.options.questions = std::strtoul(words[i], nullptr, 10);
    } else {
      return std::nullopt;
    }
  }
  if (arguments.options.questions == 0) return std::nullopt;
  return arguments;
}

// All of this process and those that it starts run on one core.
void StayOnOneCore() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  for (int i = CPU_SETSIZE - 1; i >= 0; --i) {
    if (!CPU_ISSET(i, &allowed)) continue;
    CPU_ZERO(&allowed);
    CPU_SET(i, &allowed);
    sched_setaffinity(0, sizeof allowed, &allowed);
    return;
  }
}

void PrintMachine() {
  std::string line;
  std::ifstream processor("/proc/cpuinfo");
  while (std::getline(processor, line) && !line.starts_with("model name")) {
  }
  std::string load;
  std::getline(std::ifstream("/proc/loadavg"), load);
  std::printf("Processor: %s; load when it began: %s\n",
              line.substr(std::min(line.size(), line.find(':') + 2)).c_str(), load.c_str());
}

int Main(std::span<char*> words) {
  const auto arguments = Read(words);
  if (!arguments) {
    std::fprintf(stderr,
                 "usage: bench_peers [--sizes N,N] [--db DIR] [--seconds S] [--questions N] "
                 "[--quick] [--only walk|adamic-adar|similarity|whole|text]\n");
    return 2;
  }
  StayOnOneCore();
  PrintMachine();
  Contests contests(arguments->options);
  for (const NodeIndex size : arguments->sizes) {
    contests.RunAll(GeneratedDataset(size, arguments->options.questions));
  }
  if (!arguments->store.empty()) {
    const auto stored = StoredDataset(arguments->store, arguments->options.questions);
    if (!stored) {
      std::fprintf(stderr, "bench_peers: %s\n", stored.error().message.c_str());
      return 1;
    }
    contests.RunAll(*stored);
  }
  contests.PrintSummary();
  return contests.all_good() ? 0 : 1;
}

}  // namespace
}  // namespace kontor::bench

int main(int count, char** words) {
  return kontor::bench::Main({words, static_cast<size_t>(count)});
}
