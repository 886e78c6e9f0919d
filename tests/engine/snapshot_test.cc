#include "engine/snapshot.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/vocabulary.h"
#include "tests/support/drawn_snapshot.h"
#include "tests/support/snapshot_digest.h"

namespace kontor {
namespace {

using Strings = std::vector<std::string>;

Strings Listed(const TextRange& texts) { return {texts.begin(), texts.end()}; }

Profile ProfileOf(const Snapshot& snapshot, std::string_view key) {
  return snapshot.profiles[OrganisationOf(snapshot, key)];
}

std::string CodeOf(const Snapshot& snapshot, ConceptIndex code) {
  return code == kNoConcept ? "" : std::string(snapshot.concepts.code(code));
}

constexpr std::string_view kNetwork = R"(
  a --P1(2015-01-01)-- b c*
  b* --P2(2018-06-01)-- d e
  e --P3-- f
  a: name="Alpha Photonics e.V." alias=Alfa acronym=APH country=DE region=DE212 city=München
  a: sector=C26.7*0.8 technology=photonics label=gold(2018-01-01..2020-12-31) target=PT
  a: description.en="Optics for the wind industry" url=alpha.example kind=cluster_organisation
  a offers o1: title="Test of blades" sector=C28 type=joint-venture deadline=2021-01-01
  b: name="Beta" country=FR id=vat:FR1 sector=C28.11 location=48.85,2.35
  c: name="Gamma" region=EL30 id=ror:1 topic=theme:Wind
  d: same_as=b name="Beta SAS" city=Lyon sector=C28.11*0.4 sector=A01 id=vat:FR2
  e: name="Epsilon"
  f: same_as=d name="Bèta"
  g: name="Gold" invented=true
  P1: title="Wind turbines of glass" topic=theme:Wind call=W-2014 programme=H2020
  P2: title="Glass fibres 2014" acronym=FIBRE topic=theme:Glass
  topic theme:Wind < theme:Energy
  C24 -0.3-> C28
  label gold: rank=3 category=ecei
  stage wind/blades = 2 of wind
  e: stage=wind/blades
)";

TEST_CASE("an empty store gives an empty snapshot that answers", "[engine][snapshot]") {
  const auto snapshot = DrawSnapshot("");
  CHECK(snapshot->profiles.size() == 0);
  CHECK(snapshot->graph.vertex_count() == 0);
  CHECK(snapshot->themes.size() == 0);
  CHECK(snapshot->names.Resolve("anyone").empty());
  CHECK(snapshot->names.Search("any", 3).empty());
  CHECK(snapshot->profiles.Find(NodeId(1)) == kNoNode);
  CHECK(snapshot->concepts.Find(NodeType::kCountry, "DE") == kNoConcept);
  CHECK_FALSE(snapshot->reference_date.known());
}

TEST_CASE("a profile holds what its node and its ties say", "[engine][snapshot]") {
  const auto snapshot = DrawSnapshot(kNetwork);
  const NodeIndex a = OrganisationOf(*snapshot, "a");
  const Profile profile = snapshot->profiles[a];
  CHECK(profile.name == "Alpha Photonics e.V.");
  CHECK(Listed(profile.aliases) == Strings{"Alfa"});
  CHECK(profile.acronym == "APH");
  CHECK(kOrganisationKinds[profile.kind] == "cluster_organisation");
  CHECK(CodeOf(*snapshot, profile.country) == "DE");
  CHECK(CodeOf(*snapshot, profile.region) == "DE212");
  CHECK(Listed(profile.sources) == Strings{"drawn"});
  CHECK(profile.updated == MakeDate(2020, 1, 1));
  const auto labels = snapshot->profiles.Codes(a, EdgeType::kHoldsLabel);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].HoldsOn(MakeDate(2020, 12, 31)));
  CHECK_FALSE(labels[0].HoldsOn(MakeDate(2021, 1, 1)));
  const auto sectors = snapshot->profiles.Codes(a, EdgeType::kInSector);
  REQUIRE(sectors.size() == 1);
  CHECK(sectors[0].weight == 0.8F);
  const auto postings = snapshot->profiles.Postings(a);
  REQUIRE(postings.size() == 1);
  CHECK(postings[0].title == "Test of blades");
  CHECK_FALSE(postings[0].is_need);
  CHECK(postings[0].deadline == MakeDate(2021, 1, 1));
  REQUIRE(postings[0].concepts.size() == 1);
  CHECK(CodeOf(*snapshot, postings[0].concepts[0]) == "C28");
  // All twelve main fields but the ecosystem.
  CHECK(profile.completeness == Catch::Approx(11.0 / 12));
  CHECK(ProfileOf(*snapshot, "g").completeness == Catch::Approx(1.0 / 12));
  CHECK(ProfileOf(*snapshot, "g").invented);
  CHECK(ProfileOf(*snapshot, "b").location->latitude == 48.85);
}

