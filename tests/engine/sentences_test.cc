#include "engine/sentences.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "tests/engine/support.h"

namespace kontor {
namespace {

TEST_CASE("reasons are sentences, the strongest first, for both sides", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    sector C28: name.en=Machinery
    sector C24: name.en="Basic metals"
    country DE: name.en=Germany
    country ES: name.en=Spain
    us: country=DE sector=C28 target=ES
    them: country=ES sector=C24
    us --P1(2018-01-01)-- them
  )");
  const auto query = Ask(*snapshot, "us", "complementary");
  EngineScratch scratch;
  const auto suggestion =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "them"), scratch).value();
  const auto reasons = Reasons(*snapshot, suggestion, 10);
  REQUIRE(reasons.size() >= 4);
  CHECK(reasons[0] == "Their sector, Basic metals (C24), supplies yours, Machinery (C28).");
  CHECK(std::ranges::find(reasons, "You look for partners in their country, Spain.") !=
        reasons.end());
  CHECK(std::ranges::find(reasons, "You have worked together in 1 partnership: P1 (2018).") !=
        reasons.end());
  const auto theirs = ReverseReasons(*snapshot, suggestion, 10);
  CHECK(theirs[0] == "Your sector, Machinery (C28), buys from theirs, Basic metals (C24).");
  CHECK(std::ranges::find(theirs, "They look for partners in your country, Spain.") ==
        theirs.end());
  CHECK(Reasons(*snapshot, suggestion, 2).size() == 2);
}

// One fact with everything that a sentence may tell.
Fact FactOf(const Snapshot& snapshot, Fact::Kind kind, uint64_t count) {
  Fact fact;
  fact.kind = kind;
  fact.concept_index = ConceptOf(snapshot, NodeType::kSector, "C24");
  fact.other = ConceptOf(snapshot, NodeType::kSector, "C28");
  fact.count = count;
  fact.number = 0.25;
  fact.date = ParseDate("2018-05-01").value();
  fact.text = "WINDY";
  return fact;
}

TEST_CASE("sentences in other languages read as a person would write them", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    C24 -0.3-> C28
    sector C24: name.en=Metals name.de=Metallerzeugung
    sector C28: name.en=Machinery name.de=Maschinenbau name.fr=Machines
    call WIND: name.en=WIND-2014
    country DE: name.en=Germany name.de=Deutschland name.fr=Allemagne
    us: country=DE sector=C28
    them: country=DE sector=C24
  )");
  const auto tell = [&](const char* code, Fact::Kind kind, Side side, uint64_t count = 2) {
    return Sentence(*snapshot, FactOf(*snapshot, kind, count), **FindLanguage(code), side);
  };
  CHECK(tell("de", Fact::Kind::kSupplies, Side::kOurs) ==
        "Die Branche des Partners, Metallerzeugung (C24), beliefert Ihre Branche, Maschinenbau "
        "(C28).");
  CHECK(tell("fr", Fact::Kind::kSupplies, Side::kTheirs) ==
        "Votre secteur, Metals (C24), approvisionne celui de ce partenaire, Machines (C28).");
  CHECK(tell("de", Fact::Kind::kPartnerships, Side::kTheirs, 1) ==
        "Sie haben an einer Partnerschaft mitgewirkt.");
  CHECK(tell("de", Fact::Kind::kPartnerships, Side::kOurs, 1'200) ==
        "Der Partner hat an 1.200 Partnerschaften mitgewirkt.");
  CHECK(tell("fr", Fact::Kind::kJointPartnerships, Side::kOurs, 1) ==
        "Vous avez déjà travaillé ensemble dans un partenariat\u00A0: WINDY (2018).");
  CHECK(tell("de", Fact::Kind::kSharedWord, Side::kOurs) == "Beide sprechen von „WINDY“.");
  CHECK(tell("fr", Fact::Kind::kCompleteProfile, Side::kOurs) ==
        "Le profil de ce partenaire est complet à 25\u00A0%.");
  CHECK(tell("fr", Fact::Kind::kFreshProfile, Side::kTheirs) ==
        "Votre profil a été mis à jour le 1er mai 2018.");
  CHECK(tell("en", Fact::Kind::kLastActive, Side::kTheirs) ==
        "Your newest partnership began on 1 May 2018.");
  CHECK(tell("es", Fact::Kind::kSupplies, Side::kTheirs) ==
        "El sector de ustedes, Metals (C24), abastece al de este socio, Machinery (C28).");
  CHECK(tell("it", Fact::Kind::kCompleteProfile, Side::kTheirs) ==
        "Completezza del vostro profilo: 25%.");
  for (const uint64_t count : {2U, 5U, 22U}) {  // Polish: a case that all numbers share
    CHECK(tell("pl", Fact::Kind::kPartnerships, Side::kOurs, count) ==
          "Ten partner uczestniczył w " + std::to_string(count) + " partnerstwach.");
  }
  Fact fact = FactOf(*snapshot, Fact::Kind::kCountriesAgree, 0);
  fact.concept_index = fact.other = ConceptOf(*snapshot, NodeType::kCountry, "DE");
  fact.number = 1.25;
  CHECK(Sentence(*snapshot, fact, **FindLanguage("fr")) ==
        "Allemagne\u00A0: les organisations y collaborent entre elles 1,3 fois plus souvent que ne "
        "le voudrait le hasard.");
}

