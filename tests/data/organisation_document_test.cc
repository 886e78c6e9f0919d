#include <catch2/catch_test_macros.hpp>
#include <string>

#include "data/document.h"
#include "tests/data/ndjson_support.h"

namespace kontor {
namespace {

constexpr Date kToday{20'800};

// With the built-in codes, one organisation that was imported, and a project of it.
std::unique_ptr<Store> SmallStore() {
  Problems problems;
  auto store = StoreOfNdjson(
      "{\"kontor_ndjson\":1}\n"
      R"({"type":"partnership","key":"p:1","values":[{"field":"title","text":"Joint work","source":"s","date":"2020-01-01"}]})"
      "\n"
      R"({"type":"organisation","key":"x:1","values":[)"
      R"({"field":"name","text":"Holz Tirol","lang":"de","source":"old","date":"2020-01-01"},)"
      R"({"field":"name","text":"Tyrol Wood","lang":"en","source":"old","date":"2020-01-01"},)"
      R"({"field":"identifier","text":"vat:AT1","source":"old","date":"2020-01-01"},)"
      R"({"field":"staff","text":"7","source":"old","date":"2020-01-01"},)"
      R"({"field":"city","text":"Innsbruck","source":"old","date":"2020-01-01"}],"edges":[)"
      R"({"type":"in_country","to_type":"country","to":"AT","source":"old","date":"2020-01-01"},)"
      R"({"type":"in_country","to_type":"country","to":"DE","source":"old","date":"2019-01-01"},)"
      R"({"type":"in_sector","to_type":"sector","to":"C16","source":"old","date":"2020-01-01"},)"
      R"({"type":"participates_in","to_type":"partnership","to":"p:1","source":"old","date":"2020-01-01"}]})"
      "\n",
      problems);
  REQUIRE(problems.all.empty());
  return store;
}

// A store and what is written to it.
class Desk {
 public:
  Desk() : store_(SmallStore()), codes_(*Codes::Load()), documents_(codes_) {}

  ChangedDocument Put(std::string_view id, std::string_view document) {
    return Write(documents_.Replace(*View(), id, document, author_));
  }
  ChangedDocument Patch(std::string_view id, std::string_view patch) {
    return Write(documents_.Patch(*View(), id, patch, author_));
  }
  ChangedDocument Erase(std::string_view id) {
    return Write(OrganisationDocuments::Erase(*View(), id));
  }
  // "pointer: reason" of the first problem; empty if it was taken.
  std::string Fault(std::string_view document) {
    const auto change = documents_.Replace(*View(), "x:1", document, author_);
    if (change) return {};
    if (change.error().problems.empty()) return change.error().error.message;
    return change.error().problems[0].pointer + ": " + change.error().problems[0].reason;
  }
  [[nodiscard]] Node Organisation(std::string_view key) const {
    return Find(*store_, NodeType::kOrganisation, key);
  }
  [[nodiscard]] size_t Ties(std::string_view key, EdgeType type) const {
    size_t count = 0;
    (void)View()->ForEachEdgeFrom(NodeId::Of(NodeType::kOrganisation, key), [&](const Edge& edge) {
      count += edge.key.type == type ? 1 : 0;
      return true;
    });
    return count;
  }
  [[nodiscard]] std::string All() const { return Dump(*store_); }
  [[nodiscard]] size_t Postings() const { return CountNodes(*store_, NodeType::kPosting); }

 private:
  [[nodiscard]] std::unique_ptr<ReadView> View() const { return *store_->View(); }
  ChangedDocument Write(ChangedDocument change) {
    if (change && !change->batch.empty()) REQUIRE(store_->Write(change->batch, {"test", {}, 0}));
    return change;
  }

  std::unique_ptr<Store> store_;
  Codes codes_;
  OrganisationDocuments documents_;
  Author author_{"api", kToday};
};

const Value* ValueOf(const Node& node, Field field, std::string_view text) {
  for (const Value& value : node.values) {
    if (value.field == field && value.text == text) return &value;
  }
  return nullptr;
}

TEST_CASE("a new organisation is written with its codes, offers and needs", "[data][document]") {
  Desk desk;
  const auto change = desk.Put("portal:7", R"({
    "name": "Cluster Möbel", "kind": "cluster_organisation", "country": "Germany",
    "location": {"latitude": 48.1, "longitude": 11.5}, "aliases": ["CM"],
    "sectors": ["C31", {"code": "C16.2", "weight": 0.5}],
    "labels": [{"code": "be-speerpuntcluster", "valid_to": "2027-01-31"}],
    "offers": [{"title": "A test bench", "type": "technology", "codes": ["C31", {"type": "country", "code": "FR"}]}],
    "needs": [{"title": "Oak", "deadline": "2027-03-01"}]})");
  REQUIRE(change);
  CHECK(change->key == "portal:7");
  CHECK_FALSE(change->existed);
  const Node node = desk.Organisation("portal:7");
  CHECK(node.Text(Field::kName) == "Cluster Möbel");
  CHECK(node.Text(Field::kLocation) == "48.1,11.5");
  CHECK(ValueOf(node, Field::kName, "Cluster Möbel")->source == "api");
  CHECK(ValueOf(node, Field::kName, "Cluster Möbel")->date == kToday);
  CHECK(desk.Ties("portal:7", EdgeType::kInSector) == 2);
  CHECK(desk.Ties("portal:7", EdgeType::kOffers) == 1);
  CHECK(desk.Ties("portal:7", EdgeType::kNeeds) == 1);
  CHECK(desk.Postings() == 2);
}

TEST_CASE("the key of a new organisation is its id, or made of its name", "[data][document]") {
  Desk desk;
  CHECK(desk.Put("", R"({"id": "portal:8", "name": "Eight"})")->key == "portal:8");
  CHECK(desk.Put("", R"({"name": "Süd Holz"})")->key == "org:sud-holz");
  CHECK(desk.Put("", R"({"name": "Süd Holz"})")->existed);
}

TEST_CASE("a document that repeats what is known changes nothing", "[data][document]") {
  Desk desk;
  const std::string document =
      R"({"name": "Tyrol Wood", "identifiers": ["vat:AT1"], "city": "Innsbruck", "country": "AT",
          "sectors": [{"code": "C16", "label": "wood"}], "needs": [{"title": "Oak", "codes": ["C31"]}]})";
  REQUIRE(desk.Put("x:1", document));
  const std::string before = desk.All();
  const auto again = desk.Put("x:1", document);
  REQUIRE(again);
  CHECK(again->batch.empty());
  CHECK(desk.All() == before);
}

