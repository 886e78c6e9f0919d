// Finds the edges of a file whose targets the file does not bring along. Eight bytes for a node and
// 24 for a target, whatever their texts.
#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"

namespace kontor {

// Not thread-safe.
class TargetCheck {
 public:
  struct Mention {
    NodeId target;
    uint64_t line = 0;  // where it is first mentioned
    uint32_t edge = 0;  // position among the edges of that line
    friend auto operator<=>(const Mention&, const Mention&) = default;
  };

  void AddNode(NodeId id) { nodes_.push_back(id); }
  void AddTarget(const Mention& mention);

  // The first mention of each target that is not a node of the file, ascending by line.
  std::vector<Mention> Missing();

 private:
  void Compact();  // keeps the first mention of each target

  std::vector<NodeId> nodes_;
  std::vector<Mention> mentions_;
  size_t compact_at_ = 1 << 16;
};

}  // namespace kontor
