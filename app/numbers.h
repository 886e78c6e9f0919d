// Numbers for people.
#pragma once

#include <cstdint>
#include <string>

namespace kontor {

std::string WithThousands(uint64_t number);  // "251,908"
std::string Seconds(double seconds);         // "6.2 s"
std::string Bytes(uint64_t bytes);           // "3.7 MB"
// "1 row", "2 rows"
std::string Counted(uint64_t number, const std::string& singular);

}  // namespace kontor