TEST_CASE("duplicates are found under the record that stands for them", "[engine][snapshot]") {
  const auto snapshot = DrawSnapshot(kNetwork);
  const NodeIndex b = OrganisationOf(*snapshot, "b");
  CHECK(snapshot->profiles.size() == 5);
  CHECK(OrganisationOf(*snapshot, "d") == b);
  CHECK(OrganisationOf(*snapshot, "f") == b);
  const Profile profile = snapshot->profiles[b];
  CHECK(profile.name == "Beta");
  CHECK(Listed(profile.aliases) == Strings{"Beta SAS", "Bèta"});
  CHECK(Listed(profile.identifiers) == Strings{"d", "f", "vat:FR1", "vat:FR2"});
  CHECK(profile.city == "Lyon");
  CHECK(snapshot->names.Resolve("vat:FR2") == std::vector{b});
  CHECK(snapshot->names.Resolve("beta sas") == std::vector{b});
  // b was in P1 and P2, d in P2, f in P3: each once.
  CHECK(snapshot->graph.Neighbours(b).size() == 3);
  // What was said of b itself about C28.11 stands.
  const auto sectors = snapshot->profiles.Codes(b, EdgeType::kInSector);
  REQUIRE(sectors.size() == 2);
  CHECK(CodeOf(*snapshot, sectors[1].concept_index) == "C28.11");
  CHECK(sectors[1].weight == 1.0F);
}

TEST_CASE("a circle of duplicates is one organisation", "[engine][snapshot]") {
  const auto snapshot = DrawSnapshot(R"(
    a: same_as=b
    b: same_as=c
    c: same_as=a
    d: same_as=d
  )");
  CHECK(snapshot->profiles.size() == 2);
  CHECK(OrganisationOf(*snapshot, "a") == OrganisationOf(*snapshot, "c"));
  CHECK(OrganisationOf(*snapshot, "b") == OrganisationOf(*snapshot, "c"));
}

TEST_CASE("the newest statement about a place stands", "[engine][snapshot]") {
  const auto snapshot = DrawSnapshot(R"(
    a: country=DE@2015-01-01 country=FR@2018-01-01 country=AT@2012-01-01
    b: region=DE212@2015-01-01 region=DE2@2018-01-01 region=FR1@2012-01-01
    c: region=EL30
    d: country=PT same_as=e
    e: country=ES@2001-01-01
    f: region=DE2 country=AT
  )");
  const auto country = [&](std::string_view key) {
    return CodeOf(*snapshot, ProfileOf(*snapshot, key).country);
  };
  CHECK(country("a") == "FR");
  CHECK(country("b") == "DE");
  // A coarser region does not hide a finer one within it.
  CHECK(CodeOf(*snapshot, ProfileOf(*snapshot, "b").region) == "DE212");
  CHECK(country("c") == "GR");
  CHECK(country("e") == "ES");  // its own statement, not its duplicate's newer one
  CHECK(country("f") == "AT");
  const ConceptIndex france = ConceptOf(*snapshot, NodeType::kCountry, "FR");
  CHECK(snapshot->profiles.Carriers(france, EdgeType::kInCountry).size() == 1);
  const ConceptIndex germany = ConceptOf(*snapshot, NodeType::kCountry, "DE");
  CHECK(snapshot->profiles.Carriers(germany, EdgeType::kInCountry).size() == 1);
}

