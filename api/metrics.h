// What a server has done, counted for Prometheus: the text exposition format 0.0.4.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes.h"

namespace kontor {

// A number that goes up and down, as it is now.
struct Gauge {
  std::string_view name;  // "kontor_store_bytes"
  std::string_view help;  // one line
  double value = 0.0;
};

// Thread-safe; takes no lock. Its size does not depend on the requests.
class Metrics {
 public:
  Metrics();

  // One answer. `entry`: null where the address is none of ours. `took`: from the parsed request to
  // the answer, without what sending takes.
  void Observe(const RouteEntry* entry, std::string_view method, int status,
               std::chrono::nanoseconds took);

  // kontor_http_requests_total by route, method and status; kontor_http_request_duration_seconds,
  // a histogram by route; and the gauges. What never happened is left out.
  [[nodiscard]] std::string Render(std::span<const Gauge> gauges) const;

  // Upper bounds of the histogram, in seconds.
  static constexpr auto kBounds = std::to_array<double>(
      {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10});

 private:
  static constexpr size_t kMethods = 8;
  static constexpr size_t kStatuses = 600;

  struct OfRoute {
    std::array<std::array<std::atomic<uint64_t>, kStatuses>, kMethods> answers{};
    std::array<std::atomic<uint64_t>, kBounds.size() + 1> durations{};  // the last: longer
    std::atomic<uint64_t> nanoseconds{0};
  };

  static void RenderAnswers(std::string_view route, const OfRoute& counts, std::string& text);
  static void RenderDurations(std::string_view route, const OfRoute& counts, std::string& text);

  std::vector<OfRoute> routes_;  // by the position of the entry; the last: no route
};

}  // namespace kontor
