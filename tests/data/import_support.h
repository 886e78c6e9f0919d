// Files, archives and stores for the tests of importers.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/import.h"
#include "store/store.h"

namespace kontor {

// A directory of this test's own, removed at its end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file and returns its path; makes folders as needed.
  std::filesystem::path Write(const std::string& name, std::string_view content) const;
  // Writes a ZIP archive with these entries.
  std::filesystem::path WriteZip(
      const std::string& name,
      const std::vector<std::pair<std::string, std::string>>& entries) const;

 private:
  std::filesystem::path path_;
};

std::string ReadFile(const std::filesystem::path& path);

// Every node with its values and every edge, as text, in the order of the store.
std::string Dump(const Store& store);

// Options that collect the problems.
struct Problems {
  std::vector<RowProblem> all;

  ImportOptions Options();
  // "line column: reason" of the n-th problem.
  [[nodiscard]] std::string Text(size_t n) const;
  [[nodiscard]] bool Mentions(std::string_view text) const;
};

// The node of that key; an empty one when there is none.
Node Find(const Store& store, NodeType type, std::string_view key);
std::optional<Edge> FindEdge(const Store& store, const Node& from, EdgeType type, const Node& to);
size_t CountEdges(const Store& store, EdgeType type);
size_t CountNodes(const Store& store, NodeType type);

// The directory of real data, or nothing.
std::optional<std::filesystem::path> RealData();

}  // namespace kontor
