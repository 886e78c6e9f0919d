#include "data/match_names.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/distinct.h"
#include "base/text.h"
#include "data/batch_builder.h"

namespace kontor {
namespace {

constexpr std::string_view kPrefix = "name:";
constexpr size_t kCountryBytes = 2;

std::string Hexadecimal(uint64_t value) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(value));
  return digits.data();
}

uint64_t HashOf(std::string_view text) { return NodeId::Of(NodeType::kOrganisation, text).value(); }

std::string_view RegistryOf(std::string_view key) { return key.substr(0, key.find(':')); }

// Smaller is asked first.
bool AskedBefore(std::string_view a, std::string_view b) {
  constexpr std::string_view kFirst = "pic";
  if ((a == kFirst) != (b == kFirst)) return a == kFirst;
  return a < b;
}

struct Unidentified {
  NodeId node;
  NodeId country;
  // The best registry so far that knows the name, and whom it means.
  std::string registry = {};
  NodeId match = {};
  bool ambiguous = false;
};

class Matcher {
 public:
  explicit Matcher(const ReadView& view) : view_(view) {}

  // The edges to write and to erase.
  Result<Batch> Run() {
    Status done = CollectUnidentified();
    if (done && !all_.empty()) done = CollectCandidates();
    if (done) done = CompareWithStore();
    if (!done) return std::unexpected(done.error());
    return changes_.Take();
  }
  [[nodiscard]] size_t matched() const { return matched_; }
  [[nodiscard]] size_t unidentified() const { return all_.size(); }

 private:
  template <typename Visit>
  static void ForEachName(const NodeView& node, const Visit& visit) {
    for (const ValueView& value : node.values) {
      if (value.field != Field::kName && value.field != Field::kAlias) continue;
      const std::string folded = Fold(value.text);
      if (!folded.empty()) visit(HashOf(folded));
    }
  }

  Status CollectUnidentified() {
    return view_.ForEachNode(NodeType::kOrganisation, [this](const NodeView& node) {
      if (!IsNameKey(node.key)) return true;
      const auto code = node.key.substr(kPrefix.size(), kCountryBytes);
      const size_t index = all_.size();
      all_.push_back({node.id, NodeId::Of(NodeType::kCountry, code)});
      if (code != "ZZ") ForEachName(node, [&](uint64_t name) { by_name_.emplace(name, index); });
      return true;
    });
  }

  Status CollectCandidates() {
    Status failed;
    const Status visited = view_.ForEachNode(NodeType::kOrganisation, [&](const NodeView& node) {
      if (IsNameKey(node.key) || node.Text(Field::kInvented) == "true") return true;
      std::vector<size_t> namesakes;
      ForEachName(node, [&](uint64_t name) {
        const auto [first, last] = by_name_.equal_range(name);
        for (auto found = first; found != last; ++found) namesakes.push_back(found->second);
      });
      if (namesakes.empty()) return true;
      failed = Offer(node, namesakes);
      return failed.has_value();
    });
    return failed ? visited : failed;
  }

  // Offers a node with an identifier to those who carry its name.
  Status Offer(const NodeView& node, std::vector<size_t>& namesakes) {
    SortDistinct(namesakes);
    std::vector<NodeId> countries;
    const Status read = view_.ForEachEdgeFrom(node.id, [&countries](const Edge& edge) {
      if (edge.key.type == EdgeType::kInCountry) countries.push_back(edge.key.to);
      return edge.key.type <= EdgeType::kInCountry;
    });
    const std::string_view registry = RegistryOf(node.key);
    for (const size_t index : namesakes) {
      Unidentified& one = all_[index];
      if (std::ranges::find(countries, one.country) == countries.end()) continue;
      if (one.registry == registry) {
        one.ambiguous = true;
      } else if (one.registry.empty() || AskedBefore(registry, one.registry)) {
        one.registry = registry;
        one.match = node.id;
        one.ambiguous = false;
      }
    }
    return read;
  }

  Status CompareWithStore() {
    for (const Unidentified& one : all_) {
      bool has_it = false;
      bool tied_by_others = false;
      const bool wanted = one.match != NodeId() && !one.ambiguous;
      const Status read = view_.ForEachEdgeFrom(one.node, [&](const Edge& edge) {
        if (edge.key.type != EdgeType::kSameAs) return true;
        if (edge.source != kMatchSource) {
          tied_by_others = true;
        } else if (wanted && edge.key.to == one.match) {
          has_it = true;
        } else {
          changes_.EraseEdge(edge.key);
        }
        return true;
      });
      if (!read) return read;
      if (wanted) ++matched_;
      if (wanted && !has_it && !tied_by_others) {
        changes_.Add(MakeEdge(one.node, EdgeType::kSameAs, one.match, kMatchSource, Date()));
      }
    }
    return {};
  }

  const ReadView& view_;
  std::vector<Unidentified> all_;
  std::unordered_multimap<uint64_t, size_t> by_name_;  // hash of a folded name -> index in all_
  BatchBuilder changes_;
  size_t matched_ = 0;
};

}  // namespace

std::string NameKey(std::string_view country, std::string_view name) {
  constexpr size_t kLongestSlug = 400;
  std::string slug = Slug(name);
  if (slug.empty()) slug = "x" + Hexadecimal(HashOf(name));
  if (slug.size() > kLongestSlug) {
    slug = slug.substr(0, kLongestSlug) + "-" + Hexadecimal(HashOf(slug));
  }
  std::string key(kPrefix);
  key += country.size() == kCountryBytes ? country : "ZZ";
  return key + ":" + slug;
}

bool IsNameKey(std::string_view key) { return key.starts_with(kPrefix); }

Status MatchNames(ImportRun& run) {
  const auto view = run.writer().View();
  if (!view) return std::unexpected(view.error());
  Matcher matcher(**view);
  const auto changes = matcher.Run();
  if (!changes) return std::unexpected(changes.error());
  if (matcher.unidentified() > 0) {
    run.Note(std::to_string(matcher.matched()) + " of " + std::to_string(matcher.unidentified()) +
             " organisations without an identifier were matched by name and country");
  }
  return run.Write(*changes);
}

}  // namespace kontor