TEST_CASE("what both share is told as lists, calls apart, in each language", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    call WIND: name.en=WIND-2014
    topic theme:Energy < theme:Science
    topic theme:Energy: name.en=Energy name.de=Energie
    us: technology=photonics
    them: technology=photonics
    other: sector=A01
    us --P1-- other
    them --P2-- other
    P1: title="offshore blades" topic=theme:Energy call=WIND
    P2: title="offshore towers" topic=theme:Energy call=WIND
  )");
  const auto query = Ask(*snapshot, "us", "similar");
  EngineScratch scratch;
  const auto suggestion =
      ExplainPair(*snapshot, query, OrganisationOf(*snapshot, "them"), scratch).value();
  const auto has = [&](const char* code, const char* sentence) {
    const auto reasons = Reasons(*snapshot, suggestion, 10, **FindLanguage(code));
    return std::ranges::find(reasons, sentence) != reasons.end();
  };
  CHECK(has("en", "Both took part in the call WIND-2014."));
  CHECK(has("de", "Beide waren dabei: Ausschreibung WIND-2014."));
  CHECK(has("fr", "Participation commune\u00A0: appel WIND-2014."));
  CHECK((has("de", "Gemeinsame Themen: photonics und Energie.") ||
         has("de", "Gemeinsame Themen: Energie und photonics.")));
  CHECK(has("de", "Beide sprechen von „offshore“."));
  const Fact call{.kind = Fact::Kind::kSharedConcept,
                  .concept_index = ConceptOf(*snapshot, NodeType::kCall, "WIND")};
  CHECK(Sentence(*snapshot, call) == "Both took part in the call WIND-2014.");
}

TEST_CASE("an offer and the need that it meets are named", "[engine][explain]") {
  const auto snapshot = DrawSnapshot(R"(
    us needs n1: title="Blade tests" sector=C28 type=supply deadline=2021-12-31
    us offers o1: title="Masts" sector=C25 type=supply
    them offers o2: title="Test rig" sector=C28 type=supply
    them needs n2: title="Steel towers" sector=C25 type=supply
  )");
  EngineScratch scratch;
  const auto suggestion = ExplainPair(*snapshot, Ask(*snapshot, "us", "complementary"),
                                      OrganisationOf(*snapshot, "them"), scratch)
                              .value();
  const auto reasons = Reasons(*snapshot, suggestion, 2, English());
  CHECK(reasons[0] == "They offer “Test rig”, and you need “Blade tests”.");
  CHECK(reasons[1] == "They need “Steel towers”, and you offer “Masts”.");
  const auto theirs = ReverseReasons(*snapshot, suggestion, 2, English());
  CHECK(theirs[0] == "You offer “Masts”, and they need “Steel towers”.");
  CHECK(theirs[1] == "You need “Blade tests”, and they offer “Test rig”.");
}

TEST_CASE("related sectors, common targets and associated countries are told",
          "[engine][explain]") {
  const auto snapshot = DrawSnapshot("sector C28: name.en=Machinery");
  const ConceptIndex machinery = ConceptOf(*snapshot, NodeType::kSector, "C28");
  Fact fact;
  fact.kind = Fact::Kind::kPartlyRelated;
  fact.other = machinery;
  CHECK(Sentence(*snapshot, fact, English()) ==
        "Close but not the same: you both work in Machinery (C28).");
  fact.kind = Fact::Kind::kRelatedSectors;
  fact.concept_index = machinery;
  CHECK(Sentence(*snapshot, fact, English()) ==
        "Close but not the same: you both work in Machinery (C28), and they also in Machinery "
        "(C28).");
  const auto places = DrawSnapshot("a: country=NO");
  fact.concept_index = ConceptOf(*places, NodeType::kCountry, "NO");
  fact.kind = Fact::Kind::kCommonTarget;
  CHECK(Sentence(*places, fact, English()) == "Both look for partners in NO.");
  fact.kind = Fact::Kind::kAssociatedCountry;
  CHECK(Sentence(*places, fact, English()) ==
        "They are a partner abroad, in NO, which is associated to EU programmes.");
}

}  // namespace
}  // namespace kontor
