#include "api/metrics.h"

#include <algorithm>
#include <charconv>

namespace kontor {
namespace {

constexpr auto kMethodNames = std::to_array<std::string_view>(
    {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"});

// The shortest text that is that number, without an exponent.
std::string Decimal(double value) {
  std::array<char, 400> text{};  // the largest number has 309 digits
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  return {text.data(), end};
}

void AddHead(std::string_view name, std::string_view type, std::string_view help,
             std::string& text) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

}  // namespace

Metrics::Metrics() : routes_(Routes().size() + 1) {}

void Metrics::Observe(const RouteEntry* entry, std::string_view method, int status,
                      std::chrono::nanoseconds took) {
  const size_t route =
      entry == nullptr ? Routes().size() : static_cast<size_t>(entry - Routes().data());
  OfRoute& counts = routes_[route];
  const auto known = std::ranges::find(kMethodNames, method);
  const size_t of_method = std::min<size_t>(known - kMethodNames.begin(), kMethods - 1);
  const size_t of_status = std::clamp<int>(status, 0, kStatuses - 1);
  constexpr auto kRelaxed = std::memory_order_relaxed;
  counts.answers[of_method][of_status].fetch_add(1, kRelaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  const size_t bucket = std::ranges::lower_bound(kBounds, seconds) - kBounds.begin();
  counts.durations[bucket].fetch_add(1, kRelaxed);
  counts.nanoseconds.fetch_add(static_cast<uint64_t>(std::max<int64_t>(took.count(), 0)), kRelaxed);
}

void Metrics::RenderAnswers(std::string_view route, const OfRoute& counts, std::string& text) {
  for (size_t method = 0; method < kMethods; ++method) {
    for (size_t status = 0; status < kStatuses; ++status) {
      const uint64_t count = counts.answers[method][status].load(std::memory_order_relaxed);
      if (count == 0) continue;
      text.append("kontor_http_requests_total{route=\"").append(route);
      text.append("\",method=\"").append(kMethodNames[method]);
      text.append("\",status=\"").append(std::to_string(status)).append("\"} ");
      text.append(std::to_string(count)).append("\n");
    }
  }
}

void Metrics::RenderDurations(std::string_view route, const OfRoute& counts, std::string& text) {
  constexpr std::string_view kName = "kontor_http_request_duration_seconds";
  std::array<uint64_t, kBounds.size() + 1> below{};
  uint64_t count = 0;
  for (size_t i = 0; i < below.size(); ++i) {
    below[i] = count += counts.durations[i].load(std::memory_order_relaxed);
  }
  if (count == 0) return;
  for (size_t i = 0; i < below.size(); ++i) {
    text.append(kName).append("_bucket{route=\"").append(route).append("\",le=\"");
    text.append(i < kBounds.size() ? Decimal(kBounds[i]) : "+Inf");
    text.append("\"} ").append(std::to_string(below[i])).append("\n");
  }
  constexpr double kBillion = 1e9;
  const double seconds =
      static_cast<double>(counts.nanoseconds.load(std::memory_order_relaxed)) / kBillion;
  text.append(kName).append("_sum{route=\"").append(route).append("\"} ");
  text.append(Decimal(seconds)).append("\n");
  text.append(kName).append("_count{route=\"").append(route).append("\"} ");
  text.append(std::to_string(count)).append("\n");
}

std::string Metrics::Render(std::span<const Gauge> gauges) const {
  const auto for_each_route = [this](const auto& render) {
    for (size_t i = 0; i < routes_.size(); ++i) {
      render(i < Routes().size() ? Routes()[i].path : std::string_view("none"), routes_[i]);
    }
  };
  std::string text;
  AddHead("kontor_http_requests_total", "counter", "Answers by route, method and status.", text);
  for_each_route([&text](std::string_view route, const OfRoute& counts) {
    RenderAnswers(route, counts, text);
  });
  AddHead("kontor_http_request_duration_seconds", "histogram",
          "From the request to its answer, without what sending takes.", text);
  for_each_route([&text](std::string_view route, const OfRoute& counts) {
    RenderDurations(route, counts, text);
  });
  for (const Gauge& gauge : gauges) {
    AddHead(gauge.name, "gauge", gauge.help, text);
    text.append(gauge.name).append(" ").append(Decimal(gauge.value)).append("\n");
  }
  return text;
}

}  // namespace kontor
