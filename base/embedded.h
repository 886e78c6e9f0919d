// A file that was put into the program when it was built (kontor_embed in cmake/).
#ifndef KONTOR_BASE_EMBEDDED_H_
#define KONTOR_BASE_EMBEDDED_H_

#include <array>
#include <span>
#include <string_view>

namespace kontor {

// Both views live as long as the program.
struct EmbeddedFile {
  std::string_view path;  // relative, with forward slashes
  std::string_view content;
};

}  // namespace kontor

#endif  // KONTOR_BASE_EMBEDDED_H_
