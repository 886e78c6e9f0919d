#include "base/record.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "base/limits.h"

namespace kontor {
namespace {

// The order of statements about one thing: the greatest stands.
auto Precedence(const Value& value) { return std::tie(value.date, value.source, value.text); }

auto Precedence(const Edge& edge) {
  return std::tie(edge.date, edge.source, edge.weight, edge.valid_from, edge.valid_to,
                  edge.attributes);
}

bool SameSlot(const Value& a, const Value& b) {
  return a.field == b.field && a.lang == b.lang && (!IsMultiValued(a.field) || a.text == b.text);
}

// Sorted so that the values of one slot stand together, the one that stands first.
bool SlotOrder(const Value& a, const Value& b) {
  if (a.field != b.field) return a.field < b.field;
  if (a.lang != b.lang) return a.lang < b.lang;
  if (IsMultiValued(a.field) && a.text != b.text) return a.text < b.text;
  return Precedence(a) > Precedence(b);
}

// Adds every name as an alias: those that lost to a newer one stay, the current one only takes part
// in the bound. (If it did not, a name would make room for an alias that another order of merging
// had already dropped.)
void AddNamesAsAliases(std::vector<Value>& values) {
  const auto names_end = std::ranges::find_if(values, [](const Value& value) {
    return value.field != Field::kName;
  });  // the smallest field
  const std::vector<Value> names(values.begin(), names_end);
  for (const Value& name : names) {
    values.push_back(name);
    values.back().field = Field::kAlias;
  }
  std::ranges::sort(values, SlotOrder);
}

// An alias that repeats the name is kept only if it is the newer statement: so the result does not
// depend on which of them came first.
void DropRepeatedAliases(std::vector<Value>& values) {
  const auto repeats = [&values](const Value& alias) {
    if (alias.field != Field::kAlias) return false;
    return std::ranges::any_of(values, [&alias](const Value& name) {
      return name.field == Field::kName && name.lang == alias.lang && name.text == alias.text &&
             std::tie(alias.date, alias.source) <= std::tie(name.date, name.source);
    });
  };
  std::vector<Value> kept;
  kept.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(kept),
                       [&](const Value& value) { return !repeats(value); });
  values = std::move(kept);
}

// The newest of a multi-valued field, when there are more than the bound.
void BoundMultiValues(std::vector<Value>& values) {
  for (auto first = values.begin(); first != values.end();) {
    const auto last = std::find_if(
        first, values.end(), [&first](const Value& value) { return value.field != first->field; });
    const auto size = static_cast<size_t>(last - first);
    if (!IsMultiValued(first->field) || size <= Limits::max_values_per_field) {
      first = last;
      continue;
    }
    const auto newest = [](const Value& a, const Value& b) {
      return std::tie(a.date, a.source, a.text, a.lang) >
             std::tie(b.date, b.source, b.text, b.lang);
    };
    const auto bound = first + static_cast<std::ptrdiff_t>(Limits::max_values_per_field);
    std::nth_element(first, bound - 1, last, newest);
    std::sort(first, bound, SlotOrder);
    first = values.erase(bound, last);
  }
}

template <typename Values>
std::string_view TextOf(const Values& values, Field field) {
  const auto found =
      std::ranges::find_if(values, [field](const auto& value) { return value.field == field; });
  return found == values.end() ? std::string_view() : std::string_view(found->text);
}

}  // namespace

std::string_view NodeView::Text(Field field) const { return TextOf(values, field); }
std::string_view Node::Text(Field field) const { return TextOf(values, field); }
std::string_view Edge::Text(Field field) const { return TextOf(attributes, field); }

void Node::Set(Field field, std::string_view text, std::string_view source, Date date,
               std::string_view lang) {
  if (text.empty()) return;
  values.push_back({field, std::string(lang), std::string(text), std::string(source), date});
}

Node ToNode(const NodeView& view) {
  Node node{view.id.type(), std::string(view.key), {}};
  node.values.reserve(view.values.size());
  for (const ValueView& value : view.values) {
    node.Set(value.field, value.text, value.source, value.date, value.lang);
  }
  return node;
}

bool IsMultiValued(Field field) {
  return field == Field::kAlias || field == Field::kIdentifier || field == Field::kAltCode;
}

void Normalise(Node& node) {
  std::erase_if(node.values, [](const Value& value) { return value.text.empty(); });
  std::ranges::sort(node.values, SlotOrder);
  AddNamesAsAliases(node.values);
  const auto repeated = std::ranges::unique(node.values, SameSlot);
  node.values.erase(repeated.begin(), repeated.end());
  BoundMultiValues(node.values);
  DropRepeatedAliases(node.values);
}

Node MergeNodes(const Node& a, const Node& b) {
  assert(a.type == b.type && a.key == b.key);
  Node merged = a;
  merged.values.insert(merged.values.end(), b.values.begin(), b.values.end());
  Normalise(merged);
  return merged;
}

const Edge& MergeEdges(const Edge& a, const Edge& b) {
  assert(a.key == b.key);
  return Precedence(b) > Precedence(a) ? b : a;
}

}  // namespace kontor