TEST_CASE("an as-of date leaves out what came later", "[engine][snapshot]") {
  SnapshotOptions options;
  options.as_of = MakeDate(2017, 1, 1);
  const auto snapshot = DrawSnapshot(kNetwork, options);
  CHECK(snapshot->graph.partnership_count() == 2);  // P1, and P3 of an unknown day
  CHECK(snapshot->reference_date == MakeDate(2015, 1, 1));
  CHECK(snapshot->as_of == options.as_of);
  const NodeIndex a = OrganisationOf(*snapshot, "a");
  CHECK(snapshot->profiles.Codes(a, EdgeType::kHoldsLabel).empty());
  CHECK(snapshot->profiles.Codes(a, EdgeType::kInSector).empty());  // stated in 2020
  options.as_of = MakeDate(2018, 6, 1);
  CHECK(DrawSnapshot(kNetwork, options)->graph.partnership_count() == 3);
}

TEST_CASE("a snapshot of an earlier day knows nothing that was said later", "[engine][snapshot]") {
  const auto graph = Draw(R"(
    a: name="Alpha"@2019-05-01 url="https://alpha.example"@2019-05-01 city=Bonn@2015-01-01
    a --P1(2014-01-01)-- b
  )");
  const auto all = BuildSnapshot(graph);
  CHECK(all->known_until == MakeDate(2020, 1, 1));  // the drawing's ties
  SnapshotOptions options;
  options.as_of = MakeDate(2016, 1, 1);
  const auto snapshot = BuildSnapshot(graph, options);
  const Profile a = snapshot->profiles[OrganisationOf(*snapshot, "a")];
  CHECK(a.name == "Alpha");  // it must be called something
  CHECK(a.city == "Bonn");
  CHECK(a.url.empty());
  CHECK(a.updated == MakeDate(2015, 1, 1));
  CHECK(a.completeness < all->profiles[OrganisationOf(*all, "a")].completeness);
  CHECK(snapshot->known_until <= options.as_of);
}

TEST_CASE("a snapshot of an earlier day is the same whether or not later data are there",
          "[engine][snapshot]") {
  constexpr std::string_view kEarlier = R"(
    a: country=DE sector=C28@2014-01-01 name="Alpha"@2014-01-01
    b: country=FR sector=C28@2014-01-01 description="Blade tests"@2014-01-01
    z: technology=photonics@2014-01-01 stage=wind/blades@2014-01-01
    a --P1(2014-01-01)-- b c
    P1: title="Wind blades" topic=theme:Energy
  )";
  constexpr std::string_view kLater = R"(
    a: technology=photonics@2018-01-01 stage=wind/blades@2018-01-01
    c: url="https://c.example"@2018-01-01 description="Blade tests"@2018-01-01
    d: country=DE sector=C28@2018-01-01
    e: same_as=d
    a offers o1: title="Blade tests" sector=C28@2018-01-01
    a --P2(2018-01-01)-- c d e
    d --P3(2018-01-01)-- b
    P2: title="Wind blades" topic=theme:Energy
  )";
  SnapshotOptions options;
  options.as_of = MakeDate(2017, 1, 1);
  const auto with_later = DrawSnapshot(std::string(kEarlier) + std::string(kLater), options);
  CHECK(Digest(*with_later) == Digest(*DrawSnapshot(kEarlier, options)));
}

