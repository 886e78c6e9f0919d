#include <string>
#include <unordered_map>

#include "data/import.h"
#include "data/ndjson_line.h"

namespace kontor {
namespace {

constexpr size_t kWriteBytes = 1 << 18;
constexpr size_t kRememberedKeys = 200'000;

class Exporter {
 public:
  Exporter(const ReadView& view, const std::function<bool(std::string_view)>& write)
      : view_(view), write_(write) {}

  Status Run();

 private:
  Status Add(const NodeView& node);
  Status CollectEdges(const NodeView& node);
  Result<std::string> KeyOf(const NodeView& node, const EdgeKey& edge);
  Status Flush();

  const ReadView& view_;
  const std::function<bool(std::string_view)>& write_;
  std::string out_;
  std::vector<Edge> edges_;
  std::vector<std::string> target_keys_;
  std::unordered_map<NodeId, std::string> keys_;  // of targets; emptied when it is full
};

Status Exporter::Flush() {
  if (!write_(out_)) return Fail(ErrorCode::kIo, "the output of the export was closed");
  out_.clear();
  return {};
}

Result<std::string> Exporter::KeyOf(const NodeView& node, const EdgeKey& edge) {
  const auto known = keys_.find(edge.to);
  if (known != keys_.end()) return known->second;
  auto target = view_.FindNode(edge.to);
  if (!target) return std::unexpected(target.error());
  if (!target->has_value()) {
    return Fail(ErrorCode::kCorrupt, "an edge " + std::string(Name(edge.type)) + " from " +
                                         std::string(Name(node.id.type())) + " '" +
                                         std::string(node.key) +
                                         "' points to a node that is not there; run kontor verify");
  }
  if (keys_.size() >= kRememberedKeys) keys_.clear();
  return keys_.emplace(edge.to, std::move((*target)->key)).first->second;
}

Status Exporter::CollectEdges(const NodeView& node) {
  edges_.clear();
  target_keys_.clear();
  Status status;
  const auto visited = view_.ForEachEdgeFrom(node.id, [&](const Edge& edge) {
    auto key = KeyOf(node, edge.key);
    if (!key) {
      status = std::unexpected(key.error());
      return false;
    }
    edges_.push_back(edge);
    target_keys_.push_back(std::move(*key));
    return true;
  });
  return visited ? status : visited;
}

Status Exporter::Add(const NodeView& node) {
  if (auto collected = CollectEdges(node); !collected) return collected;
  AppendNdjsonLine(out_, node, edges_, target_keys_);
  return out_.size() < kWriteBytes ? Status() : Flush();
}

Status Exporter::Run() {
  AppendNdjsonHeader(out_, true);
  Status status;
  const auto visited = view_.ForEachNode([&](const NodeView& node) {
    status = Add(node);
    return status.has_value();
  });
  if (!visited) return visited;
  return status ? Flush() : status;
}

}  // namespace

Status ExportNdjson(const ReadView& view, const std::function<bool(std::string_view)>& write) {
  return Exporter(view, write).Run();
}

}  // namespace kontor