TEST_CASE("what a document leaves out is taken away, what it cannot say stays",
          "[data][document]") {
  Desk desk;
  const auto change = desk.Put("vat:AT1", R"({"name": "Tyrol Wood", "country": "DE"})");
  REQUIRE(change);
  CHECK(change->key == "x:1");  // an identifier names it
  CHECK(change->existed);
  const Node node = desk.Organisation("x:1");
  CHECK(node.Text(Field::kCity).empty());
  CHECK(node.Text(Field::kIdentifier).empty());
  CHECK(node.Text(Field::kStaff) == "7");
  CHECK(ValueOf(node, Field::kName, "Holz Tirol") != nullptr);  // a translation
  CHECK(ValueOf(node, Field::kName, "Tyrol Wood")->source == "old");
  CHECK(desk.Ties("x:1", EdgeType::kInSector) == 0);
  CHECK(desk.Ties("x:1", EdgeType::kInCountry) == 1);
  CHECK(desk.Ties("x:1", EdgeType::kParticipatesIn) == 1);
}

TEST_CASE("a patch changes its members only", "[data][document]") {
  Desk desk;
  REQUIRE(desk.Patch("x:1", R"({"city": "Hall", "sectors": ["C31"], "identifiers": null})"));
  const Node node = desk.Organisation("x:1");
  CHECK(node.Text(Field::kCity) == "Hall");
  CHECK(node.Text(Field::kIdentifier).empty());
  CHECK(ValueOf(node, Field::kName, "Tyrol Wood")->source == "old");
  CHECK(desk.Ties("x:1", EdgeType::kInSector) == 1);
  CHECK(desk.Ties("x:1", EdgeType::kInCountry) == 2);  // also what no document would say
  CHECK(desk.Patch("nobody", R"({"city": "Hall"})").error().error.code == ErrorCode::kNotFound);
  CHECK(desk.Patch("x:1", "[1]").error().problems.size() == 1);
  CHECK(desk.Patch("x:1", R"({"name": null})").error().problems[0].pointer == "/name");
}