TEST_CASE("ends of ties that nobody described are left out", "[engine][snapshot]") {
  DrawnGraph drawn = Draw(kNetwork);
  std::erase_if(drawn.nodes, [](const Node& node) {
    return node.type == NodeType::kPartnership || node.type == NodeType::kSector ||
           node.type == NodeType::kPosting || node.key == "b";
  });
  const auto snapshot = BuildSnapshot(drawn);
  CHECK(snapshot->graph.tie_count() == 0);
  const NodeIndex a = OrganisationOf(*snapshot, "a");
  CHECK(snapshot->profiles.Codes(a, EdgeType::kInSector).empty());
  CHECK(snapshot->profiles.Postings(a).empty());
  CHECK(OrganisationOf(*snapshot, "f") == OrganisationOf(*snapshot, "d"));
}

TEST_CASE("a tie that points at the wrong kind of node says nothing", "[engine][snapshot]") {
  DrawnGraph drawn = Draw("a --P1-- b\na: country=DE sector=C28\na offers o: title=x");
  for (const Node& from : drawn.nodes) {
    for (const Node& to : drawn.nodes) {
      for (int type = 1; type <= 21; ++type) {
        Edge edge;
        edge.key = {from.id(), static_cast<EdgeType>(type), to.id()};
        edge.date = MakeDate(2010, 1, 1);
        if (edge.key.type != EdgeType::kSameAs) drawn.edges.push_back(edge);
      }
    }
  }
  const auto snapshot = BuildSnapshot(drawn);
  for (NodeIndex i = 0; i < snapshot->profiles.size(); ++i) {
    for (const Attribution& code : snapshot->profiles.Codes(i)) {
      const NodeType type = snapshot->concepts.type(code.concept_index);
      CHECK((type == NodeType::kCountry) != (code.tie == EdgeType::kInSector));
    }
  }
  CHECK(snapshot->graph.tie_count() == 2);
}

TEST_CASE("themes come from codes, partnerships and words", "[engine][snapshot][theme]") {
  const auto snapshot = DrawSnapshot(kNetwork);
  std::vector<std::string> themes;
  for (ThemeIndex i = 0; i < snapshot->themes.size(); ++i) {
    const ConceptIndex code = snapshot->themes.Concept(i);
    themes.push_back(code == kNoConcept ? std::string(snapshot->themes.Word(i))
                                        : CodeOf(*snapshot, code));
  }
  // Not "2014", no countries, nothing of one organisation alone.
  CHECK(themes == Strings{"C", "W-2014", "theme:Energy", "theme:Glass", "theme:Wind", "fibres",
                          "glass", "of", "turbines", "wind"});
  for (NodeIndex i = 0; i < snapshot->profiles.size(); ++i) {
    double squares = 0.0;
    for (const ThemeWeight& weight : snapshot->themes.Vector(i)) {
      squares += static_cast<double>(weight.weight) * static_cast<double>(weight.weight);
    }
    CHECK((squares == 0.0 || std::abs(squares - 1.0) < 1e-5));
  }
  CHECK(snapshot->themes.Vector(OrganisationOf(*snapshot, "g")).empty());
}

TEST_CASE("a snapshot does not depend on the order of its records", "[engine][snapshot]") {
  DrawnGraph drawn = Draw(kNetwork);
  const std::string expected = Digest(*BuildSnapshot(drawn));
  std::mt19937 random(17);
  for (int i = 0; i < 25; ++i) {
    std::ranges::shuffle(drawn.nodes, random);
    std::ranges::shuffle(drawn.edges, random);
    REQUIRE(Digest(*BuildSnapshot(drawn)) == expected);
  }
  // The digest sees a difference.
  drawn.edges.pop_back();
  CHECK(Digest(*BuildSnapshot(drawn)) != expected);
}

TEST_CASE("a drawing that cannot be read is refused", "[support][drawn]") {
  for (const char* line : {"a: colour=red", "a: sector=C28*x", "a: label=gold(2018", "a: name=\"x",
                           "a: country", "a offers", "a = b", "stage x = 2 from y",
                           "a --(2015-01-01)-- b", "a --P1(2015)-- b", "a: city=x*!"}) {
    INFO(line);
    CHECK_THROWS_AS(Draw(line), std::invalid_argument);
  }
}

}  // namespace
}  // namespace kontor
