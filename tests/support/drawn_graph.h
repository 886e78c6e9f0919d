// Test graphs drawn in text, after the example of Valhalla's gurka. Statements stand on lines of
// their own; `#` begins a comment. Everything that is mentioned exists: organisations,
// partnerships and codes become nodes, sectors and regions with the broader codes of their trees
// ("C28.1" brings C28 and C; "DE212" brings DE21, DE2, DE and its country).
//
//   a --P1(2015-01-01)-- b c*              partnership P1 from that day with a, b and c; the star
//                                          coordinates. The day may be left out.
//   a --P2-- .                             a alone
//   d                                      an organisation without ties
//   a: country=DE sector=C28*0.5 label=gold(2018-01-01..2020-12-31)
//   a: name="Alpha e.V."@2019-05-01        a statement of that day; others are of 2020-01-01
//   b: same_as=a                           b is a duplicate of a
//   P1: title="Wind blades" topic=theme:Energy call=WIND-2014 programme=H2020 type=agreement
//   a offers o1: title="Blade tests" sector=C28 type=joint-venture deadline=2021-01-01
//   a needs n1: title="Towers" country=PT technology=photonics stage=wind/towers
//   C24 -0.3-> C28                         sector C24 delivers 0.3 of what C28 buys
//   stage wind/blades = 2 of wind          stage 2 of the value chain wind
//   topic theme:Wind < theme:Energy        a parent, for any type of code
//   label gold: rank=3 category=ecei       values of a code; `sector C28: name.de=Maschinenbau`
//
// Attributes of organisations: name acronym alias id description url kind city location invented
// country region sector ecosystem technology stage label target active topic same_as member
// related. A value may have a language (name.de=…), a weight (*0.5), a validity (from..to, either
// may be missing) and a day of its statement (@), in this order; texts with spaces stand in double
// quotes. The source of everything is "drawn". The key of a node is the word it is drawn with.
//
// A line that cannot be read throws std::invalid_argument, which fails the test.
#pragma once

#include <string_view>
#include <vector>

#include "base/record.h"
#include "graph/collaboration_graph.h"

namespace kontor {

struct DrawnGraph {
  std::vector<Node> nodes;  // ascending by id, normalised
  std::vector<Edge> edges;  // ascending by key
};

DrawnGraph Draw(std::string_view drawing);

// Only who is tied to whom. Organisations and partnerships are numbered in the alphabetical order
// of their keys, so "a b c" are 0 1 2; duplicates are not joined.
CollaborationGraph DrawCollaboration(std::string_view drawing);

}  // namespace kontor
