#include "tests/data/import_support.h"

#include <unistd.h>
#include <zip.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kontor {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "kontor-import-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryDirectory::Write(const std::string& name,
                                                std::string_view content) const {
  const auto path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::filesystem::path TemporaryDirectory::WriteZip(
    const std::string& name,
    const std::vector<std::pair<std::string, std::string>>& entries) const {
  const auto path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  REQUIRE(archive != nullptr);
  for (const auto& [entry, content] : entries) {
    zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
    REQUIRE(zip_file_add(archive, entry.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  REQUIRE(zip_close(archive) == 0);
  return path;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string Dump(const Store& store) {
  const auto view = store.View();
  REQUIRE(view);
  std::ostringstream text;
  REQUIRE((*view)->ForEachNode([&text](const NodeView& node) {
    text << Name(node.id.type()) << ' ' << node.key << '\n';
    for (const ValueView& value : node.values) {
      text << "  " << Name(value.field) << ' ' << value.lang << ' ' << value.text << " ("
           << value.source << ' ' << FormatDate(value.date) << ")\n";
    }
    return true;
  }));
  REQUIRE((*view)->ForEachEdge([&text](const Edge& edge) {
    text << edge.key.from.value() << ' ' << Name(edge.key.type) << ' ' << edge.key.to.value() << ' '
         << edge.weight << ' ' << FormatDate(edge.valid_from) << ' ' << FormatDate(edge.valid_to);
    for (const Attribute& one : edge.attributes) text << ' ' << Name(one.field) << '=' << one.text;
    text << " (" << edge.source << ' ' << FormatDate(edge.date) << ")\n";
    return true;
  }));
  return text.str();
}

ImportOptions Problems::Options() {
  ImportOptions options;
  options.on_problem = [this](const RowProblem& problem) { all.push_back(problem); };
  return options;
}

std::string Problems::Text(size_t n) const {
  if (n >= all.size()) return {};
  return std::to_string(all[n].line) + " " + all[n].column + ": " + all[n].reason;
}

bool Problems::Mentions(std::string_view text) const {
  for (size_t n = 0; n < all.size(); ++n) {
    if (Text(n).find(text) != std::string::npos) return true;
  }
  return false;
}

Node Find(const Store& store, NodeType type, std::string_view key) {
  const auto view = store.View();
  REQUIRE(view);
  const auto node = (*view)->FindNode(NodeId::Of(type, key));
  REQUIRE(node);
  return node->value_or(Node{type, {}, {}});
}

std::optional<Edge> FindEdge(const Store& store, const Node& from, EdgeType type, const Node& to) {
  const auto view = store.View();
  REQUIRE(view);
  auto edge = (*view)->FindEdge({from.id(), type, to.id()});
  REQUIRE(edge);
  return *edge;
}

size_t CountEdges(const Store& store, EdgeType type) {
  const auto stats = store.Stats();
  REQUIRE(stats);
  for (const auto& [known, count] : stats->edges_by_type) {
    if (known == type) return count;
  }
  return 0;
}

size_t CountNodes(const Store& store, NodeType type) {
  const auto stats = store.Stats();
  REQUIRE(stats);
  for (const auto& [known, count] : stats->nodes_by_type) {
    if (known == type) return count;
  }
  return 0;
}

std::optional<std::filesystem::path> RealData() {
  const char* const directory = std::getenv("KONTOR_REAL_DATA");
  if (directory == nullptr || !std::filesystem::is_directory(directory)) return std::nullopt;
  return directory;
}

}  // namespace kontor
