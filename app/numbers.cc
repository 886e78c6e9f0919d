#include "app/numbers.h"

#include <array>
#include <cstdio>

namespace kontor {
namespace {

std::string OneDigit(double number, const char* unit) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%.1f %s", number, unit);
  return text.data();
}

}  // namespace

std::string WithThousands(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t place = text.size(); place > 3;) {
    place -= 3;
    text.insert(place, 1, ',');
  }
  return text;
}

std::string Seconds(double seconds) { return OneDigit(seconds, "s"); }

std::string Bytes(uint64_t bytes) {
  constexpr std::array units = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000) {
    return std::to_string(bytes) + " bytes";
  }
  double size = static_cast<double>(bytes) / 1000.0;
  size_t unit = 0;
  for (; size >= 1000.0 && unit + 1 < units.size(); ++unit) {
    size /= 1000.0;
  }
  return OneDigit(size, units[unit]);
}

std::string Counted(uint64_t number, const std::string& singular) {
  return WithThousands(number) + " " + singular + (number == 1 ? "" : "s");
}

}  // namespace kontor