TEST_CASE("offers and needs are known by their titles", "[data][document]") {
  Desk desk;
  REQUIRE(desk.Patch("x:1", R"({"needs": [{"title": "Oak"}, {"title": "Pine"}]})"));
  REQUIRE(desk.Patch("x:1", R"({"needs": [{"title": "Pine", "deadline": "2027-01-01"}]})"));
  CHECK(desk.Postings() == 1);
  CHECK(desk.Ties("x:1", EdgeType::kNeeds) == 1);
  REQUIRE(desk.Patch("x:1", R"({"needs": [], "offers": [{"title": "Pine"}]})"));
  CHECK(desk.Postings() == 1);
  CHECK(desk.Ties("x:1", EdgeType::kNeeds) == 0);
  CHECK(desk.Ties("x:1", EdgeType::kOffers) == 1);
}

TEST_CASE("an organisation is erased with what it offers and needs", "[data][document]") {
  Desk desk;
  REQUIRE(desk.Patch("x:1", R"({"needs": [{"title": "Oak"}]})"));
  REQUIRE(desk.Erase("x:1"));
  CHECK(desk.Postings() == 0);
  CHECK(desk.Organisation("x:1").values.empty());
  CHECK(desk.Erase("x:1").error().error.code == ErrorCode::kNotFound);
}

TEST_CASE("every fault of a document is told with its place", "[data][document]") {
  Desk desk;
  CHECK(desk.Fault("{") == "byte 2 of the body: this is no JSON");
  CHECK(desk.Fault("[]") == ": is no object");
  CHECK(desk.Fault(R"({"city": "Wien"})") == "/name: is required");
  CHECK(desk.Fault(R"({"name": 1})") == "/name: is no text");
  CHECK(desk.Fault(R"({"name": "A", "sector": ["C16"]})") ==
        "/sector: is no member that is known here; did you mean \"sectors\"?");
  CHECK(desk.Fault(R"({"name": "A", "kind": "companies"})").starts_with("/kind: "));
  CHECK(desk.Fault(R"({"name": "A", "url": "javascript:x"})").starts_with("/url: "));
  CHECK(desk.Fault(R"({"name": "A", "country": "Germnay"})") ==
        "/country/code: unknown country \"Germnay\"; the nearest is DE");
  CHECK(desk.Fault(R"({"name": "A", "sectors": "C16"})") == "/sectors: is no list");
  CHECK(desk.Fault(R"({"name": "A", "sectors": ["C16", "C16"]})") ==
        "/sectors/1/code: stands there twice");
  CHECK(desk.Fault(R"({"name": "A", "sectors": [{"code": "C16", "weight": 2}]})")
            .starts_with("/sectors/0/weight: "));
  CHECK(desk.Fault(
                R"({"name": "A", "labels": [{"code": "be-speerpuntcluster", "valid_to": "soon"}]})")
            .starts_with("/labels/0/valid_to: "));
  CHECK(desk.Fault(R"({"name": "A", "location": {"latitude": 91, "longitude": 0}})")
            .starts_with("/location/latitude: "));
  CHECK(desk.Fault(R"({"name": "A", "topics": ["none"]})").starts_with("/topics/0/code: "));
  CHECK(desk.Fault(R"({"name": "A", "needs": [{}]})") == "/needs/0/title: is required");
  CHECK(desk.Fault(R"({"name": "A", "needs": [{"title": "B", "codes": ["nothing"]}]})")
            .starts_with("/needs/0/codes/0/code: "));
  CHECK(desk.Fault(R"({"name": "A", "id": "other"})").starts_with("/id: "));
  CHECK(desk.Fault(std::string(100, '[')).find("nested") != std::string::npos);
  CHECK(desk.Fault(R"({"name": "A", "aliases": ["", 1]})") == "/aliases/0: is empty");
  CHECK(desk.Fault(R"({"name": "A\u0000"})").starts_with("/name: contains"));
}

TEST_CASE("of very many faults the first are told", "[data][document]") {
  Desk desk;
  std::string document = R"({"name": "A")";
  for (int i = 0; i < 500; ++i) document += ", \"x" + std::to_string(i) + "\": 1";
  const auto change = desk.Put("x:1", document + "}");
  REQUIRE_FALSE(change);
  CHECK(change.error().problems.size() == 100);
}

TEST_CASE("an answer can be sent back", "[data][document]") {
  Desk desk;
  CHECK(desk.Fault(R"({"generation": 3, "id": "x:1", "name": "Tyrol Wood", "acronym": null,
    "country": {"code": "AT", "label": "Austria"}, "region": null, "location": null,
    "partnership_count": 1, "partnerships": [], "completeness": 0.5, "updated": "2020-01-01",
    "sources": ["old"]})")
            .empty());
}

}  // namespace
}  // namespace kontor
