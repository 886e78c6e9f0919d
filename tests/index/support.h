// Nodes by hand, for the tests of the index.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/record.h"
#include "index/concept_builder.h"

namespace kontor {

struct NamedValue {
  Field field;
  std::string_view text;
  std::string_view lang = {};
};

inline void AddConcept(ConceptTableBuilder& builder, NodeType type, std::string_view code,
                       std::initializer_list<NamedValue> values = {}) {
  Node node{type, std::string(code), {}};
  for (const auto& [field, text, lang] : values) {
    node.Set(field, text, "test", MakeDate(2020, 1, 1), lang);
  }
  Normalise(node);
  std::vector<ValueView> views;
  for (const Value& value : node.values) views.push_back(value.View());
  builder.AddNode({node.id(), node.key, views});
}

}  // namespace kontor
